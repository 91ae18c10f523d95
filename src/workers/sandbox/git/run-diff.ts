import { rm } from 'node:fs/promises';
import { AppError } from '#shared/errors.ts';
import { makeTemporary } from '../../files/temporary-folder.ts';
import { addBut } from './add-all.ts';
import { checkValue } from './check-value.ts';
import { openWorktreePlace } from './find-repository.ts';
import { readCommit } from './git-facts.ts';
import { withView, type GitView } from './git-view.ts';
import { ignoreLeavings } from './leavings.ts';
import { runGit } from './run-git.ts';
import { copyIndex } from './tree-hash.ts';

const MAX_PATCH_BYTES = 4 * 1_048_576;

/**
 * Unified patch from `base` to the worktree as it stands, untracked files included; cut at 4 MB.
 */
export async function runDiff(
  worktree: string,
  base: string,
): Promise<{ patch: string; truncated: boolean }> {
  checkValue('base', base);
  return withView(await openWorktreePlace(worktree), async (view) => {
    const commit = await readCommit(view, base);
    if (commit === null)
      throw new AppError('invalid_input', `“${base}” names no commit in “${worktree}”.`);
    const folder = await makeTemporary('diff');
    try {
      return await diffFrom(view, commit, folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

async function diffFrom(
  view: GitView,
  commit: string,
  folder: string,
): Promise<{ patch: string; truncated: boolean }> {
  const env = { GIT_INDEX_FILE: await copyIndex(view, folder) };
  // Marks untracked files as known without writing objects, so that diff shows them.
  const config = await ignoreLeavings(folder);
  await addBut([], { view, env, config, folder, how: '--intent-to-add' });
  const args = [
    'diff',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    '--no-renames',
    // What a submodule's own work tree holds is never asked: that would run git in it.
    '--ignore-submodules=dirty',
    commit,
    '--',
  ];
  const reply = await runGit({ view, args, env, maxBytes: MAX_PATCH_BYTES });
  if (reply.exitCode !== 0) throw new AppError('invalid_input', `git diff failed: ${reply.stderr}`);
  return { patch: reply.stdout, truncated: reply.truncated };
}
