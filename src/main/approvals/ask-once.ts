import { answeringRule } from '#core/rules/answering-rule.ts';
import type { ShownAction } from '#shared/rules.ts';
import type { ApprovalRow } from '../db/approvals.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import type { Settings } from '../dispatch/spine.ts';
import { raiseApproval } from './raise-approval.ts';

/** A question about an action of a run in review, with the task that it came from. */
interface Asked {
  kind: ApprovalRow['kind'];
  action: string;
  question: string;
  shown: ShownAction;
  task: TaskRow;
}

/** Asks, unless a rule has answered already or the question is open in the run. */
export function askOnce(
  tx: Tx,
  spine: Settings,
  { kind, action, question, shown, task }: Asked,
  run: { runId: string; projectId: number },
): void {
  const asked = { action, taskId: task.task_id, ...run };
  if (answeringRule(tx.read.rules.about(action), asked, tx.nowMs) !== null) return;
  if (tx.read.approvals.pendingAbout(run.runId, action) !== undefined) return;
  raiseApproval(tx, spine, {
    condition: null,
    kind,
    run_id: run.runId,
    projectId: run.projectId,
    question,
    proposed_micro: null,
    proposed_ms: null,
    task_id: task.task_id,
    action,
    shown,
    requester: task.requester,
    asked_by: task.asked_by,
  });
}
