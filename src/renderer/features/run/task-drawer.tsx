import type { RunStatus, RunTask } from '#shared/contract/pas-schemas.ts';
import { taskVisual } from '#shared/present/task-visual.ts';
import { useTask } from '../../data/queries.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { ErrorNote, Skeleton, SyntheticTag } from '../../ui/notes.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import { FailureList } from '../failures/failure-list.tsx';
import { TaskEvidence } from './task-evidence.tsx';
import { TaskFacts } from './task-facts.tsx';
import { TaskLog } from './task-log.tsx';

interface Props {
  run: RunStatus;
  taskId: string;
  onClose: () => void;
}

/** Everything about one task, beside the run and never over it. Escape closes it. */
export function TaskDrawer({ run, taskId, onClose }: Props) {
  const task = run.tasks.find((candidate) => candidate.task_id === taskId);
  const detail = useTask(taskId);
  const title = task?.title ?? taskId;
  return (
    <Drawer
      label={`Task ${title}`}
      title={title}
      detail={
        <>
          {task?.lane} <span className="mono">{taskId}</span>
        </>
      }
      onClose={onClose}
    >
      {task === undefined ? null : <TaskState task={task} />}
      <ErrorNote error={detail.error} />
      {detail.isPending ? <Skeleton rows={8} label="the task" /> : null}
      {detail.data === undefined ? null : (
        <>
          <TaskFacts task={task ?? detail.data} detail={detail.data} />
          <FailureList runId={run.run_id} taskId={taskId} />
          <TaskEvidence gates={detail.data.gates} />
        </>
      )}
      <TaskLog runId={run.run_id} taskId={taskId} />
    </Drawer>
  );
}

function TaskState({ task }: { task: RunTask }) {
  const why = task.waits?.text ?? task.reason;
  return (
    <div className="drawer-state">
      <StatusChip visual={taskVisual(task.status, task.waits)} />
      {task.mode === 'synthetic' ? <SyntheticTag /> : null}
      {why === null || why === undefined ? null : <p className="wrap-anywhere">{why}</p>}
    </div>
  );
}
