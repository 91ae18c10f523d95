import type { CallContext, Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { microToUsd } from '#shared/units.ts';
import type { ApprovalRow } from '../db/approvals.ts';
import type { Tx } from '../db/transactions.ts';
import { moveRunTo, requireRun } from '../dispatch/run-states.ts';
import type { Ledger, Queue } from '../dispatch/spine.ts';
import { holdOf } from '../scheduler/admit-task.ts';
import { followCaps, reopen, storeCaps } from '../runs/change-run.ts';
import { writeKeyed } from '../runs/keyed-write.ts';
import { toWireApproval } from '../runs/wire.ts';

type Decide = Parsed<(typeof pasContract)['decideApproval']>;
type Decided = Output<(typeof pasContract)['decideApproval']>;

/**
 * Approving raises the cap (to the given or the proposed one) and resumes the run; rejecting pauses
 * it, or leaves it paused.
 */
export async function decideApproval(
  spine: Ledger & Queue,
  input: Decide,
  call: CallContext,
): Promise<Decided> {
  return writeKeyed<Decided>(spine, {
    operation: 'decideApproval',
    input,
    call,
    effect: (tx) => ({ approval: toWireApproval(decide(tx, input, call.actor)) }),
    afterCommit: (value) => {
      const { run_id: runId, status } = value.approval;
      const run = requireRun(spine.store, runId);
      if (status === 'rejected' && run.status === 'paused')
        spine.scheduler.holdRun(runId, holdOf(run));
      if (status !== 'approved') return;
      followCaps(spine, runId);
      if (run.status === 'executing') reopen(spine, runId);
    },
  });
}

function decide(tx: Tx, input: Decide, actor: string): ApprovalRow {
  const row = tx.read.approvals.get(input.approval_id);
  if (row === undefined)
    throw new AppError('unknown_approval', `There is no approval ${input.approval_id}.`);
  if (row.status !== 'pending')
    throw new AppError(
      'illegal_transition',
      `Approval ${row.approval_id} was ${row.status} already.`,
    );
  const { nowMs } = tx;
  const status = input.decision === 'approve' ? 'approved' : 'rejected';
  const reason = input.reason ?? null;
  tx.approvals.decide({ id: row.approval_id, status, actor, reason, nowMs });
  if (status === 'approved') approveBudget(tx, row, { budgetUsd: input.budget_usd, actor, reason });
  else rejectBudget(tx, row);
  tx.events.append(
    {
      type: 'approval.decided',
      runId: row.run_id,
      data: { approval_id: row.approval_id, decision: status, actor, reason },
    },
    nowMs,
  );
  return { ...row, status, decided_at: nowMs, actor, reason };
}

/** “No” means: stop here. A run that went on while it was asked is paused. */
function rejectBudget(tx: Tx, { run_id: runId, question }: ApprovalRow): void {
  const run = requireRun(tx, runId);
  if (run.status === 'executing')
    moveRunTo(tx, run, 'paused', `The raise was rejected. ${question}`);
}

function approveBudget(
  tx: Tx,
  row: ApprovalRow,
  by: { budgetUsd: number | undefined; actor: string; reason: string | null },
): void {
  const run = requireRun(tx, row.run_id);
  const budgetUsd =
    by.budgetUsd ?? (row.proposed_micro === null ? undefined : microToUsd(row.proposed_micro));
  if (budgetUsd !== undefined)
    storeCaps(tx, run, { caps: { budget_usd: budgetUsd }, actor: by.actor, reason: by.reason });
  tx.runs.setProjectionAccepted(run.run_id, 1);
  if (run.status === 'paused') moveRunTo(tx, run, 'executing', null);
}
