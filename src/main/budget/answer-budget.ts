import { microToUsd, msToMinutes } from '#shared/units.ts';
import type { ApprovalRow } from '../db/approvals.ts';
import type { Tx } from '../db/transactions.ts';
import { moveRunTo, requireRun } from '../dispatch/run-states.ts';
import type { Ledger, Queue } from '../dispatch/spine.ts';
import { holdOf } from '../scheduler/admit-task.ts';
import { followCaps, reopen, storeCaps } from '../runs/change-run.ts';

/** The cap that an answer names. */
export type RaisedCaps = { budget_usd?: number; duration_minutes?: number };

/** “No” means: stop here. A run that went on while it was asked is paused. */
export function rejectBudget(
  tx: Tx,
  { run_id: runId, question }: Pick<ApprovalRow, 'run_id' | 'question'>,
): void {
  const run = requireRun(tx, runId);
  if (run.status === 'executing')
    moveRunTo(tx, run, 'paused', `The raise was rejected. ${question}`);
}

/** Raises the cap that is asked about, to the given or the proposed one; resumes a paused run. */
export function approveBudget(
  tx: Tx,
  row: Pick<ApprovalRow, 'run_id' | 'proposed_micro' | 'proposed_ms'>,
  by: { caps: RaisedCaps; actor: string; reason: string | null },
): void {
  const run = requireRun(tx, row.run_id);
  const caps = Object.keys(by.caps).length > 0 ? by.caps : proposedCaps(row);
  storeCaps(tx, run, { caps, actor: by.actor, reason: by.reason });
  if (row.proposed_ms === null) tx.runs.setProjectionAccepted(run.run_id, 1);
  if (run.status === 'paused') moveRunTo(tx, run, 'executing', null);
}

function proposedCaps({
  proposed_micro: micro,
  proposed_ms: ms,
}: Pick<ApprovalRow, 'proposed_micro' | 'proposed_ms'>): RaisedCaps {
  if (ms !== null) return { duration_minutes: msToMinutes(ms) };
  return micro === null ? {} : { budget_usd: microToUsd(micro) };
}

/** Memory follows an answer about a run's budget; call after the commit. */
export function followBudgetAnswer(
  spine: Ledger & Queue,
  runId: string,
  isApproved: boolean,
): void {
  const run = requireRun(spine.store, runId);
  if (run.status === 'paused' && !isApproved) spine.scheduler.holdRun(runId, holdOf(spine, run));
  if (!isApproved) return;
  followCaps(spine, runId);
  if (run.status === 'executing') reopen(spine, runId);
}
