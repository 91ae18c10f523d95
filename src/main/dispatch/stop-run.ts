import { skipTasks } from './end-task.ts';
import { forgetRun } from './forget-run.ts';
import type { Spine } from './spine.ts';

/**
 * Memory follows a run that was terminated: nothing of it is dispatched any more, running tasks are aborted with their
 * process trees. The run is forgotten when the last of them has ended. Call after the commit.
 */
export function stopRun(spine: Spine, runId: string, reason: string): void {
  const timer = spine.settleTimers.get(runId);
  if (timer !== undefined) clearTimeout(timer);
  spine.settleTimers.delete(runId);
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
