import { closeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { copyOpened } from '../../../files/copy-opened.ts';
import { isRefusal } from '../../../files/refusal.ts';
import { RootFolder } from '../../../files/root-folder.ts';
import { WritableFolder } from '../../../files/writable-folder.ts';
import type { GitView } from '../git-view.ts';

/**
 * Copies files of a work tree to a folder in its git folder, before they are written over; answers
 * the folder, null where there was nothing to keep. Only regular files have content to keep.
 */
export async function keepAside(view: GitView, paths: readonly string[]): Promise<string | null> {
  using tree = new RootFolder(view.toplevel);
  const opened = paths.map((path) => ({ path, from: tree.openToRead(path) }));
  const files = opened.flatMap(({ path, from }) => (isRefusal(from) ? [] : [{ path, from }]));
  if (files.length === 0) return null;
  const name = `slipway-kept-${Date.now()}`;
  await mkdir(join(view.gitDir, name));
  using kept = new WritableFolder(join(view.gitDir, name), { isScratch: true });
  for (const { path, from } of files) {
    await makeFolders(kept, path);
    const refusal = await kept.write(path, 0o600, (to) => copyOpened(from, to));
    closeSync(from);
    if (refusal !== null) throw new AppError('storage', refusal.sentence);
  }
  return join(view.gitDir, name);
}

async function makeFolders(kept: WritableFolder, path: string): Promise<void> {
  const parts = path.split('/').slice(0, -1);
  for (let length = 1; length <= parts.length; length += 1) {
    await kept.makeFolder(parts.slice(0, length).join('/'));
  }
}
