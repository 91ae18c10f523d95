import { runVisual } from '#shared/present/run-visual.ts';
import { ChevronRight, Pause, Play, RotateCcw, ShieldCheck, Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { Toolbar } from 'react-aria-components';
import { hrefOf } from '../../app/routes.ts';
import type { RunStatus } from '../../data/patch-run.ts';
import { useProjects } from '../../data/queries.ts';
import { Button } from '../../ui/button.tsx';
import { SyntheticTag, Tag } from '../../ui/notes.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import { allowedRunActions, RUN_ACTION_TITLES, type RunAction } from './run-actions.ts';
import { useRunPanel } from './run-panel-store.ts';

const icons: Partial<Record<RunAction, ReactNode>> = {
  pause: <Pause aria-hidden />,
  resume: <Play aria-hidden />,
  rerun: <RotateCcw aria-hidden />,
  validate: <ShieldCheck aria-hidden />,
  terminate: <Square aria-hidden />,
};

/** Where we are, how the run stands, and what can be done with it. */
export function RunHeader({ runId, run }: { runId: string; run: RunStatus | undefined }) {
  return (
    <header className="view-head">
      <Crumbs runId={runId} projectId={run?.project_id ?? null} />
      {run === undefined ? null : (
        <>
          <StatusChip visual={runVisual(run.status)} detail={progressText(run)} />
          {run.mode === 'synthetic' ? <SyntheticTag /> : null}
          {run.run_kind === 'baseline' ? null : <Tag>{run.run_kind}</Tag>}
          <span className="spring" />
          <Actions run={run} />
        </>
      )}
    </header>
  );
}

function progressText(run: RunStatus): string {
  if (run.tasks_total === 0) return 'no task yet';
  return `${Math.floor((run.tasks_completed / run.tasks_total) * 100)} %`;
}

function Crumbs({ runId, projectId }: { runId: string; projectId: number | null }) {
  const projects = useProjects().data?.projects ?? [];
  const project = projects.find((candidate) => candidate.project_id === projectId);
  return (
    <div className="crumbs">
      <a href={hrefOf({ place: 'projects' })}>Projects</a>
      <ChevronRight aria-hidden size={14} />
      {project === undefined ? null : (
        <>
          <a
            className="clip"
            href={hrefOf({ place: 'project', projectId: project.project_id, tab: 'runs' })}
          >
            {project.name}
          </a>
          <ChevronRight aria-hidden size={14} />
        </>
      )}
      <h1 className="clip">{runId}</h1>
    </div>
  );
}

function Actions({ run }: { run: RunStatus }) {
  const ask = useRunPanel((state) => state.ask);
  return (
    <Toolbar className="run-actions" aria-label="Run actions">
      {allowedRunActions(run.status).map((action) => (
        <Button
          key={action}
          look={action === 'terminate' ? 'danger' : 'plain'}
          icon={icons[action]}
          onPress={() => ask(run.run_id, action)}
        >
          {RUN_ACTION_TITLES[action]}
        </Button>
      ))}
    </Toolbar>
  );
}
