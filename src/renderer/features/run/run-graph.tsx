import type { RunStatus, RunTask } from '#shared/contract/pas-schemas.ts';
import { countOf } from '#shared/present/format-count.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { taskVisual } from '#shared/present/task-visual.ts';
import { formatPercent } from '#shared/present/format-percent.ts';
import { useMemo } from 'react';
import { useDrawnTasks } from './use-drawn-tasks.ts';
import { EmptyState } from '../../ui/notes.tsx';
import type { GraphTask } from '../graph/graph-task.ts';
import { TaskGraph } from '../graph/task-graph.tsx';

interface Props {
  run: RunStatus;
  selectedId: string | null;
  onSelect: (taskId: string) => void;
}

/** The run's task graph, live. */
export function RunGraph({ run, selectedId, onSelect }: Props) {
  const drawn = useDrawnTasks(run.tasks, selectedId);
  const tasks = useMemo(() => drawn.map(graphTask), [drawn]);
  if (tasks.length === 0) {
    return (
      <EmptyState title="This run has no task yet" command="vp status --watch">
        Tasks appear here as soon as their job cards are accepted.
      </EmptyState>
    );
  }
  return (
    <div className="run-graph">
      {tasks.length < run.tasks.length ? (
        <p className="run-graph-note">
          {tasks.length} of {countOf(run.tasks.length, 'task')}: running, failed, waiting for you,
          ended last. The timeline shows every attempt.
        </p>
      ) : null}
      <TaskGraph tasks={tasks} selectedId={selectedId} onSelect={onSelect} />
    </div>
  );
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
    return formatPercent(task.progress_pct);
  }
  if (task.time_ms !== null) return formatDuration(task.time_ms);
  return taskVisual(task.status, task.waits).label;
}
