import { closeSync, fstatSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { copyOpened } from '../files/copy-opened.ts';
import { isRefusal, type Refusal } from '../files/refusal.ts';
import { removeScratch } from '../files/remove-scratch.ts';
import { RootFolder } from '../files/root-folder.ts';
import { WritableFolder } from '../files/writable-folder.ts';

/**
 * Makes `to` a copy of a worktree, without its link to git. Links stay as they are written:
 * relative ones mean the copy's own files, absolute ones (installed dependencies) stay where they
 * are. Pipes, sockets, devices and names that are no valid UTF-8 are left out. Throws AppError
 * `storage` when there is no whole copy.
 */
export async function copyTree(from: string, to: string): Promise<void> {
  await removeScratch(to);
  await makeFolder(to);
  using source = new RootFolder(from);
  using target = new WritableFolder(to, { isScratch: true });
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const { entries } = accept(source.list(folder));
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (path === '.git') continue;
      if (entry.isDirectory()) {
        accept(await target.makeFolder(path));
        folders.push(path);
      } else if (entry.isSymbolicLink())
        accept(await target.makeLink(path, accept(source.readLink(path))));
      else if (entry.isFile()) await copyFile(source, target, path);
    }
  }
}

async function makeFolder(folder: string): Promise<void> {
  using around = new WritableFolder(dirname(folder), { isScratch: true });
  accept(await around.makeFolder(basename(folder)));
}

async function copyFile(source: RootFolder, target: WritableFolder, path: string): Promise<void> {
  const from = accept(source.openToRead(path));
  try {
    const { mode } = fstatSync(from);
    accept(await target.write(path, mode & 0o777, (to) => copyOpened(from, to)));
  } finally {
    closeSync(from);
  }
}

function accept<T>(value: T): Exclude<T, Refusal> {
  if (isRefusal(value))
    throw new AppError('storage', `The worktree could not be copied: ${value.sentence}`);
  return value as Exclude<T, Refusal>;
}
