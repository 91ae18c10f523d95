import { AppError } from '#shared/errors.ts';
import type { WorktreeRow } from '../db/worktrees.ts';
import type { Ledger } from '../dispatch/spine.ts';

/** The run's worktree, of the repository that is named where there are several. */
export function placeOfRun(spine: Ledger, runId: string, repo: string | undefined): WorktreeRow {
  const places = spine.store.read.worktrees.listOfRun(runId);
  const found = repo === undefined ? places : places.filter((place) => place.repo === repo);
  const [only, ...others] = found;
  if (only === undefined) {
    throw new AppError(
      'illegal_transition',
      repo === undefined
        ? `Run "${runId}" worked in no repository, so there is no branch of it.`
        : `Run "${runId}" did not work in “${repo}”.`,
    );
  }
  if (others.length === 0) return only;
  const names = found.map((place) => `“${place.repo}”`).join(', ');
  throw new AppError(
    'illegal_transition',
    `Run "${runId}" worked in several repositories; name one of them: ${names}.`,
  );
}
