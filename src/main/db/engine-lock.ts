import Database from 'better-sqlite3';

/**
 * Held for as long as the process lives; the system releases it however the process ends, so no
 * stale lock is left.
 */
export interface EngineLock {
  release(): void;
}

/** Takes the data folder for this engine; null when another engine has it. */
export function takeEngineLock(file: string): EngineLock | null {
  const db = new Database(file, { timeout: 0 });
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if ((error as { code?: unknown }).code === 'SQLITE_BUSY') return null;
    throw error;
  }
  return {
    release() {
      db.exec('ROLLBACK');
      db.close();
    },
  };
}
