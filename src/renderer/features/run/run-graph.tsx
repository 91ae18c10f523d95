import { useMemo } from 'react';
import type { RunStatus, RunTask } from '../../data/patch-run.ts';
import { formatDuration } from '../../ui/format/format-duration.ts';
import { EmptyState } from '../../ui/notes.tsx';
import { taskVisual } from '../../ui/status-visuals.ts';
import type { GraphTask } from '../graph/graph-task.ts';
import { TaskGraph } from '../graph/task-graph.tsx';

interface Props {
  run: RunStatus;
  selectedId: string | null;
  onSelect: (taskId: string) => void;
}

/** The run's task graph, live. */
export function RunGraph({ run, selectedId, onSelect }: Props) {
  const tasks = useMemo(() => run.tasks.map(graphTask), [run.tasks]);
  if (tasks.length === 0) {
    return (
      <EmptyState title="This run has no task yet" command="vp status --watch">
        Tasks appear here as soon as their job cards are accepted.
      </EmptyState>
    );
  }
  return <TaskGraph tasks={tasks} selectedId={selectedId} onSelect={onSelect} />;
}

function graphTask(task: RunTask): GraphTask {
  return {
    id: task.task_id,
    title: task.title,
    lane: task.lane,
    deps: task.deps,
    detail: detailOf(task),
    visual: taskVisual(task.status, task.waits),
    synthetic: task.mode === 'synthetic',
  };
}

function detailOf(task: RunTask): string {
  if (task.status === 'running' && task.progress_pct > 0) {
    return `${Math.round(task.progress_pct * 100)} %`;
  }
  if (task.time_ms !== null) return formatDuration(task.time_ms);
  return taskVisual(task.status, task.waits).label;
}
