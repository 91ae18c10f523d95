import { answeringRule } from '#core/rules/answering-rule.ts';
import type { ExecutionPlan } from '#core/execution/decide-execution.ts';
import type { RuleRow } from '../db/rules.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import type { Ledger, Queue, Settings } from '../dispatch/spine.ts';
import { mayAsk } from './look-at-command.ts';
import { raiseApproval } from './raise-approval.ts';
import type { SeenCommand, Waits } from './waiting-tasks.ts';

/** Whether a task may be leased: it runs, has to be looked at first, or waits for a decision. */
export type Verdict =
  | { kind: 'runs'; ruleId: number | null }
  | { kind: 'looks' }
  | { kind: 'waits'; waits: Waits };

type Judged = Pick<
  TaskRow,
  'task_id' | 'run_id' | 'project_id' | 'lane' | 'payload' | 'requester' | 'asked_by'
>;

/**
 * Decides in the transaction of a task's lease whether its command runs. What nobody decided about
 * is asked, once for a run; refused and unanswered tasks wait, and never fail by it.
 */
export function judgeStart(
  tx: Tx,
  spine: Ledger & Settings & Queue,
  row: Judged,
  plan: ExecutionPlan,
): Verdict {
  if (plan.kind !== 'tool' || !mayAsk(spine, row)) return { kind: 'runs', ruleId: null };
  const seen = spine.waiting.seenOf(row.task_id);
  if (seen === undefined) return { kind: 'looks' };
  if (seen === null) return { kind: 'runs', ruleId: null };
  const { action } = seen;
  const question = {
    action,
    taskId: row.task_id,
    runId: row.run_id,
    projectId: row.project_id,
  };
  const rule = answeringRule(tx.read.rules.about(action), question, tx.nowMs);
  const of = { taskId: row.task_id, runId: row.run_id, action };
  if (rule?.decision === 'deny')
    return {
      kind: 'waits',
      waits: { ...of, reason: refusedBy(rule), untilMs: rule.expiresAtMs },
    };
  if (seen.asks === null) return { kind: 'runs', ruleId: null };
  if (rule !== null) return { kind: 'runs', ruleId: rule.ruleId };
  const id = askOnce(tx, spine, row, { ...seen, asks: seen.asks });
  return { kind: 'waits', waits: { ...of, reason: waitsFor(id, seen.asks), untilMs: null } };
}

/** One question for an action in a run, however many of its tasks wait for it. */
function askOnce(
  tx: Tx,
  spine: Settings,
  row: Judged,
  { action, shown, asks }: SeenCommand & { asks: string },
): number {
  const open = tx.read.approvals.pendingAbout(row.run_id, action);
  if (open !== undefined) return open.approval_id;
  return raiseApproval(tx, spine, {
    kind: 'command',
    run_id: row.run_id,
    projectId: row.project_id,
    question: asks,
    proposed_micro: null,
    task_id: row.task_id,
    action,
    shown,
    requester: row.requester,
    asked_by: row.asked_by,
  });
}

/** Why a task waits whose question is open. */
export function waitsFor(approvalId: number, asks: string): Waits['reason'] {
  return { kind: 'approval', text: `waits for your approval (${approvalId}): ${asks}` };
}

function refusedBy({
  ruleId,
  actor,
  reason,
}: Pick<RuleRow, 'ruleId' | 'actor' | 'reason'>): Waits['reason'] {
  const why = reason === null ? '' : `: ${reason.replaceAll(/\s+/g, ' ').replace(/\.$/, '')}`;
  return {
    kind: 'approval',
    text: `refused by ${actor}${why}. Revoke rule ${ruleId} to be asked again (vp rules revoke ${ruleId}).`,
  };
}
