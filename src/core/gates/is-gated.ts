import type { LaneConfig } from '#shared/lanes.ts';
import type { Payload } from '#shared/payload.ts';
import type { ExecutionMode, TaskState } from '#shared/states.ts';

interface GatedTask {
  mode: ExecutionMode | null;
  kind: string;
  status: TaskState;
  payload: Payload;
}

/** Whether a task's lane gates apply to it: real work of the app's own inside a repository. */
export function isGated(task: GatedTask, lane: Pick<LaneConfig, 'gates'>): boolean {
  const { mode, kind, status, payload } = task;
  if (mode !== 'real' || kind === 'external' || status === 'skipped') return false;
  if (lane.gates.length === 0) return false;
  const { step, tests, goal, operation, repo, database } = payload;
  return [step, tests, goal, operation, repo, database].some((part) => part !== undefined);
}
