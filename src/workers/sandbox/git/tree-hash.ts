import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkPath } from './check-value.ts';
import { disarmFilters } from './disarm-filters.ts';
import { ignoreLeavings } from './leavings.ts';
import { readGit } from './run-git.ts';

/**
 * Hash of the git tree of a work tree as it stands: tracked and untracked, not ignored and no
 * leavings of tools. Works on a copy of the index and writes objects to a temporary folder, so the
 * repository is not changed. Filters do not run: content counts as it lies on disk.
 */
export async function hashTree(worktree: string): Promise<string> {
  checkPath('worktree', worktree);
  const folder = await mkdtemp(join(tmpdir(), 'slipway-tree-'));
  try {
    const objects = join(folder, 'objects');
    await mkdir(objects);
    const real = await gitPath(worktree, 'objects');
    const env = {
      ...(await disarmFilters(worktree)),
      GIT_INDEX_FILE: join(folder, 'index'),
      GIT_OBJECT_DIRECTORY: objects,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: quoteAlternate(real),
    };
    await copyFile(await gitPath(worktree, 'index'), env.GIT_INDEX_FILE).catch(ignoreMissing);
    return await writeTree(worktree, env, await ignoreLeavings(folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Adds everything to the index that `env` names and writes its tree. */
export async function writeTree(
  worktree: string,
  env: Readonly<Record<string, string>>,
  config: readonly string[] = [],
): Promise<string> {
  await readGit({ cwd: worktree, args: ['add', '--all', '--', '.'], env, config });
  return (await readGit({ cwd: worktree, args: ['write-tree'], env })).trim();
}

/** Absolute path of a file of the git folder, as this worktree sees it. */
export async function gitPath(worktree: string, name: string): Promise<string> {
  const path = await readGit({ cwd: worktree, args: ['rev-parse', '--git-path', name] });
  return resolve(worktree, path.trimEnd());
}

/** The list is separated by colons unless an entry is quoted. */
function quoteAlternate(path: string): string {
  return /[:"\\]/.test(path) ? `"${path.replace(/["\\]/g, '\\$&')}"` : path;
}

/** A repository before its first add has no index. */
export function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
