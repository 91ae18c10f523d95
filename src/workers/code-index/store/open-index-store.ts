import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { AppError } from '#shared/errors.ts';
import { connectWriter } from './connect.ts';
import { createStore } from './create-store.ts';
import type { OpenedStore } from './index-store.ts';
import { SCHEMA_VERSION, TABLES } from './schema.ts';

/**
 * Opens the stored index of a repository for writing. A file of another layout, one that cannot be
 * read and one whose first build was never committed are given up for an empty store. Throws
 * `storage` when the folder cannot be written.
 */
export function openIndexStore(file: string): OpenedStore {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const taken = takeOver(file);
    if (typeof taken === 'object') return { ...taken, discarded: null };
    removeStore(file);
    return { ...createEmpty(file), discarded: taken === '' ? null : taken };
  } catch (cause) {
    throw new AppError(
      'storage',
      `The code index ${file} cannot be opened (${sentence(cause)}). Check that its folder is writable and has free space.`,
      { cause },
    );
  }
}

/** Deletes a stored index with its side files. */
export function removeStore(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
}

type Opened = Omit<OpenedStore, 'discarded'>;

/** The store in a file, or why it cannot be used; '' when there is none. */
function takeOver(file: string): Opened | string {
  let db: Database.Database | null = null;
  try {
    db = connectWriter(file);
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version === SCHEMA_VERSION) return createStore(db, file);
    db.close();
    return version === 0
      ? ''
      : `its layout is number ${version}, this version writes ${SCHEMA_VERSION}`;
  } catch (error) {
    db?.close();
    if (isUnusable(error)) return `it cannot be read (${sentence(error)})`;
    throw error;
  }
}

/** Whether the file is at fault and not the disk or its permissions. */
function isUnusable(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return error instanceof Error;
  return /^SQLITE_(?:CORRUPT|NOTADB|ERROR|FORMAT|MISMATCH)/.test(code);
}

function createEmpty(file: string): Opened {
  const db = connectWriter(file);
  db.transaction(() => {
    db.exec(TABLES);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
  })();
  return createStore(db, file);
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
