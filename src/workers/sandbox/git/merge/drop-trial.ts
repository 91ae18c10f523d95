import { existsSync } from 'node:fs';
import { AppError } from '#shared/errors.ts';
import { removeScratch } from '../../../files/remove-scratch.ts';
import { checkBranch, checkPath } from '../check-value.ts';
import { findRepository } from '../find-repository.ts';
import { readCommit } from '../git-facts.ts';
import { withView } from '../git-view.ts';
import { readGit } from '../run-git.ts';
import { findEntry, removeEntry } from '../worktree-entry.ts';

/** How the branches of trials end; nobody works on these. */
const TRIAL = /trial-[0-9a-f]{16}$/;

/** Removes the worktree that a merge was tried in, with its branch. Nothing there is no fault. */
export async function dropTrial(request: {
  repo: string;
  trial: string;
  branch: string;
}): Promise<void> {
  const trial = checkPath('worktree', request.trial);
  const branch = checkBranch(request.branch);
  if (!TRIAL.test(branch))
    throw new AppError('invalid_input', `“${branch}” is not the branch of a trial.`);
  await withView(await findRepository(request.repo), async (view) => {
    const entry = await findEntry(view.commonDir, trial);
    if (existsSync(trial)) await removeScratch(trial);
    if (entry?.branch === `refs/heads/${branch}`) await removeEntry(entry);
    if ((await readCommit(view, `refs/heads/${branch}`)) === null) return;
    const args = ['update-ref', '-d', '--end-of-options', `refs/heads/${branch}`];
    await readGit({ view, args });
  });
}
