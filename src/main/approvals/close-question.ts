import type { ApprovalState } from '#shared/states.ts';
import type { ApprovalRow } from '../db/approvals.ts';
import type { Tx } from '../db/transactions.ts';

interface Closing {
  status: Exclude<ApprovalState, 'pending'>;
  actor: string;
  reason: string | null;
  /** The rule that its answer recorded. */
  ruleId: number | null;
}

/** Ends a question in the ledger, with its event. */
export function closeQuestion(tx: Tx, row: ApprovalRow, closing: Closing): void {
  const { status, actor, reason, ruleId } = closing;
  const { nowMs } = tx;
  tx.approvals.decide({ id: row.approval_id, status, actor, reason, ruleId, nowMs });
  tx.events.append(
    {
      type: 'approval.decided',
      runId: row.run_id,
      ...(row.task_id === null ? {} : { taskId: row.task_id }),
      data: {
        approval_id: row.approval_id,
        kind: row.kind,
        decision: status,
        actor,
        reason,
        rule_id: ruleId,
      },
    },
    nowMs,
  );
}
