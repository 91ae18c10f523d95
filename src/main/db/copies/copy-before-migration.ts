import Database from 'better-sqlite3';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { SCHEMA_VERSION } from '../migrate.ts';
import { copiesFolder, copyFile } from './list-copies.ts';

/**
 * Copies a ledger of an older version before this one changes its tables. Throws `storage` when
 * that is not possible: then nothing is changed.
 */
export function copyBeforeMigration(file: string, nowMs: number): void {
  if (!existsSync(file)) return;
  const db = new Database(file, { timeout: 10_000 });
  try {
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version === 0 || version >= SCHEMA_VERSION) return;
    const dataDir = dirname(file);
    mkdirSync(copiesFolder(dataDir), { recursive: true, mode: 0o700 });
    db.prepare('VACUUM INTO ?').run(copyFile(dataDir, nowMs));
  } catch (cause) {
    if (String((cause as { code?: unknown }).code).startsWith('SQLITE_FULL'))
      throw new AppError(
        'storage',
        `The ledger ${file} is of an older version, and there is no space to copy it before it is changed. Free some and start again; nothing was changed.`,
        { cause },
      );
    throw cause;
  } finally {
    db.close();
  }
}
