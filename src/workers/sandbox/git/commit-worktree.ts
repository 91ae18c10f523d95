import { rm } from 'node:fs/promises';
import { AppError } from '#shared/errors.ts';
import { makeTemporary } from '../../files/temporary-folder.ts';
import { addAll } from './add-all.ts';
import { checkBranch } from './check-value.ts';
import { filteredChanges } from './filtered-changes.ts';
import { openWorktreePlace } from './find-repository.ts';
import { readCommit } from './git-facts.ts';
import { withView, type GitView } from './git-view.ts';
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
 * to commit. `leftOut` names the files that are too large for a commit. Refused, with nothing
 * staged, when a file changed that a filter stores (Git LFS).
 */
export async function commitWorktree(
  request: CommitRequest,
): Promise<{ commit: string; changed: boolean; leftOut: string[] }> {
  checkBranch(request.branch);
  return withView(await openWorktreePlace(request.worktree), async (view) => {
    const head = await runGit({ view, args: ['symbolic-ref', '--quiet', 'HEAD'] });
    if (head.stdout.trim() !== `refs/heads/${request.branch}`) {
      throw new AppError(
        'invalid_input',
        `“${request.worktree}” is not on the branch “${request.branch}”.`,
      );
    }
    const leftOut = await stageAll(view);
    const message = [request.message, ...leftOut.map((path) => `Left out, too large: ${path}\n`)];
    return { ...(await commitStaged(view, message.join('\n'))), leftOut };
  });
}

async function commitStaged(
  view: GitView,
  message: string,
): Promise<{ commit: string; changed: boolean }> {
  const before = await readCommit(view, 'HEAD');
  const diff = ['diff', '--cached', '--quiet', '--no-ext-diff', '--ignore-submodules=dirty'];
  const staged = await runGit({ view, args: diff });
  if (staged.exitCode === 0 && before !== null) return { commit: before, changed: false };
  const args = [
    'commit',
    '--quiet',
    '--no-verify',
    '--no-gpg-sign',
    '--cleanup=verbatim',
    '--file=-',
  ];
  await readGit({ view, args, env: IDENTITY, input: message });
  const commit = await readCommit(view, 'HEAD');
  if (commit === null)
    throw new AppError('internal', `The commit in “${view.toplevel}” cannot be found.`);
  return { commit, changed: true };
}

/** Answers which files it left out because of their size. */
async function stageAll(view: GitView): Promise<string[]> {
  const folder = await makeTemporary('commit');
  try {
    const config = await ignoreLeavings(folder);
    refuseFiltered(await filteredChanges(view, config));
    return await addAll({ view, config }, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function refuseFiltered(changes: readonly { path: string; filter: string }[]): void {
  const [first] = changes;
  if (first === undefined) return;
  const more = changes.length > 1 ? ` and ${changes.length - 1} more` : '';
  throw new AppError(
    'invalid_input',
    `The run changed “${first.path}”${more}, which the repository stores through the filter “${first.filter}”. Slipway runs no filters, so nothing was committed: commit these files yourself in the run's worktree, or undo their change there.`,
  );
}
