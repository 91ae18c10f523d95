import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, realpath, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { readPointer } from '../../files/git-folders.ts';
import type { GitView } from './git-view.ts';
import { ignoreMissing } from './tree-hash.ts';

/** What a repository keeps of one linked worktree: a folder in `worktrees/` of its git folder. */
export interface WorktreeEntry {
  folder: string;
  /** Full name of the checked-out branch; null when detached. */
  branch: string | null;
  /** Why it must not be removed; null when it is not locked. */
  lock: string | null;
}

/** The lock of an entry whose files are not all there yet: git's own word for it. */
export const UNFINISHED = 'initializing';

/** The entry whose `gitdir` names the worktree, whether its folder is there or not. */
export async function findEntry(
  commonDir: string,
  worktree: string,
): Promise<WorktreeEntry | null> {
  const wanted = join(await realPlace(worktree), '.git');
  const folder = join(commonDir, 'worktrees');
  for (const name of await readdir(folder).catch(() => [])) {
    const entry = join(folder, name);
    const said = readPointer(join(entry, 'gitdir'));
    if (said === null || resolve(entry, said) !== wanted) continue;
    const head = readPointer(join(entry, 'HEAD'));
    const lock = existsSync(join(entry, 'locked'))
      ? (readPointer(join(entry, 'locked')) ?? '')
      : null;
    const branch = head?.startsWith('ref: ') === true ? head.slice('ref: '.length) : null;
    return { folder: entry, branch, lock };
  }
  return null;
}

/**
 * Writes the entry and the worktree's .git file, as `git worktree add` does, but runs and copies
 * nothing else. It is locked until `finishEntry`, so that what a crash left is known as unfinished.
 */
export async function createEntry(
  source: GitView,
  { worktree, branch }: { worktree: string; branch: string },
): Promise<string> {
  const shared = await realpath(source.commonDir);
  await mkdir(join(shared, 'worktrees'), { recursive: true });
  const entry = await makeFolder(join(shared, 'worktrees', basename(worktree)));
  const place = await realPlace(worktree);
  await writeFile(join(entry, 'locked'), `${UNFINISHED}\n`);
  await writeFile(join(entry, 'gitdir'), `${join(place, '.git')}\n`);
  await writeFile(join(entry, 'commondir'), '../..\n');
  await writeFile(join(entry, 'HEAD'), `ref: refs/heads/${branch}\n`);
  await copySparseness(source, entry);
  await mkdir(worktree);
  await writeFile(join(worktree, '.git'), `gitdir: ${entry}\n`);
  return entry;
}

export async function finishEntry(entry: string): Promise<void> {
  await rm(join(entry, 'locked'));
}

/**
 * Takes away this one entry, and the folder of entries when it was the last. Never `git worktree
 * prune`: that would forget every worktree whose drive is not mounted just now.
 */
export async function removeEntry(entry: WorktreeEntry): Promise<void> {
  await rm(entry.folder, { recursive: true, force: true });
  await rmdir(dirname(entry.folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

/** A worktree of a sparse checkout shows the same part of the files. */
async function copySparseness(source: GitView, entry: string): Promise<void> {
  if (!source.config.isSparse) return;
  const patterns = join('info', 'sparse-checkout');
  await mkdir(join(entry, 'info'));
  await copyFile(join(source.gitDir, patterns), join(entry, patterns)).catch(ignoreMissing);
  if (source.config.hasWorktreeConfig)
    await writeFile(join(entry, 'config.worktree'), source.config.sparseText);
}

/** With a number behind it when the name is taken by another worktree. */
async function makeFolder(path: string): Promise<string> {
  for (let number = 0; number < 100; number += 1) {
    const folder = number === 0 ? path : `${path}${number}`;
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new AppError(
    'internal',
    `The repository has no room for a worktree of the name “${path}”.`,
  );
}

/** Real path of a folder that need not be there. */
async function realPlace(path: string): Promise<string> {
  const parent = await realpath(dirname(path)).catch(() => dirname(path));
  return join(parent, basename(path));
}
