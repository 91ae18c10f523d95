import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBranch, checkPath } from './check-value.ts';
import { IDENTITY } from './commit-worktree.ts';
import { disarmFilters } from './disarm-filters.ts';
import { readCommit } from './git-facts.ts';
import { readGit } from './run-git.ts';
import { gitPath, ignoreMissing, writeTree } from './tree-hash.ts';

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
  const cwd = checkPath('worktree', worktree);
  checkBranch(branch);
  const folder = await mkdtemp(join(tmpdir(), 'slipway-snapshot-'));
  try {
    const index = join(folder, 'index');
    await copyFile(await gitPath(cwd, 'index'), index).catch(ignoreMissing);
    const env = { ...(await disarmFilters(cwd)), ...IDENTITY, GIT_INDEX_FILE: index };
    const tree = await writeTree(cwd, env);
    const head = await readCommit(cwd, 'HEAD');
    const parent = head === null ? [] : ['-p', head];
    const message = `Snapshot of ${branch} before its worktree was removed`;
    const made = await readGit({
      cwd,
      args: ['commit-tree', tree, ...parent],
      env,
      input: message,
    });
    const commit = made.trim();
    const ref = `refs/slipway/trash/${branch}-${nowMs}`;
    await readGit({ cwd, args: ['update-ref', '--end-of-options', ref, commit] });
    return { ref, commit };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
