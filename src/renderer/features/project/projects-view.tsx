import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Project } from '#shared/contract/plms-schemas.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { projectStanding } from '#shared/present/run-standing.ts';
import { NONE } from '#shared/present/unknown.ts';
import { PlaceHead } from '../../navigation/place-head.tsx';
import { hrefTo, routeTo } from '../../navigation/route.ts';
import { navigate } from '../../navigation/use-route.ts';
import { useProjects } from '../../data/queries.ts';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Moment } from '../../ui/moment.tsx';
import { EmptyState, ErrorNote, Skeleton, Tag } from '../../ui/notes.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AskedNote } from '../run/asked-note.tsx';
import { matchesProject } from './matches-project.ts';

/** Every project, filtered by name, path or tag. */
export function ProjectsView() {
  const projects = useProjects();
  const [text, setText] = useState('');
  const found = (projects.data?.projects ?? []).filter((one) => matchesProject(one, text));
  const isEmpty = projects.data?.projects.length === 0;
  return (
    <div className="view">
      <PlaceHead title="Projects">
        <TextField label="Filter" hideLabel placeholder="Filter" value={text} onChange={setText} />
        <span className="spring" />
        <Button icon={<Plus aria-hidden />} onPress={create}>
          New project
        </Button>
      </PlaceHead>
      <ErrorNote error={projects.error} />
      {projects.isPending ? <Skeleton rows={6} label="projects" /> : null}
      {isEmpty ? <NoProjects /> : null}
      {found.length > 0 ? <ProjectTable projects={found} /> : null}
      {!isEmpty && projects.data !== undefined && found.length === 0 ? (
        <p className="panel-none">No project matches “{text}”.</p>
      ) : null}
    </div>
  );
}

function create(): void {
  navigate(routeTo('new-project'));
}

function NoProjects() {
  return (
    <EmptyState
      title="No project yet"
      command="vp new --name my-project --repo ."
      action={
        <Button look="primary" icon={<Plus aria-hidden />} onPress={create}>
          New project
        </Button>
      }
    >
      A project is a goal in a repository: Slipway plans it, prices it, runs it and keeps the proof.
    </EmptyState>
  );
}

const COLUMNS: readonly Column<Project>[] = [
  { id: 'name', head: 'Project', cell: (project) => project.name },
  {
    id: 'tags',
    from: 'desktop',
    head: '',
    cell: (project) => project.tags.map((tag) => <Tag key={tag}>{tag}</Tag>),
  },
  {
    id: 'state',
    head: 'State',
    cell: (project) => <StatusChip visual={projectStanding(project)} />,
  },
  {
    id: 'repository',
    from: 'tablet',
    head: 'Repository',
    room: 'fill',
    look: 'mono muted',
    title: (project) => project.repo ?? undefined,
    cell: (project) => project.repo ?? 'none',
  },
  {
    id: 'budget',
    head: 'Budget',
    isNumber: true,
    cell: ({ budget_caps: caps }) =>
      caps?.budget_usd === undefined ? NONE : formatUsd(caps.budget_usd),
  },
  {
    id: 'updated',
    from: 'desktop',
    head: 'Updated',
    isNumber: true,
    cell: (project) => <Moment iso={project.updated_at} />,
  },
];

function noteOf({ budget_question: question, current_run_id: runId }: Project) {
  return question === null || runId === null ? null : (
    <AskedNote question={question} runId={runId} />
  );
}

function ProjectTable({ projects }: { projects: readonly Project[] }) {
  return (
    <DataTable
      label="Projects"
      columns={COLUMNS}
      rows={projects}
      keyOf={(project) => project.project_id}
      open={(project) => ({ href: hrefTo('project', { projectId: project.project_id }) })}
      note={noteOf}
    />
  );
}
