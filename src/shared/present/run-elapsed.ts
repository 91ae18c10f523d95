import type { RunStatus } from '../contract/pas-schemas.ts';
import { isActiveRun } from './activity.ts';

type Timed = Pick<RunStatus, 'started_at' | 'created_at' | 'ended_at' | 'status'> & {
  tasks: readonly Pick<RunStatus['tasks'][number], 'ended_at'>[];
};

/**
 * How long a run took, ms; null before it started. One that waits for a person has done its work
 * with the end of its last task.
 */
export function runElapsedMs(run: Timed, nowMs: number): number | null {
  return run.started_at === null ? null : endOf(run, nowMs) - Date.parse(run.started_at);
}

function endOf({ started_at, created_at, ended_at, status, tasks }: Timed, nowMs: number): number {
  if (ended_at !== null) return Date.parse(ended_at);
  if (isActiveRun(status)) return nowMs;
  const ends = tasks.map((task) => Date.parse(task.ended_at ?? created_at));
  return ends.reduce((last, end) => Math.max(last, end), Date.parse(started_at ?? created_at));
}
