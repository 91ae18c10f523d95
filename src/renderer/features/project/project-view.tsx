import { Trash2 } from 'lucide-react';
import type { ProjectDetail } from '#shared/contract/plms-schemas.ts';
import { projectStanding } from '#shared/present/run-standing.ts';
import { PlaceHead } from '../../navigation/place-head.tsx';
import type { ProjectView as View } from '../../navigation/places.ts';
import { hrefTo, type RouteOf, routeTo } from '../../navigation/route.ts';
import { navigate } from '../../navigation/use-route.ts';
import { useProject, useRuns } from '../../data/queries.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import { TabBar } from '../../ui/tab-bar.tsx';
import { BudgetQuestion } from '../inbox/budget-question.tsx';
import { PlanView } from '../plan/plan-view.tsx';
import { useTrashStore } from '../trash/trash-store.ts';
import { RunTable } from '../run/run-table.tsx';
import { RepositoryFactsPanel } from './repository-facts.tsx';
import './project.css';

const PROJECTS = { label: 'Projects', href: hrefTo('projects') };
const TABS = [
  { id: 'plan', label: 'Plan and estimate' },
  { id: 'runs', label: 'Runs' },
  { id: 'repository', label: 'Repository' },
] as const;

/** A project: its plan with prices, its runs, and what is known of its repository. */
export function ProjectView({ route }: { route: RouteOf<'project'> }) {
  const { projectId, view } = route;
  const { data: project, error, isPending } = useProject(projectId);
  return (
    <div className="view">
      <PlaceHead title={project?.name ?? `Project ${projectId}`} crumbs={[PROJECTS]}>
        {project === undefined ? null : <StatusChip visual={projectStanding(project)} />}
        <span className="spring" />
        {project === undefined || project.current_run_id === null ? null : (
          <CurrentRunLink runId={project.current_run_id} />
        )}
        {project === undefined ? null : (
          <Button
            icon={<Trash2 aria-hidden />}
            onPress={() => useTrashStore.getState().ask({ kind: 'project', projectId })}
          >
            Delete
          </Button>
        )}
      </PlaceHead>
      <ErrorNote error={error} />
      {project?.current_run_id === undefined || project.current_run_id === null ? null : (
        <BudgetQuestion runId={project.current_run_id} />
      )}
      {isPending ? <Skeleton rows={8} label="the project" /> : null}
      {project === undefined ? null : (
        <TabBar<View>
          label="Project"
          tabs={TABS}
          selected={view}
          onSelect={(next) => navigate(routeTo('project', { projectId, view: next }), 'replace')}
        >
          <ProjectPanel project={project} view={view} />
        </TabBar>
      )}
    </div>
  );
}

function CurrentRunLink({ runId }: { runId: string }) {
  return (
    <a className="mono" href={hrefTo('run', { runId })}>
      {runId}
    </a>
  );
}

function ProjectPanel({ project, view }: { project: ProjectDetail; view: View }) {
  switch (view) {
    case 'plan':
      return <PlanView project={project} />;
    case 'runs':
      return <ProjectRuns projectId={project.project_id} />;
    case 'repository':
      return project.facts === null ? (
        <EmptyState title="No repository" command="vp new --name my-project --repo .">
          This project names no repository, so its tasks have no commands to run.
        </EmptyState>
      ) : (
        <RepositoryFactsPanel facts={project.facts} />
      );
  }
}

function ProjectRuns({ projectId }: { projectId: number }) {
  const runs = useRuns();
  const own = (runs.data?.runs ?? []).filter((run) => run.project_id === projectId);
  if (runs.isPending) return <Skeleton rows={4} label="runs" />;
  if (own.length > 0) return <RunTable runs={own} label="Runs of this project" />;
  return (
    <EmptyState title="No run yet" command="vp start --follow">
      Approve the plan with a budget, then start it. Every run keeps its receipts here.
    </EmptyState>
  );
}
