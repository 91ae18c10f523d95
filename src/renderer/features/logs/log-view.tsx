import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import { X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { countOf, formatCount } from '#shared/present/format-count.ts';
import { isActiveRun } from '#shared/present/activity.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { filterLines } from './log-buffer.ts';
import { LogByTask } from './log-by-task.tsx';
import { LogLines } from './log-lines.tsx';
import { useLog } from './use-log.ts';
import './log.css';

interface Props {
  run: RunStatus;
  taskId: string | null;
  onClearTask: () => void;
}

/** The run's output as it is written, by task and by text. */
export function LogView({ run, taskId, onClearTask }: Props) {
  const log = useLog(run.run_id, taskId);
  const [filter, setFilter] = useState('');
  const titles = useMemo(
    () => new Map(run.tasks.map((task) => [task.task_id, task.title])),
    [run.tasks],
  );
  const lines = useMemo(() => filterLines(log.lines, filter), [log.lines, filter]);
  // While it runs, and for whoever looks for something, the lines stand as they were written.
  const isByTask = taskId === null && filter === '' && !isActiveRun(run.status);
  const count = `${formatCount(lines.length)} of ${countOf(log.lines.length, 'line')}`;
  return (
    <div className="log-view">
      <div className="log-bar">
        <TextField
          label="Filter lines"
          hideLabel
          placeholder="Filter lines"
          value={filter}
          onChange={setFilter}
        />
        {taskId === null ? null : (
          <Button onPress={onClearTask} icon={<X aria-hidden />}>
            {titles.get(taskId) ?? taskId}
          </Button>
        )}
        <span className="muted">{count}</span>
      </div>
      <ErrorNote error={log.error} />
      {log.isPending ? <Skeleton rows={8} label="the log" /> : null}
      {!log.isPending && log.lines.length === 0 && !isByTask ? (
        <EmptyState title="No output yet" command={`vp logs --follow --tail 20`}>
          Every line that a task writes appears here as it is written.
        </EmptyState>
      ) : isByTask ? (
        <LogByTask run={run} />
      ) : (
        <LogLines lines={lines} label="Run log" {...(taskId === null ? { titles } : {})} />
      )}
    </div>
  );
}
