import type { MergeRow } from '../db/merges.ts';
import type { Tx } from '../db/transactions.ts';

/** The branch is back where it was. */
export function storeUndo(tx: Tx, projectId: number, merge: MergeRow, actor: string): void {
  tx.merges.end({
    mergeId: merge.merge_id,
    state: 'undone',
    checkedOutAt: null,
    reason: null,
    endedAt: tx.nowMs,
  });
  tx.events.append(
    {
      type: 'merge.undone',
      projectId,
      runId: merge.run_id,
      data: { target: merge.target, commit: merge.from_commit, before: merge.to_commit, actor },
    },
    tx.nowMs,
  );
}
