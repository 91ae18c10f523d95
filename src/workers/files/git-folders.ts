import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
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
    const folders = gitFoldersAt(root);
    if (folders !== null || dirname(root) === root) return folders;
  }
}

/** The same for one folder; null when it has no `.git` that names a folder. */
export function gitFoldersAt(root: string): GitFolders | null {
  const gitDir = gitDirOf(root);
  if (gitDir === null) return null;
  const shared = readPointer(join(gitDir, 'commondir'));
  const commonDir = shared === null ? gitDir : pathFrom(gitDir, shared);
  return { root, gitDir, commonDir: realOf(commonDir) ?? commonDir };
}

/** Text of one of git's small files that name a path; null when it is none. */
export function readPointer(file: string): string | null {
  // The folder may be behind a link of the person's; the file in it is not.
  using folder = openIfThere(realOf(dirname(file)) ?? dirname(file));
  const text = folder?.readText(basename(file), LARGEST_POINTER_BYTES) ?? '';
  return text.replace(/[\r\n]+$/, '') || null;
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
  const named = /^gitdir: (.+)$/.exec(readPointer(entry) ?? '')?.[1];
  if (named === undefined) return null;
  const folder = pathFrom(root, named);
  return realOf(folder) ?? folder;
}

/**
 * A path as the kernel takes it: behind a link to a folder, `..` is that folder's parent, which a
 * path that was shortened has lost.
 */
export function pathFrom(folder: string, named: string): string {
  return isAbsolute(named) ? named : `${folder}/${named}`;
}

function realOf(folder: string): string | null {
  try {
    return realpathSync.native(folder);
  } catch {
    return null;
  }
}
