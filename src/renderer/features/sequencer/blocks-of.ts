import type { RunTask } from '#shared/contract/pas-schemas.ts';
import type { StatusVisual } from '#shared/present/status-visual.ts';
import { receiptVisual, taskVisual } from '#shared/present/task-visual.ts';
import type { Block } from './pack-blocks.ts';

/** An attempt as the task's own record has it. */
export interface AttemptRecord {
  attempt: number;
  started_at: string;
  ended_at: string | null;
  outcome: string | null;
}

/**
 * One block per attempt: the present one from the run's status, earlier ones from the tasks'
 * records.
 */
export function blocksOf(
  tasks: readonly RunTask[],
  records: ReadonlyMap<string, readonly AttemptRecord[]>,
): Block[] {
  return tasks.flatMap((task) => {
    const earlier = (records.get(task.task_id) ?? []).filter((one) => one.attempt < task.attempt);
    const blocks = earlier.map((one) => earlierBlock(task, one));
    return task.started_at === null ? blocks : [...blocks, presentBlock(task, task.started_at)];
  });
}

function presentBlock(task: RunTask, startedAt: string): Block {
  return {
    ...commonOf(task),
    attempt: task.attempt,
    startMs: Date.parse(startedAt),
    endMs: task.ended_at === null ? null : Date.parse(task.ended_at),
    visual: taskVisual(task.status, task.waits),
  };
}

function earlierBlock(task: RunTask, record: AttemptRecord): Block {
  return {
    ...commonOf(task),
    attempt: record.attempt,
    startMs: Date.parse(record.started_at),
    endMs: record.ended_at === null ? null : Date.parse(record.ended_at),
    visual: outcomeVisual(record.outcome),
  };
}

function outcomeVisual(outcome: string | null): StatusVisual {
  if (outcome === 'succeeded') return taskVisual('succeeded', null);
  if (outcome === 'failed') return taskVisual('failed', null);
  if (outcome === 'lost') return receiptVisual('lost');
  return { tone: 'queued', mark: 'dashed', label: outcome ?? 'unknown end' };
}

function commonOf(task: RunTask) {
  return {
    taskId: task.task_id,
    title: task.title,
    lane: task.lane,
    synthetic: task.mode === 'synthetic',
    promisedMs: task.estimate_ms,
  };
}
