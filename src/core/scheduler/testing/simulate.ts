import type { Dispatch, Scheduler, SchedulerTask } from '../types.ts';
import { admitAll } from './make.ts';

/** A task that arrives at a time and really takes `actualMs`. */
export interface Arrival {
  atMs: number;
  task: SchedulerTask;
  actualMs: number;
}

export interface Served {
  dispatch: Dispatch;
  arrival: Arrival;
  startMs: number;
  endMs: number;
}

/**
 * Plays arrivals against a scheduler in simulated time, up to `untilMs`; returns what ran, in order
 * of start.
 */
export function simulate(
  scheduler: Scheduler,
  arrivals: readonly Arrival[],
  untilMs = Infinity,
): Served[] {
  const coming = arrivals.toSorted((a, b) => b.atMs - a.atMs || b.task.seq - a.task.seq);
  const byId = new Map(coming.map((arrival) => [arrival.task.taskId, arrival]));
  const served: Served[] = [];
  const running: Served[] = [];
  for (;;) {
    const nowMs = Math.min(nextArrival(coming), nextEnd(running));
    if (nowMs === Infinity || nowMs > untilMs) return served;
    while (nextArrival(coming) <= nowMs) addArrival(scheduler, coming.pop());
    while (nextEnd(running) <= nowMs) endTask(scheduler, running.shift());
    for (let d = scheduler.next(nowMs, admitAll); d !== null; d = scheduler.next(nowMs, admitAll))
      startTask(
        { dispatch: d, arrival: known(byId, d), startMs: nowMs, endMs: 0 },
        running,
        served,
      );
  }
}

/** Jain's index of service per weight: (Σx)²/(n·Σx²); 1 is perfectly fair. */
export function jainIndex(normalised: readonly number[]): number {
  const sum = normalised.reduce((total, x) => total + x, 0);
  const squares = normalised.reduce((total, x) => total + x * x, 0);
  return squares === 0 ? 1 : (sum * sum) / (normalised.length * squares);
}

function nextArrival(coming: readonly Arrival[]): number {
  return coming.at(-1)?.atMs ?? Infinity;
}

function nextEnd(running: readonly Served[]): number {
  return running[0]?.endMs ?? Infinity;
}

function known(byId: Map<string, Arrival>, dispatch: Dispatch): Arrival {
  const arrival = byId.get(dispatch.task.taskId);
  if (arrival === undefined) throw new Error(`unknown dispatch ${dispatch.task.taskId}`);
  return arrival;
}

function startTask(task: Served, running: Served[], served: Served[]): void {
  task.endMs = task.startMs + task.arrival.actualMs;
  served.push(task);
  const place = running.findIndex((other) => other.endMs > task.endMs);
  running.splice(place === -1 ? running.length : place, 0, task);
}

function endTask(scheduler: Scheduler, ended: Served | undefined): void {
  if (ended === undefined) return;
  const { task, actualMs } = ended.arrival;
  scheduler.finish(task.taskId, 'succeeded', actualMs, ended.endMs);
}

function addArrival(scheduler: Scheduler, arrival: Arrival | undefined): void {
  if (arrival === undefined) return;
  const added = scheduler.addTask(arrival.task);
  if (!added.ok) throw new Error(`refused: ${added.code}`);
}
