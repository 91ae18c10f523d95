import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { RunWork } from '#shared/messages/changes.ts';
import { makeTemporary } from '../../../files/temporary-folder.ts';
import { addBut } from '../add-all.ts';
import { checkBranch, checkPath, checkValue } from '../check-value.ts';
import { findRepository, openWorktreePlace } from '../find-repository.ts';
import { readCommit } from '../git-facts.ts';
import { withView, type GitView } from '../git-view.ts';
import { ignoreLeavings } from '../leavings.ts';
import { copyIndex } from '../tree-hash.ts';

/** What `git diff` is called with to see a run's work. */
export interface Work {
  from: 'worktree' | 'branch';
  view: GitView;
  env: Readonly<Record<string, string>>;
  /** The commits that are compared; the second is left out for a work tree. */
  commits: readonly string[];
}

/**
 * A run's work against its base: the worktree with what is not committed, or the branch where the
 * folder is gone. Null where neither is there. Index and files stay as they are.
 */
export async function withWork<T>(
  run: RunWork,
  read: (work: Work) => Promise<T>,
): Promise<T | null> {
  checkPath('worktree', run.tree);
  checkBranch(run.branch);
  checkValue('base', run.base);
  return existsSync(run.tree) ? inWorktree(run, read) : onBranch(run, read);
}

/** The same of the worktree alone, which has to be there; null where the base names no commit. */
export async function inWorktree<T>(
  { tree, base }: Pick<RunWork, 'tree' | 'base'>,
  read: (work: Work) => Promise<T>,
): Promise<T | null> {
  checkValue('base', base);
  return withView(await openWorktreePlace(tree), async (view) => {
    const commit = await readCommit(view, base);
    if (commit === null) return null;
    const folder = await makeTemporary('changes');
    try {
      const env = { GIT_INDEX_FILE: await copyIndex(view, folder) };
      const config = await ignoreLeavings(folder);
      // Untracked files become known without an object being written, so that a diff shows them.
      await addBut([], { view, env, config, folder, how: '--intent-to-add' });
      return await read({ from: 'worktree', view, env, commits: [commit] });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

async function onBranch<T>(
  { repo, branch, base }: RunWork,
  read: (work: Work) => Promise<T>,
): Promise<T | null> {
  return withView(await findRepository(repo), async (view) => {
    const commit = await readCommit(view, base);
    const tip = await readCommit(view, `refs/heads/${branch}`);
    if (commit === null || tip === null) return null;
    return read({ from: 'branch', view, env: {}, commits: [commit, tip] });
  });
}

/** Options of every diff: no program of the repository, and no look into submodules. */
export const SAFE_DIFF = [
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  // What a submodule's own work tree holds is never asked: that would run git in it.
  '--ignore-submodules=dirty',
] as const;

/** Those of a diff that a person reads. */
export const DIFF_OPTIONS = [...SAFE_DIFF, '--find-renames'] as const;
