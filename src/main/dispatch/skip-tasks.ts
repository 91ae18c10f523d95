import type { SkippedTask } from '#core/scheduler/types.ts';
import type { Tx } from '../db/transactions.ts';
import { endTask } from './end-task.ts';
import { nameTasks } from './name-tasks.ts';
import type { Ledger, Queue, Upkeep } from './spine.ts';
import { writeUntilDurable } from './write-until-durable.ts';

/** Ends queued tasks that can never start, each with its reason and a receipt of nothing. */
export function skipTasks(spine: Ledger & Queue & Upkeep, skipped: readonly SkippedTask[]): void {
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
  for (const { taskId, reason } of skipped) {
    const row = tx.read.tasks.get(taskId);
    if (row?.status !== 'queued') continue;
    endTask(tx, {
      row,
      to: 'skipped',
      reason: nameTasks(reason, tx.read),
      used: { energy_kwh: 0, energy_source: 'measured' },
    });
  }
}
