import Database from 'better-sqlite3';
import { truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { isDamage } from './ledger-fault.ts';

/**
 * Held for as long as the process lives; the system releases it however the process ends, so no
 * stale lock is left.
 */
export interface EngineLock {
  release(): void;
}

function lock(file: string): Database.Database {
  const db = new Database(file, { timeout: 0 });
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code);
}

function lockFault(file: string, cause: unknown): AppError {
  return new AppError(
    'storage',
    `The data folder ${dirname(file)} cannot be written: its lock ${file} was refused (${cause instanceof Error ? cause.message : String(cause)}). Make folder and file writable for you and leave some space on the disk, or choose another folder with --data.`,
    { cause },
  );
}

/** Takes the data folder for this engine; null when another engine has it. */
export function takeEngineLock(file: string): EngineLock | null {
  let db: Database.Database;
  try {
    db = lock(file);
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_BUSY')) return null;
    if (!isDamage(error)) throw lockFault(file, error);
    // Whoever holds it is noticed before its content is: nobody holds a damaged one, and there is
    // nothing in it to keep.
    truncateSync(file);
    return takeEngineLock(file);
  }
  return {
    release() {
      db.exec('ROLLBACK');
      db.close();
    },
  };
}
