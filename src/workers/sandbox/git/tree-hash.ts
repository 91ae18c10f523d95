import { closeSync, fstatSync } from 'node:fs';
import { mkdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { copyOpened } from '../../files/copy-opened.ts';
import { isRefusal } from '../../files/refusal.ts';
import { RootFolder } from '../../files/root-folder.ts';
import { makeTemporary } from '../../files/temporary-folder.ts';
import { WritableFolder } from '../../files/writable-folder.ts';
import { addAll } from './add-all.ts';
import { openWorktreePlace } from './find-repository.ts';
import { withView, type GitView } from './git-view.ts';
import { ignoreLeavings } from './leavings.ts';
import { readGit } from './run-git.ts';

/**
 * Hash of the git tree of a worktree as it stands: tracked and untracked, not ignored and no
 * leavings of tools; files above LARGE_FILE_MB count as they were. Works on a copy of the index and
 * writes objects to a temporary folder, so the repository is not changed. Filters do not run:
 * content counts as it lies on disk.
 */
export async function hashTree(worktree: string): Promise<string> {
  return withView(await openWorktreePlace(worktree), async (view) => {
    const folder = await makeTemporary('tree');
    try {
      const objects = join(folder, 'objects');
      await mkdir(objects);
      const env = {
        GIT_INDEX_FILE: await copyIndex(view, folder),
        GIT_OBJECT_DIRECTORY: objects,
        GIT_ALTERNATE_OBJECT_DIRECTORIES: quoteAlternate(join(view.commonDir, 'objects')),
      };
      await addAll({ view, env, config: await ignoreLeavings(folder) }, folder);
      return await writeTree(view, env);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

/** The tree of the index that `env` names. */
export async function writeTree(
  view: GitView,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  return (await readGit({ view, args: ['write-tree'], env })).trim();
}

/**
 * A copy of the worktree's index in the folder; its path is given also where there is none yet. It
 * keeps its time: git looks more closely at files that are not older than their index.
 */
export async function copyIndex(view: GitView, folder: string): Promise<string> {
  const copy = join(folder, 'index');
  using source = new RootFolder(view.gitDir);
  const index = source.openToRead('index');
  if (isRefusal(index)) {
    if (index.refused === 'missing') return copy;
    throw new AppError('invalid_input', `Git's index cannot be read: ${index.sentence}`);
  }
  try {
    using target = new WritableFolder(folder, { isScratch: true });
    const refusal = await target.write('index', 0o600, (to) => copyOpened(index, to));
    if (refusal !== null) throw new AppError('storage', refusal.sentence);
    const { atime, mtime } = fstatSync(index);
    await utimes(copy, atime, mtime);
  } finally {
    closeSync(index);
  }
  return copy;
}

/** The list is separated by colons unless an entry is quoted. */
function quoteAlternate(path: string): string {
  return /[:"\\]/.test(path) ? `"${path.replace(/["\\]/g, '\\$&')}"` : path;
}

export function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
