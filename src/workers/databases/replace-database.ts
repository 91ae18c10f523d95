import Database from 'better-sqlite3';
import { closeSync, fstatSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { DatabasePlace, KeptDatabase } from '#shared/messages/database.ts';
import { readOpened } from '../files/read-opened.ts';
import { isRefusal } from '../files/refusal.ts';
import { RootFolder } from '../files/root-folder.ts';
import { digestDatabase } from './digest-database.ts';
import { MOST_BYTES } from './most-bytes.ts';
import { digestFile } from './settle-file.ts';

export interface Replacing extends DatabasePlace {
  /** Ours, for what is looked at meanwhile. */
  folder: string;
  keptIn: string;
  by: KeptDatabase;
  /** Digest of what the file must still hold. */
  holds: string;
}

const ALL_PAGES = 0x7fff_ffff;
const LIMIT = { largestBytes: MOST_BYTES };

/**
 * Writes a kept database into the file, by SQLite's own backup: in one transaction, so that an end
 * in its middle leaves the file as it was, and under the file's lock, so that other programs see
 * the one or the other. What the file holds is looked at once the lock is held.
 */
export async function replaceDatabase(
  replacing: Replacing,
  beforeOpening: () => void = () => {},
): Promise<void> {
  const { folder, keptIn, by, root, path } = replacing;
  // Before anything is opened that may be no database any more.
  requireSame(digestDatabase(replacing, folder), replacing);
  using opened = new RootFolder(root);
  const held = opened.openToRead(path);
  if (isRefusal(held)) throw new AppError('illegal_transition', held.sentence);
  try {
    beforeOpening();
    await writeInto(replacing, { held, opened });
  } finally {
    closeSync(held);
  }
  const wanted = digestFile(join(keptIn, `${by}.db`));
  if (digestDatabase(replacing, folder) === wanted) return;
  throw new AppError(
    'storage',
    `“${path}” does not hold what was written into it. What it held before is kept in “${keptIn}”.`,
  );
}

/**
 * `held` is the file itself: a process loses its locks on a file when it closes any descriptor of
 * it, so under the lock nothing of it is opened.
 */
async function writeInto(
  replacing: Replacing,
  { held, opened }: { held: number; opened: RootFolder },
): Promise<void> {
  const { folder, keptIn, by, root, path } = replacing;
  const source = new Database(join(keptIn, `${by}.db`), { readonly: true, fileMustExist: true });
  let isLocked = false;
  try {
    await source.backup(join(root, path), {
      // The first step takes the lock and writes nothing; this comes between it and the second.
      progress: () => {
        if (!isLocked) {
          requireInPlace(opened, path, held);
          requireSame(
            digestDatabase(replacing, folder, () => readOpened(held, path, LIMIT)),
            replacing,
          );
        }
        isLocked = true;
        return ALL_PAGES;
      },
    });
  } catch (error) {
    throw asRefusal(error, path);
  } finally {
    source.close();
  }
  // Without the lock there is no second step.
  if (!isLocked) throw inUse(path);
}

function requireSame(now: string, { holds, path }: Pick<Replacing, 'holds' | 'path'>): void {
  if (now === holds) return;
  throw new AppError(
    'illegal_transition',
    `Nothing was changed: “${path}” is not what it was any more, so what would be lost is not known. Run the migration again on what it holds now.`,
  );
}

/** SQLite opened what lies at the path by now, which may be another file, or a link to one. */
function requireInPlace(opened: RootFolder, path: string, held: number): void {
  const [facts, ours] = [opened.stat(path), fstatSync(held)];
  if (!isRefusal(facts) && facts.ino === ours.ino && facts.dev === ours.dev) return;
  throw new AppError(
    'illegal_transition',
    `Nothing was changed: another file took the place of “${path}” meanwhile.`,
  );
}

function asRefusal(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return inUse(path);
  if (!code.startsWith('SQLITE_')) return error;
  return new AppError(
    'illegal_transition',
    `“${path}” was left as it was: SQLite cannot write it (${error instanceof Error ? error.message : code}).`,
  );
}

function inUse(path: string): AppError {
  return new AppError(
    'illegal_transition',
    `Nothing was changed: another program holds a lock on “${path}”. Close it, and try again.`,
  );
}
