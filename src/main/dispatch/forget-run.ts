import type { Execution, Queue } from './spine.ts';

/** Drops an ended run from memory; none of its tasks may be running. */
export function forgetRun(spine: Queue & Execution, runId: string): void {
  if (spine.runs.get(runId) !== undefined) spine.scheduler.removeRun(runId);
  spine.runs.close(runId);
  spine.timeUp.disarm(runId);
  spine.waiting.forgetRun(runId);
  spine.worktrees.forget(runId);
  spine.settling.over(runId);
}
