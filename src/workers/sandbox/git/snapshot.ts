import { rm } from 'node:fs/promises';
import { makeTemporary } from '../../files/temporary-folder.ts';
import { addBut } from './add-all.ts';
import { IDENTITY } from './commit-worktree.ts';
import { openWorktreePlace } from './find-repository.ts';
import { readCommit } from './git-facts.ts';
import { withView } from './git-view.ts';
import { readGit } from './run-git.ts';
import { copyIndex, writeTree } from './tree-hash.ts';

export interface Snapshot {
  ref: string;
  commit: string;
}

/**
 * Keeps the state of a worktree, dirty and untracked (not ignored) files included, as a commit
 * under refs/slipway/trash/<branch>-<time>. Branch, index and files of the worktree stay as they
 * are.
 */
export async function snapshotWorktree(
  worktree: string,
  branch: string,
  nowMs: number,
): Promise<Snapshot> {
  return withView(await openWorktreePlace(worktree), async (view) => {
    const folder = await makeTemporary('snapshot');
    try {
      const env = { ...IDENTITY, GIT_INDEX_FILE: await copyIndex(view, folder) };
      await addBut([], { view, env, folder, how: '--all' });
      const tree = await writeTree(view, env);
      const head = await readCommit(view, 'HEAD');
      const parent = head === null ? [] : ['-p', head];
      const message = `Snapshot of ${branch} before its worktree was removed`;
      const args = ['commit-tree', tree, ...parent];
      const commit = (await readGit({ view, args, env, input: message })).trim();
      const ref = `refs/slipway/trash/${branch}-${nowMs}`;
      await readGit({ view, args: ['update-ref', '--end-of-options', ref, commit] });
      return { ref, commit };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
