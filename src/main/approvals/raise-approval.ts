import type { ShownAction } from '#shared/rules.ts';
import { microToUsd, msToMinutes } from '#shared/units.ts';
import type { NewApproval } from '../db/approvals.ts';
import type { Tx } from '../db/transactions.ts';
import type { Settings } from '../dispatch/spine.ts';

/** A question for a person, with the ids of what it is about. */
export interface Raised extends Omit<NewApproval, 'shown' | 'created_at' | 'expires_at'> {
  projectId: number;
  shown: ShownAction | null;
}

/** A budget's question has no task, action or asker. */
export const OF_A_RUN = {
  task_id: null,
  action: null,
  condition: null,
  shown: null,
  requester: null,
  asked_by: null,
} as const;

/** Stores a question with its event. It counts as refused when its time is over. */
export function raiseApproval(tx: Tx, spine: Settings, raised: Raised): number {
  const { projectId, shown, ...row } = raised;
  const { nowMs } = tx;
  const id = tx.approvals.raise({
    ...row,
    shown: shown === null ? null : JSON.stringify(shown),
    created_at: nowMs,
    expires_at: nowMs + spine.options.approvalTimeoutMs,
  });
  tx.events.append(
    {
      type: 'approval.raised',
      projectId,
      runId: row.run_id,
      ...(row.task_id === null ? {} : { taskId: row.task_id }),
      data: {
        approval_id: id,
        kind: row.kind,
        shown,
        question: row.question,
        proposed_budget_usd: row.proposed_micro === null ? null : microToUsd(row.proposed_micro),
        proposed_duration_minutes: row.proposed_ms === null ? null : msToMinutes(row.proposed_ms),
      },
    },
    nowMs,
  );
  return id;
}
