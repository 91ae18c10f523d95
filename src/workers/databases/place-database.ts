import { closeSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { PlacedDatabase } from '#shared/messages/job.ts';
import { copyOpened } from '../files/copy-opened.ts';
import { isRefusal, type Refusal } from '../files/refusal.ts';
import { RootFolder } from '../files/root-folder.ts';
import { WritableFolder } from '../files/writable-folder.ts';

const SUFFIXES = ['', '-wal', '-shm', '-journal'];

/** Lays the copy of a database at its path into a tree of the command's own. */
export async function placeDatabase(tree: string, placed: PlacedDatabase): Promise<void> {
  using target = new WritableFolder(tree, { isScratch: true });
  for (const folder of foldersAround(placed.path)) accept(await target.makeFolder(folder));
  for (const suffix of SUFFIXES) accept(await target.removeTree(`${placed.path}${suffix}`));
  const from = openSync(join(placed.folder, 'original.db'), 'r');
  try {
    accept(await target.write(placed.path, 0o644, (to) => copyOpened(from, to)));
  } finally {
    closeSync(from);
  }
}

/** Takes what the command left there, journals included; nothing where it left none. */
export async function takePlaced(tree: string, placed: PlacedDatabase): Promise<void> {
  using source = new RootFolder(tree);
  using target = new WritableFolder(placed.folder, { isScratch: true });
  for (const suffix of ['', '-wal', '-journal']) {
    const from = source.openToRead(`${placed.path}${suffix}`);
    if (isRefusal(from)) continue;
    try {
      accept(await target.write(`result.db${suffix}`, 0o600, (to) => copyOpened(from, to)));
    } finally {
      closeSync(from);
    }
  }
}

function foldersAround(path: string): string[] {
  const around = dirname(path);
  return around === '.' ? [] : [...foldersAround(around), around];
}

function accept(refusal: Refusal | null): void {
  if (refusal !== null)
    throw new AppError('storage', `The copy of the database: ${refusal.sentence}`);
}
