import type { ExecuteResult } from '#shared/messages/job.ts';
import { isTerminalRun } from '#core/lifecycle/run-transitions.ts';
import type { FailureClass } from '#shared/states.ts';
import type { LiveTask, Spine } from './spine.ts';
import { writeUntilDurable } from './write-until-durable.ts';
import type { Tx } from '../db/transactions.ts';

interface Retry {
  result: ExecuteResult;
  failureClass: FailureClass;
  delayMs: number;
}

/**
 * Gives a failed attempt's task back to the queue. `stale`: somebody else ended it meanwhile; `run_ended`: its run takes
 * no further attempt. Nothing changed in both cases.
 */
export function requeueAttempt(
  spine: Spine,
  task: LiveTask,
  why: Retry,
): Promise<'requeued' | 'stale' | 'run_ended'> {
  const { row } = task;
  const notBefore = spine.clock.nowMs() + why.delayMs;
  return writeUntilDurable(
    spine,
    (tx) => {
      const run = tx.read.runs.get(row.run_id);
      if (run === undefined || isTerminalRun(run.status)) return 'run_ended';
      return storeRequeue(tx, task, { ...why, notBefore }) ? 'requeued' : 'stale';
    },
    (outcome) => {
      if (outcome !== 'requeued') return;
      spine.live.delete(row.task_id);
      spine.runs.release({ taskId: row.task_id, runId: row.run_id });
      spine.scheduler.requeue(row.task_id, why.result.timeMs, notBefore, spine.clock.nowMs());
      spine.requestPump();
    },
  );
}

function storeRequeue(tx: Tx, { row }: LiveTask, why: Retry & { notBefore: number }): boolean {
  const { tasks, events, nowMs } = tx;
  const reason = why.result.reason ?? `failed (${why.failureClass})`;
  const at = { taskId: row.task_id, epoch: row.epoch, reason, nowMs };
  const lost = why.failureClass === 'lease_lost' ? 1 : 0;
  if (!tasks.requeue({ ...at, notBefore: why.notBefore, lost })) return false;
  tasks.closeAttempt({ ...at, outcome: 'retried', failureClass: why.failureClass });
  events.append(
    {
      type: 'task.retrying',
      projectId: row.project_id,
      runId: row.run_id,
      taskId: row.task_id,
      data: { reason, failure_class: why.failureClass, delay_ms: why.delayMs, lane: row.lane },
    },
    nowMs,
  );
  return true;
}
