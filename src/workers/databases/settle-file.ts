import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { AppError } from '#shared/errors.ts';

/**
 * Bytes of the header that say who wrote last, how often and in which mode, and nothing of what is
 * held: file format versions, change counter, schema cookie, version-valid-for, version of SQLite.
 */
const NOT_CONTENT = [
  [18, 20],
  [24, 28],
  [40, 44],
  [92, 100],
] as const;

/**
 * Brings what journals hold into a file of our own, so that it stands alone. `name` is what a
 * sentence calls it.
 */
export function settleFile(file: string, name: string): void {
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { fileMustExist: true });
    // Reading takes back what a writer that died left half done.
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    db.pragma('journal_mode = DELETE');
    // A file without a byte becomes one with a page: what has no page cannot be written anywhere.
    if (statSync(file).size === 0) db.pragma('user_version = 0');
  } catch (error) {
    throw new AppError(
      'invalid_input',
      `“${name}” cannot be read as a database of SQLite: ${error instanceof Error ? error.message : String(error)}.`,
    );
  } finally {
    db?.close();
  }
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}

/** The digest of what a settled file holds. */
export function digestFile(file: string): string {
  const bytes = readFileSync(file);
  for (const [from, to] of NOT_CONTENT) if (bytes.length >= to) bytes.fill(0, from, to);
  return createHash('sha256').update(bytes).digest('hex');
}
