import { assertNever } from '#shared/assert.ts';
import type { RunTask } from '#shared/contract/pas-schemas.ts';
import type { LedgerEvent } from '#shared/events.ts';
import { isTerminalTask } from '#shared/present/activity.ts';
import type { LiveState } from './live-state.ts';
import { isOlder } from './merge-reads.ts';

type TaskEvent = LedgerEvent & { topic: 'task' };

/** Tasks in their new states, and with them the totals of their runs. */
export function applyTaskEvents(state: LiveState, events: readonly TaskEvent[]): LiveState {
  if (events.length === 0) return state;
  const byRun = Map.groupBy(events, (event) => event.run_id);
  return [...byRun].reduce(
    (reached, [runId, mine]) => applyTotals(applyToTasks(reached, runId, mine), runId, mine),
    state,
  );
}

function applyToTasks(state: LiveState, runId: string, events: readonly TaskEvent[]): LiveState {
  const parts = state.parts.get(runId);
  if (parts === undefined) return state;
  const changes = Map.groupBy(events, (event) => event.task_id);
  const tasks = parts.tasks.map((task) =>
    (changes.get(task.task_id) ?? []).reduce(applyToTask, task),
  );
  return { ...state, parts: new Map(state.parts).set(runId, { ...parts, tasks }) };
}

function applyToTask(task: RunTask, event: TaskEvent): RunTask {
  switch (event.type) {
    case 'task.queued':
      return task.status === 'queued' ? task : { ...task, status: 'queued', ended_at: null };
    case 'task.running': {
      const { attempt, mode } = event.data;
      const { ts: started_at } = event;
      return { ...task, status: 'running', attempt, mode, started_at, ended_at: null, waits: null };
    }
    case 'task.retrying':
      return { ...task, status: 'queued', reason: event.data.reason, ended_at: null };
    case 'task.succeeded':
      return ended(task, 'succeeded', event);
    case 'task.failed':
      return ended(task, 'failed', event);
    case 'task.skipped':
      return ended(task, 'skipped', event);
    default:
      return assertNever(event);
  }
}

type EndEvent = TaskEvent & { type: 'task.succeeded' | 'task.failed' | 'task.skipped' };

function ended(task: RunTask, status: RunTask['status'], { ts, data }: EndEvent): RunTask {
  return { ...task, status, reason: data.reason, ended_at: ts, waits: null };
}

/** Totals come with the event; without them they are counted, where the tasks are known. */
function applyTotals(state: LiveState, runId: string, events: readonly TaskEvent[]): LiveState {
  const run = state.runs.get(runId);
  if (run === undefined) return state;
  const reported = events.flatMap((event) => ('run' in event.data && event.data.run) || []).at(-1);
  const totals = reported ?? countsOf(state.parts.get(runId)?.tasks);
  if (totals === null || isOlder(state, { run_id: runId, ...totals })) return state;
  return { ...state, runs: new Map(state.runs).set(runId, { ...run, ...totals }) };
}

function countsOf(tasks: readonly RunTask[] | undefined) {
  if (tasks === undefined) return null;
  return {
    tasks_completed: tasks.filter((task) => isTerminalTask(task.status)).length,
    tasks_failed: tasks.filter((task) => task.status === 'failed').length,
    tasks_skipped: tasks.filter((task) => task.status === 'skipped').length,
  };
}
