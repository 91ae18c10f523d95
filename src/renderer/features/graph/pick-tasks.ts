import { isRunningTask } from '#shared/present/activity.ts';
import type { RunTask } from '#shared/contract/pas-schemas.ts';

/** More than this is a tangle to look at and slow to draw. */
export const MOST_DRAWN = 400;

/**
 * The tasks of a large run worth drawing: the chosen one, then what runs, what failed, what waits
 * for a person, what ended last, what comes next. All of them when there are few.
 */
export function pickTasks(
  tasks: readonly RunTask[],
  selectedId: string | null,
  most = MOST_DRAWN,
): readonly RunTask[] {
  if (tasks.length <= most) return tasks;
  return tasks
    .map((task) => ({ task, rank: rankOf(task, selectedId) }))
    .toSorted(
      (a, b) => a.rank - b.rank || (b.task.ended_at ?? '').localeCompare(a.task.ended_at ?? ''),
    )
    .slice(0, most)
    .map(({ task }) => task);
}

function rankOf(task: RunTask, selectedId: string | null): number {
  if (task.task_id === selectedId) return 0;
  if (isRunningTask(task.status)) return 1;
  if (task.status === 'failed') return 2;
  if (task.waits?.kind === 'approval' || task.waits?.kind === 'budget') return 3;
  return task.status === 'queued' ? 5 : 4;
}
