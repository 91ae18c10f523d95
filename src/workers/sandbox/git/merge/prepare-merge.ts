import { AppError } from '#shared/errors.ts';
import type { MergeWanted, PreparedMerge } from '#shared/messages/merge.ts';
import { checkToWrite } from '../check-git-folder.ts';
import { checkBranch } from '../check-value.ts';
import { findRepository } from '../find-repository.ts';
import { readCommit } from '../git-facts.ts';
import { withView, type GitView } from '../git-view.ts';
import { readGit, runGit } from '../run-git.ts';
import { mergeCommits, type TwoCommits } from './merge-commits.ts';
import { namePaths } from './name-paths.ts';
import { readIdentity } from './read-identity.ts';
import { refusePrograms } from './refuse-programs.ts';
import { touchedPaths } from './touched-paths.ts';

/**
 * Makes the commit that brings a run's branch into the target, in the user's name. Nothing names it
 * yet: refs, index and files are as they were, also when it is refused.
 */
export async function prepareMerge(wanted: MergeWanted): Promise<PreparedMerge> {
  checkBranch(wanted.branch);
  checkBranch(wanted.target);
  return withView(await findRepository(wanted.repo), async (view) => {
    await checkToWrite(view, wanted.target);
    const commits = await findCommits(view, wanted);
    const merged = await mergeCommits(view, commits);
    if ('conflicts' in merged) {
      throw new AppError(
        'illegal_transition',
        `The branch and “${wanted.target}” changed the same lines of ${namePaths(merged.conflicts)}, so nothing was merged. Open the branch and merge there, or merge it yourself with git.`,
      );
    }
    const { ours: from } = commits;
    const touched = (await touchedPaths(view, from, merged.tree)).map(({ path }) => path);
    await refusePrograms(view, commits, touched);
    const to = await writeCommit(view, { ...commits, tree: merged.tree }, wanted);
    return { from, to, tree: merged.tree, touched };
  });
}

async function findCommits(view: GitView, wanted: MergeWanted): Promise<TwoCommits> {
  const ours = await readCommit(view, `refs/heads/${wanted.target}`);
  if (ours === null) {
    throw new AppError(
      'illegal_transition',
      `There is no branch “${wanted.target}” in “${view.toplevel}”. Name the branch that is to have the work.`,
    );
  }
  const theirs = await readCommit(view, `refs/heads/${wanted.branch}`);
  if (theirs === null) {
    throw new AppError(
      'illegal_transition',
      `The run's branch “${wanted.branch}” is not there any more.`,
    );
  }
  const args = ['merge-base', '--is-ancestor', theirs, ours];
  if ((await runGit({ view, args })).exitCode === 0) {
    throw new AppError(
      'illegal_transition',
      `“${wanted.target}” has all of the run's work already; there is nothing to merge.`,
    );
  }
  return { ours, theirs };
}

async function writeCommit(
  view: GitView,
  { ours, theirs, tree }: TwoCommits & { tree: string },
  { subject, trailers }: MergeWanted,
): Promise<string> {
  const env = await readIdentity(view, 'nothing was merged');
  const args = ['commit-tree', tree, '-p', ours, '-p', theirs];
  const input = `${subject}\n\n${trailers.join('\n')}\n`;
  return (await readGit({ view, args, env, input })).trim();
}
