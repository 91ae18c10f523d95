import type { RunStatus, RunTask } from '#shared/contract/pas-schemas.ts';
import { changeOf, readEvent, type WireEvent } from '#shared/events.ts';
import type { TaskState } from '#shared/states.ts';

/**
 * The run as it stands after a batch of events, so that a status is on screen before the read
 * that confirms it. Only task states and times are patched; figures wait for the read.
 */
export function patchRun(run: RunStatus, events: readonly WireEvent[]): RunStatus {
  const changes = new Map<string, WireEvent[]>();
  for (const event of events) {
    if (event.run_id !== run.run_id || event.task_id === null) continue;
    if (taskStateOf(event) === null) continue;
    const before = changes.get(event.task_id);
    if (before) before.push(event);
    else changes.set(event.task_id, [event]);
  }
  if (changes.size === 0) return run;
  const tasks = run.tasks.map((task) => (changes.get(task.task_id) ?? []).reduce(patchTask, task));
  return { ...run, tasks, ...countsOf(tasks) };
}

function patchTask(task: RunTask, event: WireEvent): RunTask {
  const status = taskStateOf(event) ?? task.status;
  if (status === task.status) return task;
  const base = { ...task, status, waits: status === 'queued' ? task.waits : null };
  if (status === 'queued') return { ...base, ended_at: null };
  if (status === 'running') return { ...base, started_at: event.ts, ended_at: null };
  return isTerminal(status) ? { ...base, ended_at: event.ts } : base;
}

function taskStateOf(line: WireEvent): TaskState | null {
  const event = readEvent(line);
  if (event.topic !== 'task') return null;
  return event.type === 'task.retrying' ? 'queued' : changeOf(event.type);
}

/** Whether nothing more will happen to a task in this state. */
export function isTerminal(status: TaskState): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'skipped';
}

function countsOf(tasks: readonly RunTask[]) {
  return {
    tasks_completed: tasks.filter((task) => isTerminal(task.status)).length,
    tasks_failed: tasks.filter((task) => task.status === 'failed').length,
  };
}
