import type Database from 'better-sqlite3';

/** Every statement the writer uses. */
const SQL = {
  setMeta: 'INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)',
  getMeta: 'SELECT value FROM meta WHERE key = ?',

  putFile: `INSERT INTO files (file_id, path, hash, size, mtime, lang, lines, status, reason, module, is_test)
    VALUES (@id, @path, @hash, @sizeBytes, @mtimeMs, @language, @lines, @status, @reason, @module, @isTest)
    ON CONFLICT (file_id) DO UPDATE SET hash = @hash, size = @sizeBytes, mtime = @mtimeMs, lang = @language, lines = @lines,
    status = @status, reason = @reason, module = @module, is_test = @isTest`,
  touchFile: 'UPDATE files SET size = ?, mtime = ? WHERE path = ?',
  countSinks: 'UPDATE files SET sinks = ? WHERE file_id = ?',
  giveUp: 'UPDATE files SET gave_up = ? WHERE file_id = ?',
  deleteFile: 'DELETE FROM files WHERE file_id = ?',
  allFiles: `SELECT file_id AS id, path, hash, size AS sizeBytes, mtime AS mtimeMs, lang AS language, lines, status, reason,
    is_test AS isTest, sinks, gave_up AS gaveUp FROM files ORDER BY path`,
  putFacts: 'INSERT OR REPLACE INTO facts (file_id, data) VALUES (?, ?)',
  getFacts: 'SELECT data FROM facts WHERE file_id = ?',
  deleteFacts: 'DELETE FROM facts WHERE file_id = ?',
  putSinks: 'INSERT OR REPLACE INTO sinks (file_id, data) VALUES (?, ?)',
  deleteSinks: 'DELETE FROM sinks WHERE file_id = ?',

  putSymbol: `INSERT OR REPLACE INTO symbols
    (symbol_id, file_id, ordinal, parent_id, name, path, kind, line, col, start_line, end_line, is_test, signature)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  deleteSymbol: 'DELETE FROM symbols WHERE symbol_id = ?',
  allSymbols:
    'SELECT symbol_id, file_id, ordinal, path, parent_id, is_test FROM symbols ORDER BY symbol_id',

  insertEdge: 'INSERT INTO edges (edge_id, from_id, to_id, code, line) VALUES (?, ?, ?, ?, ?)',
  deleteEdges: 'DELETE FROM edges WHERE edge_id >= ? AND edge_id < ?',
  deleteEdgesTo: 'DELETE FROM edges WHERE to_id = ?',
  allEdges: 'SELECT edge_id, from_id, to_id, code, line FROM edges ORDER BY edge_id',

  insertDocument:
    'INSERT INTO documents (document_id, symbol_id, file_id, line, end_line) VALUES (?, ?, ?, ?, ?)',
  insertWords: 'INSERT INTO words (rowid, name, signature, comment, body) VALUES (?, ?, ?, ?, ?)',
  documentsOfFile: 'SELECT document_id FROM documents WHERE file_id = ?',
  deleteWords: 'DELETE FROM words WHERE rowid = ?',
  deleteDocuments: 'DELETE FROM documents WHERE file_id = ?',
} as const;

export type Statements = Record<keyof typeof SQL, Database.Statement<unknown[]>>;

/** Prepares every statement once. */
export function prepareStatements(db: Database.Database): Statements {
  const prepared = Object.fromEntries(
    Object.entries(SQL).map(([name, sql]) => [name, db.prepare(sql)]),
  ) as Statements;
  for (const name of ['getMeta', 'getFacts', 'documentsOfFile'] as const) prepared[name].pluck();
  for (const name of ['allSymbols', 'allEdges'] as const) prepared[name].raw();
  return prepared;
}
