import type { ExecuteResult } from '#shared/messages/job.ts';
import type { FinalState, SkippedTask } from '#core/scheduler/types.ts';
import { decideRetry } from '#core/retry/decide-retry.ts';
import type { FailureClass } from '#shared/states.ts';
import { usdToMicro } from '#shared/units.ts';
import type { ReceiptRow } from '../db/receipts.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import type { MeasuredGate } from '../gates/measure-gates.ts';
import { recordGate } from '../gates/record-kpi.ts';
import { requeueAttempt } from './requeue-attempt.ts';
import type { LiveTask, Spine } from './spine.ts';
import { writeUntilDurable } from './write-until-durable.ts';

/**
 * Ends an attempt: the task succeeds, fails, or goes back to the queue by its failure class.
 * A holder that is not in the live table any more (lease lost, ended from outside) changes nothing.
 */
export async function endAttempt(
  spine: Spine,
  task: LiveTask,
  result: ExecuteResult,
  gates: readonly MeasuredGate[],
): Promise<void> {
  if (spine.live.get(task.row.task_id) !== task) return;
  const failureClass = classOf(result);
  if (spine.stopping && isCutOff(result, failureClass)) return;
  const terminated = result.outcome === 'aborted';
  if (failureClass !== null && !terminated) {
    const leaseLosses = task.row.lease_losses + (failureClass === 'lease_lost' ? 1 : 0);
    const decision = decideRetry(
      { failureClass, attempt: task.row.attempt, leaseLosses },
      spine.rng,
    );
    if (decision.kind === 'retry') {
      const { delayMs } = decision;
      const outcome = await requeueAttempt(spine, task, { result, failureClass, delayMs });
      if (outcome !== 'run_ended') return;
    }
    const poisoned = decision.kind === 'give_up' && decision.poisoned;
    const reason = poisoned
      ? `${decision.reason} Last: ${result.reason ?? 'no reason given'}`
      : (result.reason ?? `failed (${failureClass})`);
    return finish(spine, task, { state: 'failed', reason, result, gates, failureClass });
  }
  if (terminated)
    return finish(spine, task, {
      state: 'failed',
      reason: task.abortReason ?? 'aborted',
      result,
      gates: [],
      failureClass: null,
    });
  return finish(spine, task, {
    state: 'succeeded',
    reason: null,
    result,
    gates,
    failureClass: null,
  });
}

function classOf(result: ExecuteResult): FailureClass | null {
  return result.outcome === 'failed' ? (result.failureClass ?? 'tool') : null;
}

/** An engine that stops ends its workers under their tasks; those are left to the next start, which finds their attempts open. */
function isCutOff(result: ExecuteResult, failureClass: FailureClass | null): boolean {
  return (
    result.outcome === 'aborted' || failureClass === 'lease_lost' || failureClass === 'transient'
  );
}

interface Ending {
  state: 'succeeded' | 'failed';
  reason: string | null;
  result: ExecuteResult;
  gates: readonly MeasuredGate[];
  failureClass: FailureClass | null;
}

async function finish(spine: Spine, task: LiveTask, ending: Ending): Promise<void> {
  const receipt = receiptOf(spine, task, ending);
  await writeUntilDurable(
    spine,
    (tx) => storeEnd(tx, task.row, { ...ending, receipt }),
    (stored) => {
      if (stored)
        leaveLive(spine, task.row, {
          state: ending.state,
          actualMs: ending.result.timeMs,
          receipt,
        });
    },
  );
}

/** Task state, attempt, receipt, counters, gates and event in one transaction. False: stale, nothing changed. */
function storeEnd(tx: Tx, row: TaskRow, ending: Ending & { receipt: ReceiptRow }): boolean {
  const { tasks, receipts, runs, events, nowMs } = tx;
  const { state, reason, failureClass, receipt } = ending;
  if (!tasks.end({ taskId: row.task_id, epoch: row.epoch, status: state, reason, nowMs }))
    return false;
  tasks.closeAttempt({
    taskId: row.task_id,
    epoch: row.epoch,
    outcome: state,
    failureClass,
    reason,
    nowMs,
  });
  receipts.insert(receipt);
  runs.addTally({
    runId: row.run_id,
    failed: state === 'failed',
    micro: receipt.cost_micro,
    tokens: tokensOf(receipt),
    energyKwh: receipt.energy_kwh,
  });
  for (const gate of ending.gates)
    recordGate(tx, { runId: row.run_id, projectId: row.project_id, taskId: row.task_id }, gate);
  events.append(
    {
      type: `task.${state}`,
      projectId: row.project_id,
      runId: row.run_id,
      taskId: row.task_id,
      data: {
        lane: row.lane,
        attempt: row.attempt,
        mode: receipt.mode,
        reason,
        time_ms: receipt.time_ms,
      },
    },
    nowMs,
  );
  return true;
}

export function tokensOf(
  receipt: Pick<ReceiptRow, 'tokens_in' | 'tokens_out' | 'tokens_think' | 'tokens_tool_use'>,
): number {
  return receipt.tokens_in + receipt.tokens_out + receipt.tokens_think + receipt.tokens_tool_use;
}

/** Memory follows the ledger: reservation, share and dependants. Call after the end is durable, in commit order. */
export function leaveLive(
  spine: Spine,
  row: TaskRow,
  end: { state: FinalState; actualMs: number; receipt: ReceiptRow },
): void {
  spine.live.delete(row.task_id);
  spine.runs.release({ taskId: row.task_id, runId: row.run_id });
  spine.runs.spend(row.run_id, {
    micro: end.receipt.cost_micro,
    tokens: tokensOf(end.receipt),
    energyKwh: end.receipt.energy_kwh ?? 0,
  });
  spine.runs.forget(row.task_id);
  const skipped = spine.scheduler.finish(row.task_id, end.state, end.actualMs, spine.clock.nowMs());
  if (skipped.length > 0) skipTasks(spine, skipped);
  spine.endedIn.add(row.run_id);
  spine.requestPump();
}

/** Ends queued tasks that can never start, each with its reason and a receipt of nothing. */
export function skipTasks(spine: Spine, skipped: readonly SkippedTask[]): void {
  writeUntilDurable(
    spine,
    (tx) => storeSkipped(tx, skipped),
    () => {
      for (const { taskId } of skipped) spine.runs.forget(taskId);
      for (const task of skipped) spine.endedIn.add(task.runId);
      spine.requestPump();
    },
  ).catch((error: unknown) => spine.log.error({ err: error }, 'skipped tasks could not be stored'));
}

/** The same inside an operation that is under way. */
export function storeSkipped(tx: Tx, skipped: readonly SkippedTask[]): void {
  const { tasks, receipts, runs, events, nowMs } = tx;
  for (const { taskId, reason } of skipped) {
    const row = tx.read.tasks.get(taskId);
    if (row === undefined || row.status !== 'queued') continue;
    tasks.end({ taskId, epoch: row.epoch, status: 'skipped', reason, nowMs });
    receipts.insert({
      ...emptyReceipt(row, nowMs),
      status: 'skipped',
      provider: 'none',
      energy_kwh: 0,
      energy_source: 'measured',
    });
    runs.addTally({ runId: row.run_id, failed: false, micro: 0, tokens: 0, energyKwh: 0 });
    events.append(
      {
        type: 'task.skipped',
        projectId: row.project_id,
        runId: row.run_id,
        taskId,
        data: { lane: row.lane, reason },
      },
      nowMs,
    );
  }
}

function receiptOf(spine: Spine, task: LiveTask, ending: Ending): ReceiptRow {
  const { row, plan } = task;
  const { result } = ending;
  const synthetic = plan.kind === 'synthetic';
  return {
    ...emptyReceipt(row, spine.clock.nowMs()),
    provider: synthetic ? 'synthetic:stub' : plan.kind === 'tool' ? 'local:tool' : 'none',
    mode: plan.mode,
    status: ending.state,
    tokens_in: result.tokensIn,
    tokens_out: result.tokensOut,
    time_ms: result.timeMs,
    cpu_ms: result.cpuMs,
    cost_micro: synthetic ? syntheticCostMicro(result) : 0,
    // What an outside executor spent that was let go is not known.
    cost_known: plan.kind === 'external' ? 0 : 1,
    energy_kwh: result.energyKwh,
    energy_source: result.energyKwh === null ? 'unknown' : 'measured',
    failure_class: ending.failureClass,
  };
}

/** Declared prices of synthetic tokens: $0.50 a million in, $2 a million out. They never leave synthetic receipts. */
function syntheticCostMicro(result: ExecuteResult): number {
  return usdToMicro((result.tokensIn * 0.5 + result.tokensOut * 2) / 1e6);
}

export function emptyReceipt(row: TaskRow, nowMs: number): ReceiptRow {
  return {
    task_id: row.task_id,
    run_id: row.run_id,
    lane: row.lane,
    provider: 'none',
    mode: row.mode ?? 'real',
    attempt: row.attempt,
    status: 'failed',
    tokens_in: 0,
    tokens_out: 0,
    tokens_think: 0,
    tokens_tool_use: 0,
    time_ms: 0,
    cpu_ms: null,
    cost_micro: 0,
    cost_known: 1,
    energy_kwh: null,
    energy_source: 'unknown',
    carbon_kg: null,
    echo_cos: null,
    artifacts_path: null,
    failure_class: null,
    created_at: nowMs,
  };
}
