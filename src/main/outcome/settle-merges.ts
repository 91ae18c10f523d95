import type { BranchMove } from '#shared/messages/merge.ts';
import type { MergeRow } from '../db/merges.ts';
import type { Execution, Ledger, Upkeep } from '../dispatch/spine.ts';
import { storeUndo } from './store-undo.ts';

/**
 * Ends the merges that the last engine was in the middle of: what was tried is thrown away, and a
 * branch that was being moved is moved, or as it was. A repository that is not there now is asked
 * again at the next start.
 */
export async function settleMerges(spine: Ledger & Execution & Upkeep): Promise<void> {
  for (const merge of spine.store.read.merges.listOpen()) {
    try {
      await settleMerge(spine, merge, 'The engine ended while it was merged; nothing was changed.');
    } catch (error) {
      spine.log.error({ err: error, run: merge.run_id }, 'a merge could not be settled');
    }
  }
}

/**
 * Ends a merge, or its undoing, that was cut short, by what the branch is now: it moved, or it is
 * as it was, for the given reason.
 */
export async function settleMerge(
  spine: Ledger & Execution & Upkeep,
  merge: MergeRow,
  why: string,
): Promise<void> {
  const { repo, target, trial_path: trial, trial_branch: branch } = merge;
  if (merge.state !== 'undoing') await spine.pools.ask({ kind: 'drop_trial', repo, trial, branch });
  const isUndo = merge.state === 'undoing';
  const [from, to] = isUndo
    ? [merge.to_commit, merge.from_commit]
    : [merge.from_commit, merge.to_commit];
  const move: BranchMove = { repo, branch: target, from, to, note: '' };
  const { settled } =
    merge.state === 'trying'
      ? { settled: { ended: 'taken_back' as const, keptIn: null } }
      : await spine.pools.ask({ kind: 'settle_move', ...move });
  if (settled.keptIn !== null)
    spine.log.warn({ run: merge.run_id, folder: settled.keptIn }, 'files of a merge were kept');
  const project = spine.store.read.runs.get(merge.run_id)?.project_id ?? 0;
  await spine.store.commit.write((tx) => {
    if (isUndo && settled.ended === 'moved') {
      storeUndo(tx, project, merge, merge.actor);
      return;
    }
    const isMerged = isUndo || settled.ended === 'moved';
    tx.merges.end({
      mergeId: merge.merge_id,
      state: isMerged ? 'merged' : 'refused',
      checkedOutAt: null,
      reason: isMerged && !isUndo ? null : why,
      endedAt: tx.nowMs,
    });
    if (!isMerged || isUndo) return;
    tx.events.append(
      {
        type: 'merge.done',
        projectId: project,
        runId: merge.run_id,
        data: { target, commit: to, before: from, actor: merge.actor },
      },
      tx.nowMs,
    );
  });
}

/** Whether the branch moved is asked of the branch: the fault may have come after it did. */
export async function settleFailed(
  spine: Ledger & Execution & Upkeep,
  mergeId: number,
  error: unknown,
): Promise<void> {
  const merge = spine.store.read.merges.listOpen().find((each) => each.merge_id === mergeId);
  if (merge === undefined) return;
  const why = error instanceof Error ? error.message : String(error);
  await settleMerge(spine, merge, why).catch((cause: unknown) =>
    spine.log.error({ err: cause, run: merge.run_id }, 'a merge is settled by the next start'),
  );
}
