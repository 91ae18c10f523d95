import { AppError } from '#shared/errors.ts';
import { inWorktree, SAFE_DIFF } from './changes/with-work.ts';
import { runGit } from './run-git.ts';

const MAX_PATCH_BYTES = 4 * 1_048_576;

/**
 * Unified patch from `base` to the worktree as it stands, untracked files included; cut at 4 MB.
 */
export async function runDiff(
  worktree: string,
  base: string,
): Promise<{ patch: string; truncated: boolean }> {
  const reply = await inWorktree({ tree: worktree, base }, async ({ view, env, commits }) => {
    const args = ['diff', ...SAFE_DIFF, '--no-renames', ...commits, '--'];
    return runGit({ view, args, env, maxBytes: MAX_PATCH_BYTES });
  });
  if (reply === null)
    throw new AppError('invalid_input', `“${base}” names no commit in “${worktree}”.`);
  if (reply.exitCode !== 0) throw new AppError('invalid_input', `git diff failed: ${reply.stderr}`);
  return { patch: reply.stdout, truncated: reply.truncated };
}
