import { realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { GitFolders } from '#shared/messages/git-folders.ts';
import { openIfThere } from './root-folder.ts';

/** Longer than any path. */
const LARGEST_POINTER_BYTES = 8192;

/**
 * The work tree a folder lies in; null when it lies in none. Found by reading, without starting
 * git.
 */
export function findGitFolders(folder: string): GitFolders | null {
  const start = realOf(folder);
  if (start === null) return null;
  for (let root = start; ; root = dirname(root)) {
    const gitDir = gitDirOf(root);
    if (gitDir !== null) return { root, gitDir, commonDir: commonDirOf(gitDir) };
    if (dirname(root) === root) return null;
  }
}

/**
 * A folder `.git`, or the one that a file `.git` (linked work tree, submodule) names. As git does,
 * it takes a link to a folder for the folder.
 */
function gitDirOf(root: string): string | null {
  const entry = join(root, '.git');
  const facts = statSync(entry, { throwIfNoEntry: false });
  if (facts?.isDirectory() === true) return realOf(entry);
  if (facts === undefined) return null;
  using opened = openIfThere(root);
  const pointer = opened?.readText('.git', LARGEST_POINTER_BYTES) ?? '';
  const named = /^gitdir: (.+)$/m.exec(pointer)?.[1];
  return named === undefined ? null : (realOf(resolve(root, named)) ?? resolve(root, named));
}

function commonDirOf(gitDir: string): string {
  using opened = openIfThere(gitDir);
  const named = opened?.readText('commondir', LARGEST_POINTER_BYTES)?.trim() ?? '';
  const folder = resolve(gitDir, named);
  return named === '' ? gitDir : (realOf(folder) ?? folder);
}

function realOf(folder: string): string | null {
  try {
    return realpathSync(folder);
  } catch {
    return null;
  }
}
