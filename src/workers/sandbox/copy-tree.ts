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
  await copyFiles(to, [{ from, paths: [''] }]);
}

/**
 * The same of some files and folders alone, from one place after another; what is not there is left
 * out.
 */
export async function copyFiles(
  to: string,
  parts: readonly { from: string; paths: readonly string[] }[],
): Promise<void> {
  await removeScratch(to);
  await makeFolder(to);
  using target = new WritableFolder(to, { isScratch: true });
  const made = new Set(['', '.']);
  for (const { from, paths } of parts) {
    using source = new RootFolder(from);
    for (const path of paths) {
      await makeParents(target, dirname(path), made);
      if (path === '') await copyFolder({ source, target }, path);
      else await copyEntry({ source, target }, path);
    }
  }
}

interface Copying {
  source: RootFolder;
  target: WritableFolder;
}

async function copyFolder({ source, target }: Copying, top: string): Promise<void> {
  const folders = [top];
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

async function copyEntry({ source, target }: Copying, path: string): Promise<void> {
  const facts = source.stat(path);
  if (isRefusal(facts)) return;
  if (facts.isSymbolicLink()) accept(await target.makeLink(path, accept(source.readLink(path))));
  else if (facts.isFile()) await copyFile(source, target, path);
  else if (facts.isDirectory()) {
    accept(await target.makeFolder(path));
    await copyFolder({ source, target }, path);
  }
}

async function makeParents(
  target: WritableFolder,
  folder: string,
  made: Set<string>,
): Promise<void> {
  if (made.has(folder)) return;
  await makeParents(target, dirname(folder), made);
  accept(await target.makeFolder(folder));
  made.add(folder);
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
