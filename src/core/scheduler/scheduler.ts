import { must } from '#shared/assert.ts';
import { AppError } from '#shared/errors.ts';
import { chooseNext } from './choose.ts';
import { chargeableMs } from './flow.ts';
import { syncQueue } from './lane.ts';
import {
  askAgain,
  countQueued,
  hold,
  leaveQueue,
  letGo,
  makeReady,
  raiseUrgency,
  settleTask,
  stopTask,
} from './lifecycle.ts';
import { checkCap, createState, projectOf, queueOf, runOf } from './scheduler-state.ts';
import type { SchedulerState } from './scheduler-state.ts';
import { sharesOf } from './shares.ts';
import type { Entry, Lane, Run } from './state.ts';
import { skipReason } from './task-graph.ts';
import type {
  AddResult,
  FinalState,
  Scheduler,
  SchedulerConfig,
  SchedulerRun,
  SchedulerTask,
  SkippedTask,
} from './types.ts';
import { explainWait } from './why-waits.ts';

/**
 * A scheduler over the configured lanes. Its decisions depend on the calls alone. Rules: SPEC.md.
 */
export function createScheduler(config: SchedulerConfig): Scheduler {
  const state = createState(config);
  return {
    setWeight: (projectId, weight) => setWeight(state, projectId, weight),
    setCap: (lane, cap) => {
      laneOf(state, lane).cap = checkCap(lane, cap);
    },
    addRun: (run) => addRun(state, run),
    holdRun: (runId, held) => {
      const run = knownRun(state, runId);
      run.held = held;
      syncRun(run);
    },
    removeRun: (runId) => removeRun(state, knownRun(state, runId)),
    holdTask: (taskId, held, nowMs) => {
      if (held === null) letGo(state, taskId, nowMs);
      else hold(state, taskId, held);
    },
    addTask: (task) => addTask(state, task),
    has: (taskId) => isKnown(state, taskId),
    restoreFinished: (taskId, runId, final) => restoreFinished(state, taskId, runId, final),
    next: (nowMs, admit) => chooseNext(state, nowMs, admit),
    finish: (taskId, final, actualMs, nowMs) =>
      finish(state, { taskId, final, actualMs: chargeableMs(actualMs), nowMs }),
    requeue: (taskId, actualMs, notBeforeMs, nowMs) =>
      requeue(state, runningTask(state, taskId), { actualMs, notBeforeMs, nowMs }),
    dropQueued: (runId) => dropQueued(state, knownRun(state, runId)),
    setRunwayRisk: (runId, risk) => {
      knownRun(state, runId).runwayRisk = risk > 0 ? Math.min(1, risk) : 0;
    },
    budgetChanged: (runId) => askAgain(state, knownRun(state, runId)),
    takeDoomed: () => takeDoomed(state),
    whyWaits: (taskId, nowMs, admit) => {
      const entry = state.graph.live.get(taskId);
      if (entry === undefined || entry.phase === 'running') return null;
      return explainWait(state, entry, nowMs, admit);
    },
    lanes: () =>
      state.lanes.inOrder.map(({ name, cap, running, queued }) => ({
        lane: name,
        cap,
        running,
        queued,
      })),
    shares: (nowMs) => sharesOf(state.projects.values(), nowMs),
    nextWakeMs: (nowMs) => nextWakeMs(state, nowMs),
  };
}

function setWeight(state: SchedulerState, projectId: number, weight: number): void {
  if (!(weight > 0) || !Number.isFinite(weight))
    throw new AppError(
      'invalid_input',
      `The weight of project ${projectId} is ${weight}; give a number above 0.`,
    );
  projectOf(state, projectId).weight = weight;
}

function addRun(state: SchedulerState, run: SchedulerRun): void {
  const known = runOf(state, run);
  for (const queue of known.queues.values())
    if (queue.isActive && run.rehearsal) queue.flow.lane.rehearsals.add(queue);
    else queue.flow.lane.rehearsals.delete(queue);
  known.rehearsal = run.rehearsal;
  known.held = run.held;
  syncRun(known);
}

function removeRun(state: SchedulerState, run: Run): void {
  if (run.live.size > 0)
    throw new Error(`run ${run.runId} still has ${run.live.size} tasks that have not ended`);
  askAgain(state, run);
  for (const queue of run.queues.values()) queue.flow.servedMs -= queue.servedMs;
  for (const taskId of run.endedIds) state.graph.ended.delete(taskId);
  run.project.runs -= 1;
  state.runs.delete(run.runId);
}

function addTask(state: SchedulerState, task: SchedulerTask): AddResult {
  const lane = state.lanes.byName.get(task.lane);
  if (lane === undefined) return { ok: false, code: 'unknown_lane', lane: task.lane };
  const checked = state.graph.check(task);
  if (!checked.ok || state.graph.live.has(task.taskId)) return checked;
  state.graph.ended.delete(task.taskId);
  const entry = createEntry(state, task, lane);
  const failed = state.graph.link(entry);
  countQueued(entry, 1);
  if (failed !== null) {
    countQueued(entry, -1);
    state.doomed.push(
      {
        taskId: task.taskId,
        runId: task.runId,
        reason: skipReason(failed.dep, failed.state),
      },
      ...settleTask(state, entry, 'skipped', null),
    );
    return checked;
  }
  raiseUrgency(state, entry);
  if (entry.unmet === 0) makeReady(state, entry, task.queuedAtMs);
  return checked;
}

function createEntry(state: SchedulerState, task: SchedulerTask, lane: Lane): Entry {
  const { runId, projectId } = task;
  const held = { kind: 'not_started', text: `run ${runId} has not been started` } as const;
  const run = runOf(state, { runId, projectId, rehearsal: false, held });
  const entry: Entry = {
    task,
    queue: queueOf(run, lane),
    phase: 'waiting',
    unmet: 0,
    held: null,
    dependants: [],
    pathMs: chargeableMs(task.estimateMs),
    readySinceMs: task.queuedAtMs,
    score: 0,
    chargedMs: 0,
    chargedWeight: 1,
    isRehearsal: false,
    parkedOn: null,
    scoreAt: -1,
    ageAt: -1,
    startByAt: -1,
    sleepAt: -1,
    parkAt: -1,
  };
  run.live.add(entry);
  return entry;
}

function restoreFinished(
  state: SchedulerState,
  taskId: string,
  runId: string,
  final: FinalState,
): void {
  if (isKnown(state, taskId)) throw new Error(`task ${taskId} is known already`);
  knownRun(state, runId).endedIds.push(taskId);
  state.graph.ended.set(taskId, final);
}

function finish(
  state: SchedulerState,
  end: { taskId: string; final: FinalState; actualMs: number; nowMs: number },
): SkippedTask[] {
  const entry = state.graph.live.get(end.taskId);
  if (entry !== undefined) {
    if (entry.phase === 'running') stopTask(state, entry, end.actualMs, end.nowMs);
    else leaveQueue(state, entry);
    askAgain(state, entry.queue.run);
    state.doomed.push(...settleTask(state, entry, end.final, end.nowMs));
  } else if (!state.graph.ended.has(end.taskId)) {
    throw new AppError('unknown_task', `The scheduler has no task ${end.taskId}.`);
  }
  return takeDoomed(state);
}

function requeue(
  state: SchedulerState,
  entry: Entry,
  retry: { actualMs: number; notBeforeMs: number; nowMs: number },
): void {
  stopTask(state, entry, retry.actualMs, retry.nowMs);
  entry.task = { ...entry.task, notBeforeMs: retry.notBeforeMs };
  countQueued(entry, 1);
  makeReady(state, entry, retry.nowMs);
}

/** Dependants in other runs are doomed with them. */
function dropQueued(state: SchedulerState, run: Run): string[] {
  const dropped: string[] = [];
  const skippedTasks: SkippedTask[] = [];
  const before = Array.from(run.live);
  for (const entry of before) {
    if (entry.phase === 'running') continue;
    dropped.push(entry.task.taskId);
    if (!run.live.has(entry)) continue;
    leaveQueue(state, entry);
    skippedTasks.push(...settleTask(state, entry, 'skipped', null));
  }
  state.doomed.push(...skippedTasks.filter((skipped) => skipped.runId !== run.runId));
  return dropped;
}

function takeDoomed(state: SchedulerState): SkippedTask[] {
  const doomed = state.doomed;
  state.doomed = [];
  return doomed;
}

function nextWakeMs(state: SchedulerState, nowMs: number): number | null {
  const backoff = state.sleepers.peek()?.task.notBeforeMs ?? Infinity;
  const earliest = Math.min(backoff, state.refused.nextMs() ?? Infinity);
  return earliest === Infinity ? null : Math.max(nowMs, earliest);
}

function syncRun(run: Run): void {
  for (const queue of run.queues.values()) syncQueue(queue);
}

function isKnown(state: SchedulerState, taskId: string): boolean {
  return state.graph.live.has(taskId) || state.graph.ended.has(taskId);
}

function laneOf(state: SchedulerState, lane: string): Lane {
  const known = state.lanes.byName.get(lane);
  if (known !== undefined) return known;
  const names = [...state.lanes.byName.keys()].join(', ');
  throw new AppError('unknown_lane', `There is no lane ${lane}; the lanes are ${names}.`);
}

function knownRun(state: SchedulerState, runId: string): Run {
  const run = state.runs.get(runId);
  if (run === undefined) throw new AppError('unknown_run', `The scheduler has no run ${runId}.`);
  return run;
}

function runningTask(state: SchedulerState, taskId: string): Entry {
  const entry = must(state.graph.live.get(taskId), `task ${taskId} has not ended`);
  if (entry.phase !== 'running') throw new Error(`task ${taskId} is ${entry.phase}, not running`);
  return entry;
}
