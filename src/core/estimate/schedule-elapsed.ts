import { must } from '#shared/assert.ts';
import { AppError } from '#shared/errors.ts';

export interface ScheduledTask {
  key: string;
  lane: string;
  deps: readonly string[];
}

/** A plan prepared for being scheduled many times: tasks by number. */
export interface SchedulePlan {
  lanes: readonly { cap: number }[];
  laneOf: readonly number[];
  followers: readonly (readonly number[])[];
  depCounts: readonly number[];
}

/**
 * Prepares tasks for scheduling. A lane without a cap, or with a cap of 0, counts as 1: the plan is
 * priced as if it may run. Errors: unknown_dependency, dependency_cycle.
 */
export function planSchedule(
  tasks: readonly ScheduledTask[],
  caps: Readonly<Record<string, number>>,
): SchedulePlan {
  const names = [...new Set(tasks.map((task) => task.lane))];
  const indexOf = new Map(tasks.map((task, index) => [task.key, index]));
  const followers: number[][] = tasks.map(() => []);
  tasks.forEach((task, index) => {
    for (const dep of new Set(task.deps)) followersOf(dep, task, indexOf, followers).push(index);
  });
  const plan = {
    lanes: names.map((name) => ({ cap: Math.max(1, caps[name] ?? 1) })),
    laneOf: tasks.map((task) => names.indexOf(task.lane)),
    followers,
    depCounts: tasks.map((task) => new Set(task.deps).size),
  };
  refuseCycle(tasks, plan);
  return plan;
}

function followersOf(
  dep: string,
  task: ScheduledTask,
  indexOf: ReadonlyMap<string, number>,
  followers: readonly number[][],
): number[] {
  const index = indexOf.get(dep);
  if (index === undefined) {
    const detail = `Task ${task.key} depends on ${dep}, which the plan does not have.`;
    throw new AppError('unknown_dependency', detail);
  }
  return must(followers[index], 'one list per task');
}

function refuseCycle(tasks: readonly ScheduledTask[], plan: SchedulePlan): void {
  const waiting = [...plan.depCounts];
  const done = tasks.map((_, index) => index).filter((index) => waiting[index] === 0);
  for (const index of done) done.push(...release(index, plan, waiting));
  if (done.length === tasks.length) return;
  const stuck = tasks.filter((_, index) => !done.includes(index)).map((task) => task.key);
  const detail = `These tasks wait for each other in a cycle: ${stuck.join(', ')}. Remove one of the dependencies.`;
  throw new AppError('dependency_cycle', detail);
}

/**
 * Elapsed time of a list schedule: whenever a lane has a free slot, the first ready task of that
 * lane (in plan order of becoming ready) starts. `durations` by task number; the unit of the answer
 * is theirs.
 */
export function scheduleElapsed(plan: SchedulePlan, durations: readonly number[]): number {
  const waiting = [...plan.depCounts];
  const free = plan.lanes.map((lane) => lane.cap);
  const ready: number[][] = plan.lanes.map(() => []);
  const running: { end: number; index: number }[] = [];
  const enqueue = (index: number): void => {
    ready[plan.laneOf[index] ?? 0]?.push(index);
  };
  waiting.forEach((count, index) => {
    if (count === 0) enqueue(index);
  });
  let now = 0;
  for (;;) {
    startReady(now, { plan, durations, free, ready, running });
    const ended = takeEarliest(running);
    if (ended === null) return now;
    now = ended.end;
    const lane = plan.laneOf[ended.index] ?? 0;
    free[lane] = (free[lane] ?? 0) + 1;
    release(ended.index, plan, waiting).forEach(enqueue);
  }
}

interface Progress {
  plan: SchedulePlan;
  durations: readonly number[];
  free: number[];
  ready: number[][];
  running: { end: number; index: number }[];
}

function startReady(now: number, { durations, free, ready, running }: Progress): void {
  ready.forEach((queue, lane) => {
    const starting = queue.splice(0, free[lane] ?? 0);
    free[lane] = (free[lane] ?? 0) - starting.length;
    for (const index of starting) running.push({ end: now + (durations[index] ?? 0), index });
  });
}

function takeEarliest(running: { end: number; index: number }[]) {
  let at = 0;
  running.forEach((each, index) => {
    if (each.end < (running[at]?.end ?? Infinity)) at = index;
  });
  return running.splice(at, 1)[0] ?? null;
}

/** Counts a finished task off its followers; answers those that became ready. */
function release(index: number, plan: SchedulePlan, waiting: number[]): number[] {
  return (plan.followers[index] ?? []).filter((follower) => {
    const left = (waiting[follower] ?? 0) - 1;
    waiting[follower] = left;
    return left === 0;
  });
}
