import type { RootTrust } from '#shared/messages/host.ts';
import type { TaskAsker } from '../../db/tasks.ts';
import type { Tx } from '../../db/transactions.ts';
import type { Settings } from '../../dispatch/spine.ts';
import { closeQuestion } from '../close-question.ts';
import { raiseApproval } from '../raise-approval.ts';
import { recordRule } from '../record-rule.ts';
import { refusedBy, waitsFor } from '../wait-reasons.ts';
import type { Waits } from '../waiting-tasks.ts';
import { readCondition } from './read-condition.ts';
import { trustOf, type RootVerdict, type TrustAsker } from './trust-of.ts';

/** A task of somebody's, before it is leased; of a start, what there is of it is empty. */
export interface TrustedWork extends TaskAsker {
  task_id: string;
  run_id: string;
  project_id: number;
}

/**
 * Decides in the transaction of a lease whether a task may run in its root; null: it may. What was
 * never decided is recorded by the first work of whoever may approve; everything else is asked,
 * once for a run.
 */
export function judgeRoot(
  tx: Tx,
  spine: Settings,
  work: TrustedWork,
  look: RootTrust,
): Waits | null {
  const seen = trustOf({ read: tx.read, nowMs: tx.nowMs }, look, askerOf(work));
  const { verdict, action } = seen;
  const of = { taskId: work.task_id, runId: work.run_id, action };
  switch (verdict.kind) {
    case 'trusted':
      return null;
    case 'first':
      recordFirst(tx, work, look, seen);
      return null;
    case 'refused': {
      const { rule } = verdict;
      return { ...of, reason: refusedBy(rule), untilMs: rule.expiresAtMs };
    }
    case 'asks': {
      const { id, replaces } = askOnce(tx, spine, work, { look, seen });
      return { ...of, reason: waitsFor(id, seen.why), untilMs: null, replaces };
    }
  }
}

/** Records the trust of a first start in what its root is now; false: there was a decision. */
export function trustWithStart(tx: Tx, work: TrustedWork, look: RootTrust): boolean {
  const seen = trustOf({ read: tx.read, nowMs: tx.nowMs }, look, askerOf(work));
  if (seen.verdict.kind !== 'first') return false;
  recordFirst(tx, work, look, seen);
  return true;
}

function askerOf({ task_id, run_id, project_id, requester }: TrustedWork): TrustAsker {
  return { taskId: task_id, runId: run_id, projectId: project_id, requester };
}

function recordFirst(tx: Tx, work: TrustedWork, look: RootTrust, seen: RootVerdict): void {
  recordRule(tx, {
    kind: 'trust',
    question: { action: seen.action, ...askerOf(work) },
    shown: JSON.stringify(seen.shown),
    decision: 'allow',
    scope: 'always',
    condition: conditionOf(look),
    actor: work.asked_by,
    reason: 'Recorded when work in this repository began.',
  });
}

/** One question for a root in a run. One that showed other settings is closed, and asked anew. */
function askOnce(
  tx: Tx,
  spine: Settings,
  work: TrustedWork,
  { look, seen }: { look: RootTrust; seen: RootVerdict },
): { id: number; replaces: boolean } {
  const { action, shown, why } = seen;
  const condition = conditionOf(look);
  const open = tx.read.approvals.pendingAbout(work.run_id, action);
  if (open !== undefined && readCondition(open.condition)?.fingerprint === look.fingerprint)
    return { id: open.approval_id, replaces: false };
  if (open !== undefined) {
    closeQuestion(tx, open, {
      status: 'expired',
      actor: 'slipway',
      reason: 'The settings changed again.',
      ruleId: null,
    });
  }
  const id = raiseApproval(tx, spine, {
    kind: 'trust',
    run_id: work.run_id,
    projectId: work.project_id,
    question: why,
    proposed_micro: null,
    proposed_ms: null,
    task_id: work.task_id,
    action,
    shown,
    condition,
    requester: work.requester,
    asked_by: work.asked_by,
  });
  return { id, replaces: open !== undefined };
}

function conditionOf({ fingerprint, settings }: RootTrust): string {
  return JSON.stringify({ fingerprint, settings });
}
