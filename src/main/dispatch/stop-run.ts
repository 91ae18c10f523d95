import type { RunStage } from '../db/runs.ts';
import type { Tx } from '../db/transactions.ts';
import { skipTasks, storeSkipped } from './skip-tasks.ts';
import { forgetRun } from './forget-run.ts';
import { moveRunTo } from './run-states.ts';
import type { Execution, Ledger, Queue, Upkeep } from './spine.ts';

/**
 * Ends a run for good: its queued tasks are skipped and its open question expires. stopRun()
 * follows the commit.
 */
export function storeStop(tx: Tx, row: RunStage, reason: string | null): void {
  moveRunTo(tx, row, 'terminated', reason);
  const queued = tx.read.tasks.listOfRunByState(row.run_id, 'queued', Number.MAX_SAFE_INTEGER);
  const why = `The run was terminated: ${reason ?? 'terminated'}.`;
  storeSkipped(
    tx,
    queued.map((task) => ({ taskId: task.task_id, runId: task.run_id, reason: why })),
  );
  tx.approvals.expireOfRun(row.run_id, tx.nowMs);
}

/**
 * Memory follows a run that was terminated: nothing of it is dispatched any more, running tasks are
 * aborted with their process trees. The run is forgotten when the last of them has ended. Call
 * after the commit.
 */
export function stopRun(
  spine: Ledger & Queue & Execution & Upkeep,
  runId: string,
  reason: string,
): void {
  spine.settling.disarm(runId);
  const run = spine.runs.get(runId);
  if (run === undefined) return;
  for (const taskId of spine.scheduler.dropQueued(runId)) spine.runs.forget(taskId);
  // Tasks of other runs that waited for this one's.
  const doomed = spine.scheduler.takeDoomed();
  if (doomed.length > 0) skipTasks(spine, doomed);
  for (const task of spine.live.values())
    if (task.row.run_id === runId) task.abort(`The run was terminated: ${reason}.`);
  if (run.running === 0) forgetRun(spine, runId);
  spine.requestPump();
}
