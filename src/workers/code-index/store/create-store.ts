import type Database from 'better-sqlite3';
import { must } from '#shared/assert.ts';
import { decodeFacts } from './encode-facts.ts';
import type { CommitNote, CommitResult, IndexStore, StoredFile } from './index-store.ts';
import { loadRegistry } from './load-registry.ts';
import { packRegistry } from './pack-registry.ts';
import { INDEXES } from './schema.ts';
import { prepareStatements, type Statements } from './statements.ts';
import { countStored } from './store-stats.ts';
import type { SymbolRegistry } from './symbol-registry.ts';
import { dropDanglingEdges, keepEdges, writeEdges } from './write-edges.ts';
import { countVectors, openVectorStore } from './vector-store.ts';
import { deleteFile, writeFile, type Writing } from './write-file.ts';

/** A store over an open connection whose tables are there. */
export function createStore(
  db: Database.Database,
  file: string,
): { store: IndexStore; graph: SharedArrayBuffer } {
  const store = new SqliteStore(db, file);
  return { store, graph: store.pack() };
}

class SqliteStore implements IndexStore {
  readonly file: string;
  generation = 0;
  note: CommitNote | null = null;
  readonly #db: Database.Database;
  readonly #statements: Statements;
  #registry: SymbolRegistry;
  #removed = new Set<number>();
  #dangling = 0;

  constructor(db: Database.Database, file: string) {
    this.#db = db;
    this.file = file;
    this.#statements = prepareStatements(db);
    this.#registry = loadRegistry(this.#statements);
    this.#readNote();
  }

  get #writing(): Writing {
    if (!this.#db.inTransaction)
      throw new Error('the index store is written between begin and commit');
    return { statements: this.#statements, registry: this.#registry, removed: this.#removed };
  }

  #readNote(): void {
    const get = (key: string): unknown => this.#statements.getMeta.get(key);
    this.generation = (get('generation') as number | undefined) ?? 0;
    this.note =
      this.generation === 0
        ? null
        : {
            gitSha: get('git_sha') as string | null,
            refreshedAtMs: get('refreshed_at') as number,
            ...(get('lacks_edges') === 1 ? { lacksEdges: true } : {}),
          };
  }

  *loadFiles(): IterableIterator<StoredFile> {
    type Row = Omit<StoredFile, 'readFacts'> & { id: number };
    for (const row of this.#statements.allFiles.all() as Row[]) {
      const { id, path, hash, sizeBytes, mtimeMs, language, lines, status, reason } = row;
      const record = { path, hash, sizeBytes, mtimeMs, language, lines, status, reason };
      yield { ...record, readFacts: () => this.#readFacts(id) };
    }
  }

  factsOf(path: string): ReturnType<IndexStore['factsOf']> {
    const entry = this.#registry.files.get(path);
    return entry === undefined ? null : this.#readFacts(entry.id);
  }

  #readFacts(fileId: number): ReturnType<StoredFile['readFacts']> {
    const data = this.#statements.getFacts.get(fileId) as Uint8Array | undefined;
    return data === undefined ? null : decodeFacts(data);
  }

  begin(): void {
    this.#db.exec('BEGIN IMMEDIATE');
    this.#removed = new Set();
    this.#dangling = 0;
  }

  putFile(file: Parameters<IndexStore['putFile']>[0]): void {
    writeFile(this.#writing, file);
  }

  touchFile(path: string, sizeBytes: number, mtimeMs: number): void {
    this.#writing.statements.touchFile.run(sizeBytes, mtimeMs, path);
  }

  removeFile(path: string): void {
    deleteFile(this.#writing, path);
  }

  putEdges(path: string, edges: Parameters<IndexStore['putEdges']>[1]): void {
    const entry = must(this.#registry.files.get(path), 'edges belong to a stored file');
    this.#dangling += writeEdges(this.#writing, entry, edges);
  }

  keepEdges(path: string): void {
    keepEdges(this.#writing, must(this.#registry.files.get(path), 'a changed file is stored'));
  }

  commit(note: CommitNote): CommitResult {
    const registry = this.#registry;
    const statements = this.#statements;
    this.#dangling += dropDanglingEdges(this.#writing);
    const generation = this.generation + 1;
    if (generation === 1) this.#db.exec(INDEXES);
    const meta = {
      generation,
      git_sha: note.gitSha,
      refreshed_at: note.refreshedAtMs,
      lacks_edges: note.lacksEdges === true ? 1 : 0,
      next_file: registry.nextFile,
      next_symbol: registry.nextSymbol,
      next_document: registry.nextDocument,
    };
    for (const [key, value] of Object.entries(meta)) statements.setMeta.run(key, value);
    this.#db.exec('COMMIT');
    this.generation = generation;
    this.note = note;
    // A first build leaves a log as large as the file itself.
    if (generation === 1) this.#db.pragma('wal_checkpoint(TRUNCATE)');
    return { generation, graph: this.pack(), dangling: this.#dangling };
  }

  rollback(): void {
    if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
    this.#registry = loadRegistry(this.#statements);
  }

  pack(): SharedArrayBuffer {
    return packRegistry(this.#registry, this.generation);
  }

  stats(): ReturnType<IndexStore['stats']> {
    return countStored(this.#registry, this.file);
  }

  vectors(model: Parameters<IndexStore['vectors']>[0]): ReturnType<IndexStore['vectors']> {
    return openVectorStore(this.#db, model);
  }

  countVectors(): number {
    return countVectors(this.#db);
  }

  checkIntegrity(): string {
    return this.#db.pragma('integrity_check', { simple: true }) as string;
  }

  close(): void {
    if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
    this.#db.close();
  }
}
