import { rm } from 'node:fs/promises';
import type { WorktreeSurvey } from '#shared/messages/trash.ts';
import { AppError } from '#shared/errors.ts';
import { makeTemporary } from '../../../files/temporary-folder.ts';
import { openWorktreePlace, requireRepositoryAt } from '../find-repository.ts';
import { RUN_BRANCHES } from '../free-branch.ts';
import { readCommit } from '../git-facts.ts';
import { withView, type GitView } from '../git-view.ts';
import { ignoreLeavings } from '../leavings.ts';
import { readGit, runGit } from '../run-git.ts';
import { isThere } from './kept-worktree.ts';
import { sizeOfTree } from './size-of-tree.ts';

/** So many paths or commits are named; the counts are of all. */
const MOST_NAMED = 20;
const MOST_COMMITS = 10_000;

/** What a worktree holds that is nowhere else, and how large it is. Changes nothing. */
export async function surveyWorktree(request: {
  repo: string;
  worktree: string;
  branch: string;
}): Promise<WorktreeSurvey> {
  const { worktree, branch } = request;
  const isPresent = await isThere(worktree);
  const size = isPresent ? await sizeOfTree(worktree) : { bytes: 0, files: 0 };
  const found = { isThere: isPresent, ...size };
  try {
    const place = isPresent
      ? await openWorktreePlace(worktree)
      : await requireRepositoryAt(request.repo);
    return await withView(place, async (view) => ({
      ...found,
      hasBranch: (await readCommit(view, `refs/heads/${branch}`)) !== null,
      changed: isPresent ? await changesOf(view) : NONE,
      commits: await commitsOf(view, branch, isPresent),
      problem: null,
    }));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const unknown = { hasBranch: false, changed: NONE, commits: NONE };
    return { ...found, ...unknown, problem: error.message };
  }
}

const NONE = { count: 0, named: [] };

/** Files that are changed, staged or new; those that git ignores are counted in the size alone. */
async function changesOf(view: GitView): Promise<WorktreeSurvey['changed']> {
  const folder = await makeTemporary('survey');
  try {
    const args = ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--no-renames'];
    // A submodule would be asked by a git that reads its settings.
    args.push('--ignore-submodules=all');
    const config = await ignoreLeavings(folder);
    const said = await readGit({ view, args, config });
    const paths = said.split('\0').filter(Boolean);
    return { count: paths.length, named: paths.slice(0, MOST_NAMED) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Commits that no branch of the user's, no tag and no remote has. */
async function commitsOf(
  view: GitView,
  branch: string,
  hasHead: boolean,
): Promise<WorktreeSurvey['commits']> {
  const tips = [
    ...(hasHead && (await readCommit(view, 'HEAD')) !== null ? ['HEAD'] : []),
    ...((await readCommit(view, `refs/heads/${branch}`)) === null ? [] : [`refs/heads/${branch}`]),
  ];
  if (tips.length === 0) return NONE;
  const ours = RUN_BRANCHES.map((pattern) => `--exclude=${pattern}`);
  const others = ['--not', ...ours, '--branches', '--tags', '--remotes'];
  const args = ['log', `--max-count=${MOST_COMMITS}`, '--format=%h %s', '-z', ...tips, ...others];
  const reply = await runGit({ view, args: [...args, '--'] });
  if (reply.exitCode !== 0) return NONE;
  const lines = reply.stdout.split('\0').filter(Boolean);
  return { count: lines.length, named: lines.slice(0, MOST_NAMED) };
}
