import { must } from '#shared/assert.ts';
import { SymbolRegistry, type FileEntry } from './symbol-registry.ts';
import { EDGES_PER_FILE } from './schema.ts';
import type { Statements } from './statements.ts';

type FileRow = Omit<FileEntry, 'isTest'> & { isTest: number };

/** What is stored, as the writer keeps it in memory. */
export function loadRegistry(statements: Statements): SymbolRegistry {
  const registry = new SymbolRegistry();
  const byId = new Map<number, FileEntry>();
  for (const row of statements.allFiles.iterate() as IterableIterator<FileRow>) {
    const entry = registry.addFile({ ...row, isTest: row.isTest === 1 }, row.id);
    entry.sinks = row.sinks;
    entry.gaveUp = row.gaveUp;
    byId.set(row.id, entry);
  }
  loadSymbols(statements, registry, byId);
  loadEdges(statements, byId);
  registry.nextFile = (statements.getMeta.get('next_file') as number | undefined) ?? 1;
  registry.nextSymbol = (statements.getMeta.get('next_symbol') as number | undefined) ?? 1;
  registry.nextDocument = (statements.getMeta.get('next_document') as number | undefined) ?? 1;
  return registry;
}

function loadSymbols(
  statements: Statements,
  registry: SymbolRegistry,
  byId: ReadonlyMap<number, FileEntry>,
): void {
  type Row = [
    id: number,
    fileId: number,
    ordinal: number,
    path: string,
    parent: number | null,
    isTest: number,
  ];
  for (const row of statements.allSymbols.iterate() as IterableIterator<Row>) {
    const [id, fileId, ordinal, path, parent, isTest] = row;
    registry.placeSymbol(id, { fileId, parent: parent ?? -1, isTest: isTest === 1 });
    const entry = must(byId.get(fileId), 'a symbol is stored with its file');
    entry.symbols.set(path, id);
    entry.ids[ordinal] = id;
  }
}

function loadEdges(statements: Statements, byId: ReadonlyMap<number, FileEntry>): void {
  let current = -1;
  let run: number[] = [];
  const flush = (): void => {
    if (run.length > 0)
      must(byId.get(current), 'an edge is stored with its file').edges = Int32Array.from(run);
    run = [];
  };
  type Row = [edgeId: number, ...edge: [number, number, number, number]];
  for (const [edgeId, ...edge] of statements.allEdges.iterate() as IterableIterator<Row>) {
    const fileId = Math.floor(edgeId / EDGES_PER_FILE);
    if (fileId !== current) {
      flush();
      current = fileId;
    }
    run.push(...edge);
  }
  flush();
}
