import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { makeTemporary } from '../../files/temporary-folder.ts';
import { copyFiles } from '../copy-tree.ts';
import { checkValue } from './check-value.ts';
import { openWorktreePlace } from './find-repository.ts';
import { withView, type GitView } from './git-view.ts';
import { ignoreLeavings } from './leavings.ts';
import { readGit } from './run-git.ts';

export interface ResultCopy {
  worktree: string;
  commit: string;
  /** These are as in the commit: with its content, or not there. */
  paths: readonly string[];
}

/**
 * Makes `to` a copy of what git would keep of a worktree: no ignored file and nothing that tools
 * left behind, so that what is run there vouches for the result alone. Throws AppError `storage`
 * when there is no whole copy.
 */
export async function copyResult(
  { worktree, commit, paths }: ResultCopy,
  to: string,
): Promise<void> {
  checkValue('commit', commit);
  return withView(await openWorktreePlace(worktree), async (view) => {
    const folder = await makeTemporary('result');
    try {
      const before = await extract(view, { commit, paths, folder });
      const own = await listOwn(view, folder);
      const replaced = new Set(paths);
      const kept = own.filter((path) => !replaced.has(path));
      await copyFiles(to, [
        { from: worktree, paths: kept },
        { from: join(folder, 'tree'), paths: before },
      ]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

/** Tracked and untracked files that are there, submodules' own files left to their folder. */
async function listOwn(view: GitView, folder: string): Promise<string[]> {
  const config = await ignoreLeavings(folder);
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const listed = (await readGit({ view, args, config })).split('\0').filter(Boolean);
  return [...new Set(listed)].map((path) => path.replace(/\/$/, ''));
}

/**
 * Writes the commit's own content of the paths into a folder that is new: no link that a run made
 * lies in it. Answers which of them the commit has.
 */
async function extract(
  view: GitView,
  { commit, paths, folder }: { commit: string; paths: readonly string[]; folder: string },
): Promise<string[]> {
  await mkdir(join(folder, 'tree'));
  const env = { GIT_INDEX_FILE: join(folder, 'base-index') };
  await readGit({ view, env, args: ['read-tree', commit] });
  const all = new Set((await readGit({ view, env, args: ['ls-files', '-z'] })).split('\0'));
  const there = paths.filter((path) => all.has(path));
  if (there.length === 0) return [];
  const into = `--prefix=${join(folder, 'tree')}/`;
  const args = ['checkout-index', '--force', '--quiet', into, '-z', '--stdin'];
  const input = there.map((path) => `${path}\0`).join('');
  await readGit({ view, env, args, input }).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError('storage', `The base's files could not be written: ${why}`);
  });
  return there;
}
