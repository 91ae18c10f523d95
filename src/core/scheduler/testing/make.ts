import type { Admit, Scheduler, SchedulerRun, SchedulerTask } from '../types.ts';

export const admitAll: Admit = () => null;
export const refuseAll: Admit = () => ({ kind: 'budget', text: 'the budget of the run is spent' });

let arrivals = 0;

/** A task with plain defaults; seq rises with every call. */
export function makeTask(fields: Partial<SchedulerTask> = {}): SchedulerTask {
  arrivals += 1;
  const projectId = fields.projectId ?? 1;
  return {
    taskId: `t${arrivals}`,
    runId: `r${projectId}`,
    projectId,
    lane: 'A',
    seq: arrivals,
    priority: 0.5,
    ciWidth: 0.3,
    deadlineMs: null,
    deps: [],
    estimateMs: 1000,
    queuedAtMs: 0,
    notBeforeMs: 0,
    complexity: 'medium',
    provider: null,
    conflictKeys: [],
    ...fields,
  };
}

export function makeRun(fields: Partial<SchedulerRun> = {}): SchedulerRun {
  const projectId = fields.projectId ?? 1;
  return { runId: `r${projectId}`, projectId, rehearsal: false, held: null, ...fields };
}

/** Adds the tasks (and an open run for each project) and returns their ids. */
export function submit(scheduler: Scheduler, tasks: readonly SchedulerTask[]): string[] {
  for (const projectId of new Set(tasks.map((task) => task.projectId)))
    scheduler.addRun(makeRun({ projectId }));
  for (const task of tasks) {
    const added = scheduler.addTask(task);
    if (!added.ok) throw new Error(`refused: ${added.code}`);
  }
  return tasks.map((task) => task.taskId);
}

/** Starts everything that may start now; returns the ids in order. */
export function drain(scheduler: Scheduler, nowMs: number, admit: Admit = admitAll): string[] {
  const started: string[] = [];
  for (let d = scheduler.next(nowMs, admit); d !== null; d = scheduler.next(nowMs, admit))
    started.push(d.task.taskId);
  return started;
}

/** So many tasks alike. */
export function many(count: number, fields: Partial<SchedulerTask>): SchedulerTask[] {
  return Array.from({ length: count }, () => makeTask(fields));
}
