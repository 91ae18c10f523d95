import { answeringRule } from '#core/rules/answering-rule.ts';
import { shownActionSchema } from '#shared/rules.ts';
import type { ApprovalRow } from '../../db/approvals.ts';
import type { Tx } from '../../db/transactions.ts';
import { moveRunTo, requireRun } from '../../dispatch/run-states.ts';
import { settle } from '../../dispatch/settle-run.ts';
import type { Execution, Ledger, Queue, Settings, Upkeep } from '../../dispatch/spine.ts';
import { rerunFailed } from '../../runs/rerun-failed.ts';
import { closeQuestion } from '../close-question.ts';

/** What other runs asked about the place is answered with it, as far as the new rule reaches. */
export function answerOthers(
  tx: Tx,
  row: Pick<ApprovalRow, 'approval_id' | 'action'>,
  given: { actor: string; ruleId: number },
): void {
  const { action } = row;
  if (action === null) return;
  for (const other of tx.read.approvals.allPendingAbout(action)) {
    if (other.approval_id === row.approval_id) continue;
    const { project_id: projectId } = requireRun(tx, other.run_id);
    const asked = { action, taskId: other.task_id ?? '', runId: other.run_id, projectId };
    const rule = answeringRule(tx.read.rules.about(action), asked, tx.nowMs);
    if (rule?.ruleId !== given.ruleId) continue;
    const reason = `Answered with approval ${row.approval_id}.`;
    closeQuestion(tx, other, { status: 'approved', ...given, reason });
  }
}

/**
 * Measures again, in every run that asked, what could not be reached: when all that it asked at
 * that time is answered, and something of it approved. Call after the commit.
 */
export async function measureWithPlaces(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  { rule_id: ruleId }: Pick<ApprovalRow, 'rule_id'>,
): Promise<void> {
  const { approvals } = spine.store.read;
  for (const runId of approvals.runsAnsweredBy(ruleId ?? 0)) {
    const asked = approvals.ofRun(runId, 'connect');
    const newest = asked.at(-1)?.created_at;
    const together = asked.filter(({ created_at: at }) => at === newest);
    const isAnswered = together.every(({ status }) => status !== 'pending');
    const approved = together.filter(({ status }) => status === 'approved').map(placeOf);
    if (isAnswered && approved.length > 0) await measureAgain(spine, runId, approved.join(', '));
  }
}

function placeOf({ shown }: Pick<ApprovalRow, 'shown'>): string {
  return shownActionSchema.parse(JSON.parse(shown ?? '')).connect ?? '';
}

async function measureAgain(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  runId: string,
  places: string,
): Promise<void> {
  const { read, commit } = spine.store;
  if (read.runs.get(runId)?.status !== 'needs_review') return;
  const reason = `measured again: it may reach ${places} now`;
  if (read.tasks.listOfRun(runId).some(({ status }) => status === 'failed')) {
    const call = { actor: 'approval', requester: 'local_user' } as const;
    await rerunFailed(spine, { run_id: runId, which: 'failed', reason }, call);
    return;
  }
  await commit.write((tx) => moveRunTo(tx, requireRun(tx, runId), 'validating', reason));
  await settle(spine, runId);
}
