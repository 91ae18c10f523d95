import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { checkPath, checkValue } from './check-value.ts';
import { disarmFilters } from './disarm-filters.ts';
import { readCommit } from './git-facts.ts';
import { ignoreLeavings } from './leavings.ts';
import { readGit, runGit } from './run-git.ts';
import { gitPath, ignoreMissing } from './tree-hash.ts';

const MAX_PATCH_BYTES = 4 * 1_048_576;

/**
 * Unified patch from `base` to the work tree as it stands, untracked files included; cut at 4 MB.
 */
export async function runDiff(
  worktree: string,
  base: string,
): Promise<{ patch: string; truncated: boolean }> {
  const cwd = checkPath('worktree', worktree);
  const commit = await readCommit(cwd, checkValue('base', base));
  if (commit === null)
    throw new AppError('invalid_input', `“${base}” names no commit in “${cwd}”.`);
  const folder = await mkdtemp(join(tmpdir(), 'slipway-diff-'));
  try {
    const index = join(folder, 'index');
    await copyFile(await gitPath(cwd, 'index'), index).catch(ignoreMissing);
    const env = { ...(await disarmFilters(cwd)), GIT_INDEX_FILE: index };
    // Marks untracked files as known without writing objects, so that diff shows them.
    await readGit({
      cwd,
      args: ['add', '--intent-to-add', '--', '.'],
      env,
      config: await ignoreLeavings(folder),
    });
    const args = [
      'diff',
      '--no-color',
      '--no-ext-diff',
      '--no-textconv',
      '--no-renames',
      commit,
      '--',
    ];
    const reply = await runGit({ cwd, args, env, maxBytes: MAX_PATCH_BYTES });
    if (reply.exitCode !== 0)
      throw new AppError('invalid_input', `git diff failed: ${reply.stderr}`);
    return { patch: reply.stdout, truncated: reply.truncated };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
