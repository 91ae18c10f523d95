import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Where git keeps what belongs to a work tree; found by reading, without starting git. */
export interface GitFolders {
  /** Real path of the work tree's top level. */
  root: string;
  /** HEAD and the index of this work tree. */
  gitDir: string;
  /** Branches; the same as gitDir but in a linked work tree. */
  commonDir: string;
}

/** The work tree a folder lies in; null when it lies in none. */
export function findGitFolders(folder: string): GitFolders | null {
  if (!existsSync(folder)) return null;
  for (let root = realpathSync(folder); ; root = dirname(root)) {
    const gitDir = gitDirOf(root);
    if (gitDir !== null) return { root, gitDir, commonDir: commonDirOf(gitDir) };
    if (dirname(root) === root) return null;
  }
}

/** A folder `.git`, or the one that a file `.git` (linked work tree, submodule) names. */
function gitDirOf(root: string): string | null {
  const entry = join(root, '.git');
  const facts = statSync(entry, { throwIfNoEntry: false });
  if (facts?.isDirectory() === true) return entry;
  if (facts?.isFile() !== true) return null;
  const named = /^gitdir: (.+)$/m.exec(readFileSync(entry, 'utf8'))?.[1];
  return named === undefined ? null : resolve(root, named);
}

function commonDirOf(gitDir: string): string {
  const file = join(gitDir, 'commondir');
  return existsSync(file) ? resolve(gitDir, readFileSync(file, 'utf8').trim()) : gitDir;
}
