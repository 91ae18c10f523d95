import type { RunSummary } from '#shared/contract/pas-schemas.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { isActiveRun } from '#shared/present/activity.ts';
import { Plus } from 'lucide-react';
import { PlaceHead } from '../../navigation/place-head.tsx';
import { routeTo } from '../../navigation/route.ts';
import { navigate } from '../../navigation/use-route.ts';
import { usePortfolio, useProjects, useRuns } from '../../data/queries.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Figures, Panel } from '../../ui/panel.tsx';
import { RunTable } from '../run/run-table.tsx';
import { LaneTable } from './lane-table.tsx';
import { OpenRepository } from './open-repository.tsx';
import { ShareTable } from './share-table.tsx';
import './now.css';

/** What runs, what waits, who gets how much, and the way in. */
export function NowView() {
  const runs = useRuns();
  return (
    <div className="view">
      <PlaceHead title="Now">
        <span className="spring" />
        <Button icon={<Plus aria-hidden />} onPress={startProject}>
          New project
        </Button>
      </PlaceHead>
      <PortfolioFigures />
      <div className="now-columns">
        <div>
          {runs.isError ? <ErrorNote error={runs.error} /> : null}
          {runs.isPending ? <Skeleton rows={6} label="runs" /> : null}
          {runs.data === undefined ? null : <Runs runs={runs.data.runs} />}
        </div>
        <div className="now-side">
          <LaneTable />
          <ShareTable />
          <OpenRepository />
        </div>
      </div>
    </div>
  );
}

function startProject(): void {
  navigate(routeTo('new-project'));
}

function PortfolioFigures() {
  const { data, error } = usePortfolio();
  if (error !== null) return <ErrorNote error={error} />;
  const figure = (value: number | string | undefined) => value ?? '…';
  return (
    <Figures
      label="Portfolio"
      items={[
        { label: 'Active runs', value: figure(data?.active_runs) },
        { label: 'Running tasks', value: figure(data?.running_tasks) },
        { label: 'Queued tasks', value: figure(data?.queued_tasks) },
        { label: 'Spend today', value: data ? formatUsd(data.spend_today_usd) : '…' },
        { label: 'Approvals waiting', value: figure(data?.pending_approvals) },
      ]}
    />
  );
}

function Runs({ runs }: { runs: readonly RunSummary[] }) {
  const active = runs.filter((run) => isActiveRun(run.status) || run.status === 'pending');
  const others = runs.filter((run) => !active.includes(run));
  if (runs.length === 0) return <FirstSteps />;
  return (
    <>
      <Panel title="Active runs">
        {active.length === 0 ? (
          <p className="panel-none">Nothing runs. A plan that you start appears here.</p>
        ) : (
          <RunTable runs={active} label="Active runs" />
        )}
      </Panel>
      {others.length === 0 ? null : (
        <Panel title="Recent runs">
          <RunTable runs={others} label="Recent runs" />
        </Panel>
      )}
    </>
  );
}

function FirstSteps() {
  const hasProjects = (useProjects().data?.projects.length ?? 0) > 0;
  return (
    <EmptyState
      title={hasProjects ? 'No run yet' : 'Start with a repository'}
      command={hasProjects ? 'vp start' : 'vp new --name my-project --repo .'}
      action={
        <Button look="primary" onPress={startProject} icon={<Plus aria-hidden />}>
          New project
        </Button>
      }
    >
      <ol className="first-steps">
        <li>Choose a git repository. Slipway reads it and runs nothing of it.</li>
        <li>Give a goal. You get a plan as a graph of tasks, with an estimate for each.</li>
        <li>Approve it with a budget cap, or rehearse a sample first.</li>
        <li>Start. Tests and linters run in a worktree of their own; every result has evidence.</li>
      </ol>
    </EmptyState>
  );
}
