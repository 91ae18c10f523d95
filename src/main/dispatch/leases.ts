import { performance } from 'node:perf_hooks';
import { isLeaseLost, leaseEndMs, RENEW_EVERY_MS } from '#core/retry/lease.ts';
import { endAttempt } from './end-attempt.ts';
import { failedResult } from './failed-result.ts';
import type { Execution, Ledger, LiveTask, Queue, Timing, Upkeep } from './spine.ts';

/** Looks for lost leases as often as leases are renewed; returns the way to stop. */
export function watchLeases(spine: Ledger & Queue & Execution & Upkeep & Timing): () => void {
  const timer = setInterval(() => checkLeases(spine), RENEW_EVERY_MS / 2);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Takes back every task whose holder sent no heartbeat for longer than its lease. `nowMs`: a
 * monotonic reading.
 */
export function checkLeases(
  spine: Ledger & Queue & Execution & Upkeep & Timing,
  nowMs: number = performance.now(),
): void {
  spine.leaseClock.advance(nowMs);
  for (const task of spine.live.values()) {
    if (isLeaseLost(task.leaseUntilMs, spine.leaseClock.nowMs())) loseLease(spine, task);
  }
}

/**
 * Renews a lease by a heartbeat from outside. `remainingMs`: what the executor says it still needs.
 */
export function renewLease(spine: Timing, task: LiveTask, remainingMs: number | undefined): void {
  task.leaseUntilMs = leaseEndMs('outside', spine.leaseClock.nowMs(), remainingMs);
}

/**
 * The holder's heartbeats stopped: it loses the task at once, its processes are ended, then the
 * task is queued again or set aside.
 */
function loseLease(spine: Ledger & Queue & Execution & Upkeep, holder: LiveTask): void {
  const reclaimed: LiveTask = { ...holder, leaseUntilMs: Number.POSITIVE_INFINITY };
  reclaimed.abort = (reason) => (reclaimed.abortReason ??= reason);
  spine.live.set(holder.row.task_id, reclaimed);
  holder.abort('lease lost');
  reclaimed.done = endLost(spine, reclaimed).catch((error: unknown) =>
    spine.log.error({ err: error, task: holder.row.task_id }, 'a lost lease could not be stored'),
  );
}

async function endLost(spine: Ledger & Queue & Execution & Upkeep, task: LiveTask): Promise<void> {
  await endProcesses(spine, task);
  const who = task.plan.kind === 'external' ? 'The outside executor' : 'The worker';
  return endAttempt(
    spine,
    task,
    failedResult('lease_lost', `${who} sent no heartbeat in time.`),
    [],
  );
}

/** Before the next attempt, so that two never work in one folder. */
async function endProcesses(spine: Execution & Upkeep, task: LiveTask): Promise<void> {
  if (task.process === null) return;
  try {
    await spine.pools.ask({ kind: 'kill_recorded', processes: [task.process] });
  } catch (error) {
    spine.log.error(
      { err: error },
      'the processes of a task without heartbeats could not be ended',
    );
  }
}
