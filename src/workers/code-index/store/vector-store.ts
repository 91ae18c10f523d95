import type Database from 'better-sqlite3';
import { getLoadablePath } from 'sqlite-vec';
import { quantizeVector } from '#core/code-index/search/quantize-vector.ts';
import { AppError } from '#shared/errors.ts';

/** A passage that has no vector yet. */
export interface PassageWithoutVector {
  id: number;
  /** Path, size and time of its file when it was indexed. */
  file: string;
  size: number;
  mtime: number;
  name: string;
  line: number;
  endLine: number;
}

export interface NewVector {
  id: number;
  /** Of the text the vector stands for, so that the same text is not embedded again. */
  digest: string;
  vector: Float32Array;
}

/**
 * The vectors of a stored index: beside it in the same file, of one model, made after the passages
 * they stand for.
 */
export interface VectorStore {
  /** Passages after an id that have no vector, by id. */
  missing(after: number, limit: number): PassageWithoutVector[];
  /**
   * Gives passages the vectors of equal texts that were embedded before; returns those that got
   * one.
   */
  reuse(passages: readonly { id: number; digest: string }[]): Set<number>;
  put(vectors: readonly NewVector[]): void;
  /** Takes away vectors of passages that are gone. */
  sweep(): void;
  count(): number;
}

/**
 * Opens the vectors of one model; those of another model or size are dropped. Throws `storage` when
 * sqlite-vec cannot be loaded on this machine. Must not be used between begin and commit.
 */
export function openVectorStore(
  db: Database.Database,
  model: { model: string; dimensions: number },
): VectorStore {
  loadVectorSearch(db);
  prepareTables(db, model);
  return createVectorStore(db);
}

/** How many passages have a vector, of whatever model; also where vectors cannot be searched. */
export function countVectors(db: Database.Database): number {
  const isMade = db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'vectors'").pluck();
  return isMade.get() === 0
    ? 0
    : (db.prepare('SELECT count(*) FROM vectors').pluck().get() as number);
}

function loadVectorSearch(db: Database.Database): void {
  try {
    db.loadExtension(getLoadablePath());
  } catch (cause) {
    throw new AppError(
      'storage',
      `Vectors cannot be searched on this machine: sqlite-vec does not load (${cause instanceof Error ? cause.message : String(cause)}). Only the lexical ranker is used.`,
      { cause },
    );
  }
}

function prepareTables(db: Database.Database, wanted: { model: string; dimensions: number }): void {
  const get = db.prepare('SELECT value FROM meta WHERE key = ?').pluck();
  const set = db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  const isSame =
    get.get('vector_model') === wanted.model && get.get('vector_dimensions') === wanted.dimensions;
  if (isSame) return;
  db.transaction(() => {
    db.exec('DROP TABLE IF EXISTS vectors; DROP TABLE IF EXISTS vector_bits;');
    db.exec(`
      CREATE TABLE vectors (document_id INTEGER PRIMARY KEY, digest TEXT NOT NULL, small BLOB NOT NULL) STRICT;
      CREATE INDEX vectors_by_digest ON vectors (digest);
      CREATE VIRTUAL TABLE vector_bits USING vec0 (document_id INTEGER PRIMARY KEY, bits bit[${8 * Math.ceil(wanted.dimensions / 8)}]);
    `);
    set.run('vector_model', wanted.model);
    set.run('vector_dimensions', wanted.dimensions);
  })();
}

function createVectorStore(db: Database.Database): VectorStore {
  const missing = db.prepare(
    `SELECT documents.document_id AS id, files.path AS file, size, mtime, module || '.' || symbols.path AS name,
       documents.line AS line, documents.end_line AS endLine
     FROM documents JOIN symbols USING (symbol_id) JOIN files ON files.file_id = documents.file_id
     WHERE document_id > ? AND NOT EXISTS (SELECT 1 FROM vectors WHERE vectors.document_id = documents.document_id)
     ORDER BY documents.document_id LIMIT ?`,
  );
  const known = db.prepare(
    `SELECT small, bits FROM vectors JOIN vector_bits USING (document_id) WHERE digest = ? LIMIT 1`,
  );
  const insert = db.prepare('INSERT INTO vectors (document_id, digest, small) VALUES (?, ?, ?)');
  const insertBits = db.prepare(
    'INSERT INTO vector_bits (document_id, bits) VALUES (?, vec_bit(?))',
  );
  const gone = db
    .prepare(
      'SELECT document_id FROM vectors WHERE document_id NOT IN (SELECT document_id FROM documents)',
    )
    .pluck();
  const drop = db.prepare('DELETE FROM vectors WHERE document_id = ?');
  const dropBits = db.prepare('DELETE FROM vector_bits WHERE document_id = ?');
  const count = db.prepare('SELECT count(*) FROM vectors').pluck();
  const write = (row: {
    id: number;
    digest: string;
    small: Uint8Array;
    bits: Uint8Array;
  }): void => {
    insert.run(row.id, row.digest, row.small);
    // vec0 takes whole numbers only as such, not as floating point.
    insertBits.run(BigInt(row.id), row.bits);
  };
  return {
    missing: (after, limit) => missing.all(after, limit) as PassageWithoutVector[],
    reuse: db.transaction((passages: readonly { id: number; digest: string }[]) => {
      const given = new Set<number>();
      for (const { id, digest } of passages) {
        const row = known.get(digest) as { small: Uint8Array; bits: Uint8Array } | undefined;
        if (row === undefined) continue;
        write({ id, digest, ...row });
        given.add(id);
      }
      return given;
    }),
    put: db.transaction((vectors: readonly NewVector[]) => {
      for (const { id, digest, vector } of vectors) {
        const { bits, small } = quantizeVector(vector);
        write({ id, digest, bits, small: new Uint8Array(small.buffer) });
      }
    }),
    sweep: db.transaction(() => {
      for (const id of gone.all() as number[]) {
        drop.run(id);
        dropBits.run(BigInt(id));
      }
    }),
    count: () => count.get() as number,
  };
}
