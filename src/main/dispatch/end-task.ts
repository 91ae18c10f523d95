import type { SyntheticKpi } from '#core/execution/draw-synthetic.ts';
import { moveTask } from '#core/lifecycle/task-transitions.ts';
import { mayWrite } from '#core/retry/lease.ts';
import { must } from '#shared/assert.ts';
import { AppError } from '#shared/errors.ts';
import type { RunTotals } from '#shared/events.ts';
import type { ReceiptRow } from '../db/receipts.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import type { MeasuredGate } from '../gates/measured-gate.ts';
import { recordGate, recordSyntheticKpi } from '../gates/record-kpi.ts';
import { runTotals } from '../runs/run-totals.ts';
import { receiptOf, tokensOf, type AttemptOutcome } from './receipt-of.ts';

/** The end of one attempt, as the holder of the task reports it. */
export interface TaskEnd extends AttemptOutcome {
  /** The task as its holder has it: the epoch says whether it still holds it. */
  row: Pick<TaskRow, 'task_id' | 'epoch'>;
  /** The task as the ledger has it, where this operation has read it already. */
  read?: TaskRow;
  reason: string | null;
  gates?: readonly MeasuredGate[];
  /** KPIs of a synthetic attempt. */
  drawn?: readonly SyntheticKpi[];
  /** Named when an outside executor reported the end. */
  reportedBy?: string;
  /**
   * When and after what delay it may be tried again, and whether its lease was lost through its own
   * fault.
   */
  retry?: { notBefore: number; delayMs: number; isLoss: boolean };
}

/** What is known once an attempt has ended. */
export interface EndedAttempt {
  row: TaskRow;
  to: AttemptOutcome['to'];
  receipt: ReceiptRow;
}

/**
 * Ends an attempt: task, attempt, receipt, counters, gates and event together. The lease decides
 * who may, the transition table what may follow. Null: another holder has the task, and nothing
 * changed. A queued task that ends without having run here ends as its next attempt, so that every
 * ended attempt has one receipt.
 */
export function endTask(tx: Tx, end: TaskEnd): EndedAttempt | null {
  const held =
    end.read ?? must(tx.read.tasks.get(end.row.task_id), 'a task that ends is in the ledger');
  if (!mayWrite(end.row.epoch, held.epoch)) return null;
  const moved = moveTask(held.status, end.to);
  if (!moved.ok)
    throw new AppError('illegal_transition', `Task "${held.task_id}": ${moved.detail}`);
  const row = held.status === 'queued' ? openUnrun(tx, held, end) : held;
  const receipt = receiptOf(row, end, tx.nowMs);
  tx.tasks.closeAttempt({
    taskId: row.task_id,
    epoch: row.epoch,
    outcome: end.to === 'queued' && receipt.status === 'failed' ? 'retried' : receipt.status,
    failureClass: receipt.failure_class,
    reason: end.reason,
    nowMs: tx.nowMs,
  });
  tx.receipts.insert(receipt);
  moveOn(tx, row, end);
  const totals = tx.runs.addTally({
    runId: row.run_id,
    ended: end.to === 'queued' ? null : end.to,
    micro: receipt.cost_micro,
    tokens: tokensOf(receipt),
    energyKwh: receipt.energy_kwh ?? 0,
    energyUnknown: receipt.energy_kwh === null ? 1 : 0,
  });
  for (const gate of end.gates ?? [])
    recordGate(tx, { runId: row.run_id, projectId: row.project_id, task: row }, gate);
  for (const kpi of end.drawn ?? []) recordSyntheticKpi(tx, row, kpi);
  append(tx, { row, to: end.to, receipt }, { ...end, run: runTotals(totals) });
  return { row, to: end.to, receipt };
}

function openUnrun(tx: Tx, row: TaskRow, end: TaskEnd): TaskRow {
  tx.tasks.openUnrun(row.task_id, end.reportedBy === undefined ? 'none' : 'external', tx.nowMs);
  return { ...row, attempt: row.attempt + 1 };
}

function moveOn(
  tx: Tx,
  row: Pick<TaskRow, 'task_id' | 'epoch'>,
  { to, reason, retry }: TaskEnd,
): void {
  const { nowMs } = tx;
  const at = { taskId: row.task_id, epoch: row.epoch, reason, nowMs };
  if (to !== 'queued') tx.tasks.end({ ...at, status: to });
  else tx.tasks.requeue({ ...at, notBefore: retry?.notBefore ?? 0, lost: retry?.isLoss ? 1 : 0 });
}

function append(
  tx: Tx,
  { row, to, receipt }: EndedAttempt,
  end: TaskEnd & { run: RunTotals },
): void {
  const of = { projectId: row.project_id, runId: row.run_id, taskId: row.task_id };
  const { lane, attempt } = row;
  const { run } = end;
  if (to === 'queued') {
    const data = {
      lane,
      attempt,
      reason: end.reason ?? 'tried again',
      failure_class: receipt.failure_class ?? ('transient' as const),
      delay_ms: end.retry?.delayMs ?? 0,
      run,
    };
    tx.events.append({ type: 'task.retrying', ...of, data }, tx.nowMs);
    return;
  }
  const reported =
    end.reportedBy === undefined ? {} : { provider: end.reportedBy, source: 'reported' as const };
  const data = {
    lane,
    attempt,
    mode: receipt.mode,
    reason: end.reason,
    time_ms: receipt.time_ms,
    run,
  };
  tx.events.append({ type: `task.${to}`, ...of, data: { ...data, ...reported } }, tx.nowMs);
}
