import type { WaitReason } from '#shared/contract/pas-schemas.ts';
import { chargeEstimate, joinBacklog, leaveBacklog, trueUp } from './flow.ts';
import { closeBusyPeriod, syncQueue } from './lane.ts';
import { putReady, reorderReady, takeReady } from './run-queue.ts';
import type { SchedulerState } from './scheduler-state.ts';
import { accrue } from './shares.ts';
import type { Charged, Entry, Linked, Queued, Run, Starting } from './state.ts';
import type { FinalState, SkippedTask } from './types.ts';

/** The task's dependencies are met: it may start once its backoff is over. */
export function makeReady(state: SchedulerState, entry: Entry, sinceMs: number): void {
  entry.readySinceMs = Math.max(sinceMs, entry.task.notBeforeMs);
  joinBacklog(entry);
  if (entry.task.notBeforeMs <= 0) return offer(entry);
  entry.phase = 'sleeping';
  state.sleepers.push(entry);
}

/** Puts a task among those that may be chosen. */
export function offer(entry: Entry): void {
  entry.phase = 'ready';
  putReady(entry);
  syncQueue(entry.queue);
}

/** Wakes the tasks whose backoff is over. */
export function wakeSleepers(state: SchedulerState, nowMs: number): void {
  for (;;) {
    const entry = state.sleepers.peek();
    if (entry === undefined || entry.task.notBeforeMs > nowMs) return;
    state.sleepers.remove(entry);
    offer(entry);
  }
}

/** Sets a task aside until the key comes free. */
export function parkOnKey(state: SchedulerState, entry: Entry, key: string): void {
  takeReady(entry);
  syncQueue(entry.queue);
  entry.phase = 'parked';
  state.conflicts.park(entry, key);
  for (const next of state.conflicts.nextFor(entry)) offer(next);
}

/** Counts a ready task as running and charges its project; returns the start tag. */
export function startTask(state: SchedulerState, entry: Starting, nowMs: number): number {
  const { flow, run } = entry.queue;
  takeReady(entry);
  syncQueue(entry.queue);
  leaveBacklog(entry);
  entry.phase = 'running';
  entry.isRehearsal = run.rehearsal;
  state.conflicts.hold(entry);
  accrue(flow.project, nowMs);
  countRunning(entry, 1);
  countQueued(entry, -1);
  return chargeEstimate(entry);
}

/** Gives back the slot and the keys of a running task; the project pays what it took. */
export function stopTask(
  state: SchedulerState,
  entry: Charged,
  actualMs: number,
  nowMs: number,
): void {
  const { flow, run } = entry.queue;
  accrue(flow.project, nowMs);
  countRunning(entry, -1);
  trueUp(entry, actualMs);
  for (const next of state.conflicts.release(entry)) offer(next);
  askAgain(state, run);
  closeBusyPeriod(flow.lane);
}

/** Sets a queued task aside until it is let go; everything else goes on. */
export function hold(state: SchedulerState, taskId: string, why: WaitReason): void {
  const entry = state.graph.live.get(taskId);
  if (entry === undefined || entry.phase === 'running') return;
  const isFirst = entry.held === null;
  entry.held = why;
  if (!isFirst) return;
  entry.unmet += 1;
  if (entry.phase === 'waiting') return;
  // A backoff that was over stays over.
  if (entry.phase !== 'sleeping') entry.task = { ...entry.task, notBeforeMs: 0 };
  leaveQueue(state, entry);
  countQueued(entry, 1);
  entry.phase = 'waiting';
}

/** Ends a hold: the task may start once nothing else keeps it. */
export function letGo(state: SchedulerState, taskId: string, nowMs: number): void {
  const entry = state.graph.live.get(taskId);
  if (entry === undefined || entry.held === null) return;
  entry.held = null;
  entry.unmet -= 1;
  if (entry.unmet === 0) makeReady(state, entry, nowMs);
}

/** Takes a task that does not run out of wherever it waits. */
export function leaveQueue(state: SchedulerState, entry: Queued): void {
  if (entry.phase === 'sleeping') state.sleepers.remove(entry);
  if (entry.phase === 'parked') state.conflicts.unpark(entry);
  if (entry.phase !== 'waiting') leaveBacklog(entry);
  const wasReady = entry.phase === 'ready';
  if (wasReady) {
    takeReady(entry);
    syncQueue(entry.queue);
  }
  countQueued(entry, -1);
  if (wasReady) for (const next of state.conflicts.nextFor(entry)) offer(next);
}

/** Ends a task that neither runs nor waits in a queue any more; returns the tasks it dooms. */
export function settleTask(
  state: SchedulerState,
  entry: Entry,
  final: FinalState,
  nowMs: number | null,
): SkippedTask[] {
  const { ready, doomed } = state.graph.settle(entry, final);
  forget(entry);
  for (const next of ready)
    makeReady(state, next, Math.max(next.task.queuedAtMs, nowMs ?? -Infinity));
  for (const { entry: dead } of doomed) {
    countQueued(dead, -1);
    forget(dead);
  }
  return doomed.map(({ skipped }) => skipped);
}

/** Offers a refused run's tasks to `admit` again. */
export function askAgain(state: SchedulerState, run: Run): void {
  if (run.refused === null) return;
  state.refused.remove(run);
  for (const queue of run.queues.values()) syncQueue(queue);
}

/** Corrects the order of the tasks a new one depends on. */
export function raiseUrgency(state: SchedulerState, entry: Linked): void {
  for (const upstream of state.graph.raisePaths(entry)) {
    if (upstream.phase !== 'ready') continue;
    reorderReady(upstream);
    syncQueue(upstream.queue);
  }
}

export function countQueued({ queue }: Pick<Entry, 'queue'>, by: 1 | -1): void {
  queue.flow.lane.queued += by;
  queue.flow.project.queued += by;
}

function countRunning(entry: Charged, by: 1 | -1): void {
  const { lane, project } = entry.queue.flow;
  lane.running += by;
  project.running += by;
  if (entry.isRehearsal) lane.rehearsing += by;
}

function forget(entry: Entry): void {
  entry.queue.run.live.delete(entry);
  entry.queue.run.endedIds.push(entry.task.taskId);
}
