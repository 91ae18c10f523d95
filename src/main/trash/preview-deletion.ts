import { formatUsd } from '#shared/present/format-usd.ts';
import type { DeletedWorktree, DeletionPreview } from '#shared/contract/trash-schemas.ts';
import type { RunPlace } from '../db/trash.ts';
import type { Execution, Ledger, Queue } from '../dispatch/spine.ts';
import { countContents } from './count-contents.ts';
import { whyNotNow, type DeletionSubject } from './deletion-subject.ts';
import { trashDays } from './trash-days.ts';

/** Everything that would go with a deletion, and what would stay. Changes nothing. */
export async function previewDeletion(
  spine: Ledger & Queue & Execution,
  subject: DeletionSubject,
): Promise<DeletionPreview> {
  const { trash } = spine.store.read;
  const places = subject.runs.flatMap((run) => trash.placesOf(run.run_id));
  const surveyed = await Promise.all(places.map((place) => survey(spine, place)));
  const goes = await countContents(spine, subject);
  return {
    kind: subject.kind,
    project_id: subject.projectId,
    run_id: subject.runId,
    name: subject.name,
    blocked: whyNotNow(spine, subject),
    goes,
    worktrees: surveyed.filter((each) => each.is_there || each.has_branch),
    stays: whatStays(spine, subject, { places, spentUsd: goes.spend_usd }),
    keep_days: trashDays(spine.store),
  };
}

async function survey(spine: Execution, place: RunPlace): Promise<DeletedWorktree> {
  const { run_id, repo, path, branch } = place;
  const asked = { kind: 'survey_worktree', repo, worktree: path, branch } as const;
  const { survey: found } = await spine.pools.ask(asked);
  const { isThere: is_there, hasBranch: has_branch, ...rest } = found;
  return { run_id, repo, path, branch, is_there, has_branch, ...rest };
}

function whatStays(
  spine: Ledger,
  { kind, projectId }: DeletionSubject,
  { places, spentUsd }: { places: readonly RunPlace[]; spentUsd: number },
): string[] {
  const project = spine.store.read.projects.get(projectId);
  const own = project === undefined || project.repo === null ? [] : [project.repo];
  const repositories = [...new Set([...own, ...places.map((place) => place.repo)])];
  return [
    ...(kind === 'run' && project?.registered === 1
      ? [`The project “${project.name}” with its plan.`]
      : []),
    ...repositories.map(
      (repo) =>
        `Your repository ${repo}: its files, index, branches, stashes and settings are not touched, and its code index stays.`,
    ),
    ...(spentUsd > 0
      ? [`The ${formatUsd(spentUsd)} that was spent: it still counts in the budgets.`]
      : []),
  ];
}
