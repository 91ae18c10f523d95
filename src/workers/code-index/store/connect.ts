import Database from 'better-sqlite3';

/**
 * Opens the writing connection: WAL, so that readers go on with the last state while the next one
 * is written.
 */
export function connectWriter(file: string): Database.Database {
  const db = new Database(file, { timeout: 10_000 });
  db.pragma('journal_mode = WAL');
  // A power cut may lose the newest generation, never the file: the work tree is still there to
  // read it from.
  db.pragma('synchronous = NORMAL');
  db.pragma('cache_size = -65536');
  db.pragma('temp_store = MEMORY');
  db.pragma('journal_size_limit = 4194304');
  return db;
}
