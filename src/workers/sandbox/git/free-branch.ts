import { isRefusal } from '../../files/refusal.ts';
import { openIfThere } from '../../files/root-folder.ts';
import { checkBranch } from './check-value.ts';
import { findRepository } from './find-repository.ts';
import { withView, type GitView } from './git-view.ts';
import { runGit } from './run-git.ts';

/** Patterns of the branches that runs work on, as git's options take them. */
export const RUN_BRANCHES: readonly string[] = ['slipway/*', 'slipway-[0-9]*/*'];
/** So many names in front of a run's branch are tried. */
const MOST_TRIED = 100;

/**
 * A branch for a run that git can make: `slipway/<name>`, or with `slipway-2`, `slipway-3` … in
 * front where a branch has that very name, because git keeps no branch below another.
 */
export async function freeBranch(repo: string, name: string): Promise<string> {
  return withView(await findRepository(repo), async (view) => {
    for (let number = 1; number <= MOST_TRIED; number += 1) {
      const front = number === 1 ? 'slipway' : `slipway-${number}`;
      if (!(await isTaken(view, front))) return checkBranch(`${front}/${name}`);
    }
    // The start is then refused with the sentence that says what to rename.
    return checkBranch(`slipway/${name}`);
  });
}

/**
 * Also by what no longer names a commit: git still finds its file in the way. A link is no name
 * that is taken: the start refuses what leads out of the repository.
 */
async function isTaken(view: GitView, branch: string): Promise<boolean> {
  using shared = openIfThere(view.commonDir);
  for (const path of [`refs/heads/${branch}`, `logs/refs/heads/${branch}`]) {
    const facts = shared?.stat(path);
    if (facts === undefined || isRefusal(facts)) continue;
    if (!facts.isDirectory()) return !facts.isSymbolicLink();
  }
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `refs/heads/${branch}`];
  return (await runGit({ view, args })).exitCode === 0;
}
