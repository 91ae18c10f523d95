import { ChevronRight } from 'lucide-react';
import type { z } from 'zod';
import type { projectDetailSchema } from '#shared/contract/plms-schemas.ts';
import { projectVisual } from '#shared/present/project-visual.ts';
import { hrefOf, type ProjectTab } from '../../app/routes.ts';
import { navigate } from '../../app/use-route.ts';
import { useProject, useRuns } from '../../data/queries.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import { TabBar } from '../../ui/tab-bar.tsx';
import { PlanView } from '../plan/plan-view.tsx';
import { RunTable } from '../run/run-table.tsx';
import { RepositoryFactsPanel } from './repository-facts.tsx';
import './project.css';

export type ProjectDetail = z.infer<typeof projectDetailSchema>;

const TABS = [
  { id: 'plan', label: 'Plan and estimate' },
  { id: 'runs', label: 'Runs' },
  { id: 'repository', label: 'Repository' },
] as const;

/** A project: its plan with prices, its runs, and what is known of its repository. */
export function ProjectView({ projectId, tab }: { projectId: number; tab: ProjectTab }) {
  const { data: project, error, isPending } = useProject(projectId);
  return (
    <div className="view">
      <header className="view-head">
        <div className="crumbs">
          <a href={hrefOf({ place: 'projects' })}>Projects</a>
          <ChevronRight aria-hidden size={14} />
          <h1 className="clip">{project?.name ?? `Project ${projectId}`}</h1>
        </div>
        {project === undefined ? null : <StatusChip visual={projectVisual(project.status)} />}
        <span className="spring" />
        {project === undefined || project.current_run_id === null ? null : (
          <CurrentRunLink runId={project.current_run_id} />
        )}
      </header>
      <ErrorNote error={error} />
      {isPending ? <Skeleton rows={8} label="the project" /> : null}
      {project === undefined ? null : (
        <TabBar<ProjectTab>
          label="Project"
          tabs={TABS}
          selected={tab}
          onSelect={(next) => navigate({ place: 'project', projectId, tab: next }, 'replace')}
        >
          <ProjectPanel project={project} tab={tab} />
        </TabBar>
      )}
    </div>
  );
}

function CurrentRunLink({ runId }: { runId: string }) {
  return (
    <a className="mono" href={hrefOf({ place: 'run', runId, tab: 'graph', taskId: null })}>
      {runId}
    </a>
  );
}

function ProjectPanel({ project, tab }: { project: ProjectDetail; tab: ProjectTab }) {
  switch (tab) {
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
