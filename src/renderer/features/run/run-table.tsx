import type { RunSummary } from '#shared/contract/pas-schemas.ts';
import { formatCount } from '#shared/present/format-count.ts';
import { formatRunway } from '#shared/present/format-runway.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { runProgress } from '#shared/present/run-progress.ts';
import { runStanding } from '#shared/present/run-standing.ts';
import { runVisual } from '#shared/present/run-visual.ts';
import { hrefTo } from '../../navigation/route.ts';
import { useProjects } from '../../data/queries.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Meter } from '../../ui/meter.tsx';
import { SyntheticTag, Tag } from '../../ui/notes.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import { AskedNote } from './asked-note.tsx';
import { BudgetOverrideTag } from './budget-override-tag.tsx';
import './run-table.css';

interface Props {
  runs: readonly RunSummary[];
  label: string;
}

/** Runs in one aligned table; j, k and enter walk and open them. */
export function RunTable({ runs, label }: Props) {
  const projects = useProjects().data?.projects ?? [];
  const names = new Map(projects.map((project) => [project.project_id, project.name]));
  const nameOf = (run: RunSummary) => names.get(run.project_id) ?? `project ${run.project_id}`;
  return (
    <DataTable
      label={label}
      columns={[{ ...RUN, cell: nameOf }, ...COLUMNS]}
      rows={runs}
      keyOf={(run) => run.run_id}
      open={(run) => ({ href: hrefTo('run', { runId: run.run_id }) })}
      nameOf={(run) => `${nameOf(run)}, run ${run.run_id}`}
      note={noteOf}
    />
  );
}

function noteOf({ budget_question: asked, run_id: runId }: RunSummary) {
  return asked === null ? null : <AskedNote question={asked.question} runId={runId} />;
}

const RUN = { id: 'run', head: 'Run' };

const COLUMNS: readonly Column<RunSummary>[] = [
  {
    id: 'id',
    from: 'tablet',
    head: '',
    room: 'fill',
    look: 'mono muted',
    title: (run) => run.run_id,
    cell: (run) => (
      <>
        {run.run_id} {run.run_kind === 'baseline' ? null : <Tag>{run.run_kind}</Tag>}{' '}
        {run.mode === 'synthetic' ? <SyntheticTag /> : null}{' '}
        <BudgetOverrideTag given={run.budget_overridden} />
      </>
    ),
  },
  {
    id: 'state',
    head: 'State',
    width: 120,
    title: (run) => run.overridden?.reason ?? run.reason ?? undefined,
    cell: (run) => <StatusChip visual={runStanding(run)} />,
  },
  { id: 'progress', head: 'Progress', width: 168, cell: (run) => <Progress run={run} /> },
  {
    id: 'failed',
    from: 'tablet',
    head: 'Failed',
    isNumber: true,
    width: 56,
    cell: ({ tasks_failed: failed }) => (
      <span className={failed > 0 ? 'toned' : 'muted'} data-tone={failed > 0 ? 'error' : undefined}>
        {formatCount(failed)}
      </span>
    ),
  },
  {
    id: 'spend',
    from: 'tablet',
    head: 'Spend',
    isNumber: true,
    width: 128,
    cell: (run) => (
      <>
        {formatUsd(run.spend_usd)}
        {run.budget_usd === null ? null : (
          <span className="muted"> / {formatUsd(run.budget_usd)}</span>
        )}
      </>
    ),
  },
  {
    id: 'lasts',
    from: 'desktop',
    head: 'Money lasts',
    isNumber: true,
    width: 88,
    look: 'muted',
    cell: (run) => formatRunway(run.runway_minutes),
  },
  {
    id: 'started',
    from: 'desktop',
    head: 'Started',
    isNumber: true,
    width: 96,
    cell: (run) => <Moment iso={run.created_at} />,
  },
];

function Progress({ run }: { run: RunSummary }) {
  const { share, done, text } = runProgress(run);
  return (
    <span className="progress" title={text}>
      <Meter
        label={`Progress of ${run.run_id}`}
        value={share}
        valueText={text}
        tone={runVisual(run.status).tone}
      />
      <span className="number">
        {formatCount(done)}/{formatCount(run.tasks_total)}
      </span>
    </span>
  );
}
