import type { ExecutionMode, TaskState } from '#shared/states.ts';
import type { Writer } from './open-ledger.ts';

/**
 * Who holds a task: leasing, ending and giving back, each fenced by the task's epoch. Calls belong
 * inside a transaction.
 */
export function createLeaseWrites(writer: Writer) {
  const lease = writer.prepare(
    `UPDATE tasks SET status = 'running', mode = @mode, reason = NULL, attempt = attempt + 1, epoch = epoch + 1, progress = 0,
     reserved_micro = @reservedMicro, rule_id = @ruleId, started_at = @nowMs, ended_at = NULL WHERE task_id = @taskId AND status = 'queued'`,
  );
  const openAttempt = writer.prepare(
    'INSERT INTO attempts (task_id, attempt, epoch, executor, started_at) SELECT task_id, attempt, epoch, ?, ? FROM tasks WHERE task_id = ?',
  );
  // The fence: only the holder of the current epoch may end a task. Ending raises it: nobody ends a
  // task twice.
  const end = writer.prepare(
    `UPDATE tasks SET status = @status, reason = @reason, epoch = epoch + 1, reserved_micro = 0, ended_at = @nowMs, progress = CASE WHEN @status = 'succeeded' THEN 1 ELSE progress END
     WHERE task_id = @taskId AND epoch = @epoch`,
  );
  // Giving back raises the epoch too: the holder that lost the task is refused at once, not only
  // after the next lease.
  const requeue = writer.prepare(
    `UPDATE tasks SET status = 'queued', reason = @reason, reserved_micro = 0, not_before = @notBefore, lease_losses = lease_losses + @lost,
     epoch = epoch + 1, queued_at = @nowMs WHERE task_id = @taskId AND epoch = @epoch`,
  );
  const rerun = writer.prepare(
    `UPDATE tasks SET status = 'queued', reason = NULL, attempts_before = attempt, lease_losses = 0, not_before = 0, progress = 0,
     epoch = epoch + 1, queued_at = @nowMs, started_at = NULL, ended_at = NULL WHERE task_id = @taskId`,
  );
  const countAttempt = writer.prepare('UPDATE tasks SET attempt = attempt + 1 WHERE task_id = ?');
  return {
    ...createAttemptWrites(writer),
    /**
     * Queued → running with a new epoch and an open attempt. False when the task was not queued any
     * more.
     */
    lease(values: {
      taskId: string;
      mode: ExecutionMode;
      reservedMicro: number;
      executor: string;
      /** The rule that lets it run; null: it needs none. */
      ruleId: number | null;
      nowMs: number;
    }): boolean {
      const { executor, ...columns } = values;
      if (lease.run(columns).changes === 0) return false;
      openAttempt.run(executor, values.nowMs, values.taskId);
      return true;
    },
    /** Opens the attempt of a queued task that ends without having run here. */
    openUnrun(taskId: string, executor: 'external' | 'none', nowMs: number): void {
      countAttempt.run(taskId);
      openAttempt.run(executor, nowMs, taskId);
    },
    /** Queues an ended task for a re-run; its next attempt follows the ones it had. */
    rerun: (values: { taskId: string; nowMs: number }) => rerun.run(values),
    /**
     * Ends a task if `epoch` is still its own; false means the write is stale and changed nothing.
     */
    end: (values: {
      taskId: string;
      epoch: number;
      status: TaskState;
      reason: string | null;
      nowMs: number;
    }) => end.run(values).changes === 1,
    requeue: (values: {
      taskId: string;
      epoch: number;
      reason: string | null;
      notBefore: number;
      lost: 0 | 1;
      nowMs: number;
    }) => requeue.run(values).changes === 1,
  };
}

function createAttemptWrites(writer: Writer) {
  const closeAttempt = writer.prepare(
    `UPDATE attempts SET ended_at = @nowMs, outcome = @outcome, failure_class = @failureClass, reason = @reason
     WHERE task_id = @taskId AND epoch = @epoch AND ended_at IS NULL`,
  );
  const process = writer.prepare(
    'UPDATE attempts SET pid = ?, pid_ticks = ? WHERE task_id = ? AND epoch = ? AND ended_at IS NULL',
  );
  return {
    closeAttempt: (values: {
      taskId: string;
      epoch: number;
      outcome: string;
      failureClass: string | null;
      reason: string | null;
      nowMs: number;
    }) => closeAttempt.run(values),
    recordProcess: (taskId: string, epoch: number, pid: number, ticks: string | null) =>
      process.run(pid, ticks, taskId, epoch),
  };
}
