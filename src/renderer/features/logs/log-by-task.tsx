import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import { useQuery } from '@tanstack/react-query';
import { formatArgv } from '#shared/present/format-argv.ts';
import { gateVisual } from '#shared/present/gate-visual.ts';
import type { StatusVisual } from '#shared/present/status-visual.ts';
import { taskVisual } from '#shared/present/task-visual.ts';
import { useState } from 'react';
import { useClients } from '../../data/clients-context.ts';
import { queryKeys } from '../../data/query-keys.ts';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import { FailureList } from '../failures/failure-list.tsx';
import { LogLines } from './log-lines.tsx';

const TAIL = 2000;

interface Part {
  /** What the lines are stored under. */
  id: string;
  title: string;
  detail: string;
  visual: StatusVisual;
  isOpen: boolean;
  /** The task whose failures stand above the lines; null for a gate of the whole run. */
  taskId: string | null;
}

/** The log of a run that has ended: a part for each task, failing ones open, the rest folded. */
export function LogByTask({ run }: { run: RunStatus }) {
  return (
    <div className="log-parts" data-list>
      {partsOf(run).map((part) => (
        <LogPart key={part.id} runId={run.run_id} part={part} />
      ))}
    </div>
  );
}

function partsOf(run: RunStatus): Part[] {
  const tasks = run.tasks.map((task) => ({
    id: task.task_id,
    title: task.title === '' ? task.task_id : task.title,
    detail: `attempt ${task.attempt}`,
    visual: taskVisual(task.status, task.waits),
    isOpen: task.status === 'failed',
    taskId: task.task_id,
  }));
  // What the app ran itself when the tasks had ended.
  const gates = run.gates.flatMap(({ task_id, kpi_name, evidence, state }) =>
    task_id !== null || evidence === null || evidence.command.length === 0
      ? []
      : {
          id: `gate-${kpi_name}-${run.run_id}`,
          title: kpi_name,
          detail: formatArgv(evidence.command),
          visual: gateVisual(state),
          isOpen: state === 'fail',
          taskId: null,
        },
  );
  return [...tasks, ...gates].toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen));
}

function LogPart({ runId, part }: { runId: string; part: Part }) {
  const [isOpen, setOpen] = useState(part.isOpen);
  return (
    <details
      className="log-part"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary data-row>
        <StatusChip visual={part.visual} />
        <span className="log-part-title">{part.title}</span>
        <span className="muted clip">{part.detail}</span>
      </summary>
      {isOpen ? (
        <>
          {part.taskId === null ? null : <FailureList runId={runId} taskId={part.taskId} />}
          <PartLines runId={runId} part={part} />
        </>
      ) : null}
    </details>
  );
}

function PartLines({ runId, part }: { runId: string; part: Part }) {
  const { pas } = useClients();
  const read = useQuery({
    queryKey: queryKeys.log(runId, part.id),
    queryFn: () => pas.runLogs({ run_id: runId, task_id: part.id, tail: TAIL }),
  });
  const lines = read.data?.lines ?? [];
  return (
    <>
      <ErrorNote error={read.error} />
      {read.isPending ? <Skeleton rows={3} label="the log" /> : null}
      {read.data === undefined ? null : lines.length === 0 ? (
        <p className="panel-none">It wrote nothing.</p>
      ) : (
        <LogLines lines={lines} label={`Log of ${part.title}`} />
      )}
      {lines.length === TAIL ? (
        <p className="panel-none">The last {TAIL} lines; vp logs has all.</p>
      ) : null}
    </>
  );
}
