import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { checkBranch, checkPath } from './check-value.ts';
import { disarmFilters } from './disarm-filters.ts';
import { readCommit } from './git-facts.ts';
import { ignoreLeavings } from './leavings.ts';
import { readGit, runGit } from './run-git.ts';

/** Who commits: the app, since no identity of the user is read. */
export const IDENTITY = {
  GIT_AUTHOR_NAME: 'Slipway',
  GIT_AUTHOR_EMAIL: 'slipway@localhost',
  GIT_COMMITTER_NAME: 'Slipway',
  GIT_COMMITTER_EMAIL: 'slipway@localhost',
} as const;

export interface CommitRequest {
  worktree: string;
  /** The branch that must be checked out there: a run never commits to another. */
  branch: string;
  message: string;
}

/**
 * Commits everything in a run's worktree on its branch; `changed` is false when there was nothing
 * to commit.
 */
export async function commitWorktree(
  request: CommitRequest,
): Promise<{ commit: string; changed: boolean }> {
  const cwd = checkPath('worktree', request.worktree);
  checkBranch(request.branch);
  const head = await runGit({ cwd, args: ['symbolic-ref', '--quiet', 'HEAD'] });
  if (head.stdout.trim() !== `refs/heads/${request.branch}`) {
    throw new AppError('invalid_input', `“${cwd}” is not on the branch “${request.branch}”.`);
  }
  const before = await readCommit(cwd, 'HEAD');
  const env = { ...(await disarmFilters(cwd)), ...IDENTITY };
  await addAll(cwd, env);
  const staged = await runGit({ cwd, args: ['diff', '--cached', '--quiet', '--no-ext-diff'], env });
  if (staged.exitCode === 0 && before !== null) return { commit: before, changed: false };
  const args = [
    'commit',
    '--quiet',
    '--no-verify',
    '--no-gpg-sign',
    '--cleanup=verbatim',
    '--file=-',
  ];
  await readGit({ cwd, args, env, input: request.message });
  const commit = await readCommit(cwd, 'HEAD');
  if (commit === null) throw new AppError('internal', `The commit in “${cwd}” cannot be found.`);
  return { commit, changed: true };
}

async function addAll(cwd: string, env: Readonly<Record<string, string>>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-commit-'));
  try {
    const config = await ignoreLeavings(folder);
    await readGit({ cwd, args: ['add', '--all', '--', '.'], env, config });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
