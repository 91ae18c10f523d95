import { assertNever } from '../assert.ts';
import type { ProjectState, RunState, TaskState } from '../states.ts';

/** Whether a run is under way: it was started and still has something to do. */
export function isActiveRun(status: RunState): boolean {
  switch (status) {
    case 'planning':
    case 'executing':
    case 'paused':
    case 'validating':
      return true;
    case 'pending':
    case 'needs_review':
    case 'completed':
    case 'failed':
    case 'terminated':
      return false;
    default:
      return assertNever(status);
  }
}

/** Whether a project's run is under way. */
export function isActiveProject(status: ProjectState): boolean {
  switch (status) {
    case 'executing':
    case 'paused':
    case 'validating':
      return true;
    case 'ideation':
    case 'clarifying':
    case 'planning':
    case 'estimating':
    case 'pending_approval':
    case 'approved':
    case 'needs_review':
    case 'completed':
    case 'cancelled':
      return false;
    default:
      return assertNever(status);
  }
}

/** Whether a task has ended. A re-run may queue a failed or skipped one again. */
export function isTerminalTask(status: TaskState): boolean {
  switch (status) {
    case 'succeeded':
    case 'failed':
    case 'skipped':
      return true;
    case 'queued':
    case 'running':
    case 'waiting_io':
      return false;
    default:
      return assertNever(status);
  }
}

/** Whether a task has been dispatched and has not ended. */
export function isRunningTask(status: TaskState): boolean {
  return status !== 'queued' && !isTerminalTask(status);
}
