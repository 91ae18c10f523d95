import { existsSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { PreparedWorktree } from '#shared/messages/host.ts';
import { checkBranch, checkPath, checkValue } from './check-value.ts';
import { disarmFilters } from './disarm-filters.ts';
import { findToplevel, readCommit } from './git-facts.ts';
import { linkDependencies } from './link-dependencies.ts';
import { listWorktrees } from './list-worktrees.ts';
import { readGit, runGit } from './run-git.ts';

export interface WorktreeRequest {
  repo: string;
  worktree: string;
  branch: string;
  /** Commit, branch or tag the work starts from. */
  base: string;
}

/**
 * Makes a worktree with a branch of its own; the user's checkout is not touched. Found there
 * already from before a crash, the same worktree on the same branch is taken as it is; anything
 * else in the way is refused.
 */
export async function prepareWorktree(request: WorktreeRequest): Promise<PreparedWorktree> {
  const { worktree, branch } = request;
  checkPath('worktree', worktree);
  checkBranch(branch);
  checkValue('base', request.base);
  const source = await findToplevel(request.repo);
  const commit = await readCommit(source, request.base);
  if (commit === null) {
    throw new AppError('invalid_input', `“${request.base}” names no commit in “${source}”.`);
  }
  const isThere = await isSameWorktree(source, worktree, branch);
  if (!isThere) await addWorktree({ source, worktree, branch, commit });
  const dependencies = await linkDependencies(source, worktree);
  return { worktree, branch, commit, created: !isThere, ...dependencies };
}

interface AddRequest {
  source: string;
  worktree: string;
  branch: string;
  commit: string;
}

async function addWorktree({ source, worktree, branch, commit }: AddRequest): Promise<void> {
  if (existsSync(worktree)) {
    throw new AppError(
      'invalid_input',
      `“${worktree}” exists already and is not this run's worktree.`,
    );
  }
  await mkdir(dirname(worktree), { recursive: true });
  await runGit({ cwd: source, args: ['worktree', 'prune'] });
  const env = await disarmFilters(source);
  const tip = await readCommit(source, `refs/heads/${branch}`);
  // A crash can leave the branch without its worktree; it is taken up only where it still stands at
  // the base.
  if (tip !== null && tip !== commit) {
    throw new AppError(
      'invalid_input',
      `The branch “${branch}” exists already with other work on it.`,
    );
  }
  const name = tip === null ? ['-b', branch, '--', worktree, commit] : ['--', worktree, branch];
  await readGit({ cwd: source, args: ['worktree', 'add', '--quiet', ...name], env });
}

async function isSameWorktree(source: string, worktree: string, branch: string): Promise<boolean> {
  if (!existsSync(worktree)) return false;
  const real = await realpath(worktree);
  const known = await listWorktrees(source);
  return known.some((each) => each.path === real && each.branch === `refs/heads/${branch}`);
}
