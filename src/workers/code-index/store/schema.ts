/**
 * Number of the layout below, and of everything that decides what is stored (facts, documents,
 * ids). A file with another number is given up and built again.
 */
export const SCHEMA_VERSION = 7;

/**
 * `symbol_id` is stable for as long as the file holds a symbol with that path; numbers are never
 * given twice. `ordinal` is its place among the file's symbols, `kind` one in SYMBOL_KINDS, `code`
 * an EdgeCode, `gave_up` why the calls of a file were not followed. An edge's id is its file's id ×
 * 2²⁰ + its place, so that a file's edges lie together.
 */
export const TABLES = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;
CREATE TABLE files (
  file_id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  size INTEGER NOT NULL,
  mtime REAL NOT NULL,
  lang TEXT NOT NULL,
  lines INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('indexed', 'text', 'skipped')),
  reason TEXT NOT NULL,
  module TEXT NOT NULL,
  is_test INTEGER NOT NULL,
  sinks INTEGER NOT NULL DEFAULT 0,
  gave_up TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE facts (file_id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE TABLE sinks (file_id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE TABLE symbols (
  symbol_id INTEGER PRIMARY KEY,
  file_id INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  parent_id INTEGER,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  kind INTEGER NOT NULL,
  line INTEGER NOT NULL,
  col INTEGER NOT NULL,
  start_line INTEGER NOT NULL,
  end_line INTEGER NOT NULL,
  is_test INTEGER NOT NULL,
  signature TEXT NOT NULL
) STRICT;
CREATE TABLE edges (
  edge_id INTEGER PRIMARY KEY,
  from_id INTEGER NOT NULL,
  to_id INTEGER NOT NULL,
  code INTEGER NOT NULL,
  line INTEGER NOT NULL
) STRICT;
CREATE TABLE documents (
  document_id INTEGER PRIMARY KEY,
  symbol_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  end_line INTEGER NOT NULL
) STRICT;
CREATE VIRTUAL TABLE words USING fts5 (
  name, signature, comment, body,
  content = '', contentless_delete = 1, tokenize = 'porter ascii'
);
`;

/**
 * Made after the first build, when the tables are full: sorting once is cheaper than keeping
 * sorted.
 */
export const INDEXES = `
CREATE INDEX IF NOT EXISTS symbols_by_name ON symbols (name COLLATE NOCASE);
CREATE INDEX IF NOT EXISTS symbols_by_file ON symbols (file_id);
CREATE INDEX IF NOT EXISTS symbols_by_parent ON symbols (parent_id);
CREATE INDEX IF NOT EXISTS edges_by_target ON edges (to_id);
CREATE INDEX IF NOT EXISTS documents_by_file ON documents (file_id);
`;

/** Edges of file f have the ids f × EDGES_PER_FILE up to the next file's first. */
export const EDGES_PER_FILE = 2 ** 20;
