import { answeringRule } from '#core/rules/answering-rule.ts';
import type { ExecutionPlan } from '#core/execution/decide-execution.ts';
import type { RootTrust } from '#shared/messages/host.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import type { Ledger, Queue, Settings } from '../dispatch/spine.ts';
import { mayAsk } from './look-at-command.ts';
import { raiseApproval } from './raise-approval.ts';
import { judgeRoot } from './trust/judge-root.ts';
import type { Look } from './trust/look-at-roots.ts';
import { refusedBy, waitsFor } from './wait-reasons.ts';
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
  { plan, look }: { plan: ExecutionPlan; look: Look | null },
): Verdict {
  if (plan.kind === 'tool' && plan.repo !== null) {
    const waits = judgeRoot(tx, spine, row, trustIn(look, plan.repo));
    if (waits !== null) return { kind: 'waits', waits };
  }
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

/** What is leased was looked at in this very repository, or is not leased. */
function trustIn(look: Look | null, repo: string): RootTrust {
  if (look?.repo === repo && 'trust' in look) return look.trust;
  throw new Error('a task of a repository would be leased without a look at its settings');
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
    proposed_ms: null,
    task_id: row.task_id,
    action,
    shown,
    condition: null,
    requester: row.requester,
    asked_by: row.asked_by,
  });
}
