import { performance } from 'node:perf_hooks';
import { isLeaseLost, leaseEndMs, RENEW_EVERY_MS } from '#core/retry/lease.ts';
import { advanceSteadyTime } from '#core/retry/steady-time.ts';
import { endAttempt } from './end-task.ts';
import { failedResult } from './failed-result.ts';
import type { LiveTask, Spine } from './spine.ts';

/** Looks for lost leases as often as leases are renewed; returns the way to stop. */
export function watchLeases(spine: Spine): () => void {
  const timer = setInterval(() => checkLeases(spine), RENEW_EVERY_MS / 2);
  timer.unref();
  return () => clearInterval(timer);
}

function checkLeases(spine: Spine): void {
  spine.leaseTime = advanceSteadyTime(spine.leaseTime, performance.now());
  for (const task of spine.live.values()) {
    if (isLeaseLost(task.leaseUntilMs, spine.leaseTime.steadyMs)) loseLease(spine, task);
  }
}

/** Renews a lease by a heartbeat from outside. `remainingMs`: what the executor says it still needs. */
export function renewLease(spine: Spine, task: LiveTask, remainingMs: number | undefined): void {
  task.leaseUntilMs = leaseEndMs('outside', spine.leaseTime.steadyMs, remainingMs);
}

/** The holder fell silent: its processes are ended, the task goes back to the queue or is set aside. */
function loseLease(spine: Spine, task: LiveTask): void {
  task.abort('lease lost');
  task.leaseUntilMs = Number.POSITIVE_INFINITY;
  if (task.process !== null) {
    spine.pools
      .ask({ kind: 'kill_recorded', processes: [task.process] })
      .catch((error: unknown) =>
        spine.log.error({ err: error }, 'a silent task’s processes could not be ended'),
      );
  }
  const who = task.plan.kind === 'external' ? 'The outside executor' : 'The worker';
  endAttempt(
    spine,
    task,
    failedResult('lease_lost', `${who} sent no heartbeat in time.`),
    [],
  ).catch((error: unknown) =>
    spine.log.error({ err: error, task: task.row.task_id }, 'a lost lease could not be stored'),
  );
}
