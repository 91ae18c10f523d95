import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporary } from '../../../files/temporary-folder.ts';
import type { GitView } from '../git-view.ts';
import { readGit, type GitSeat } from '../run-git.ts';

/** A HEAD, an index and a work tree in a temporary folder, over the objects of a repository. */
export interface MergeBench extends GitSeat {
  /** Its folder, for further files. */
  folder: string;
}

/**
 * A place of its own to work with a repository's commits: git reads no file of the checkout there,
 * an uncommitted `.gitattributes` among them, and changes none.
 */
export async function withBench<T>(
  view: GitView,
  commit: string,
  work: (bench: MergeBench) => Promise<T>,
): Promise<T> {
  const folder = await makeTemporary('merge');
  try {
    const [gitDir, tree] = [join(folder, 'git'), join(folder, 'tree')];
    await mkdir(gitDir);
    await mkdir(tree);
    await writeFile(join(gitDir, 'HEAD'), `${commit}\n`);
    const env = { ...view.env, GIT_DIR: gitDir, GIT_WORK_TREE: tree };
    return await work({ folder, cwd: tree, env });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Puts the commit's rules about paths, and no other file, where git looks for them. */
export async function layAttributes(bench: MergeBench, commit: string): Promise<void> {
  await readGit({ view: bench, args: ['read-tree', commit] });
  const listed = await readGit({ view: bench, args: ['ls-files', '-z'] });
  const paths = listed.split('\0').filter((path) => /(?:^|\/)\.gitattributes$/.test(path));
  if (paths.length === 0) return;
  const args = ['checkout-index', '--force', '-z', '--stdin'];
  await readGit({ view: bench, args, input: paths.join('\0') });
}
