import { formatRunway } from '#shared/present/format-runway.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { runVisual } from '#shared/present/run-visual.ts';
import type { RunSummary } from '../../data/run-summary.ts';
import { hrefTo } from '../../navigation/route.ts';
import { useProjects } from '../../data/queries.ts';
import { Moment } from '../../ui/moment.tsx';
import { Meter } from '../../ui/meter.tsx';
import { SyntheticTag, Tag } from '../../ui/notes.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import './run-table.css';

interface Props {
  runs: readonly RunSummary[];
  label: string;
}

/** Runs in one aligned table; j, k and enter walk and open them. */
export function RunTable({ runs, label }: Props) {
  return (
    <div className="table-scroll">
      <table className="table run-table" aria-label={label} data-list>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">State</th>
            <th scope="col">Progress</th>
            <th scope="col" className="number">
              Failed
            </th>
            <th scope="col" className="number">
              Spend
            </th>
            <th scope="col" className="number">
              Runway
            </th>
            <th scope="col" className="number">
              Started
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRow key={run.run_id} run={run} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RunRow({ run }: { run: RunSummary }) {
  const projects = useProjects().data?.projects;
  const project = projects?.find((candidate) => candidate.project_id === run.project_id);
  const to = hrefTo('run', { runId: run.run_id });
  const name = project?.name ?? `project ${run.project_id}`;
  return (
    <tr>
      <td className="fill">
        <a className="row-link" href={to} aria-label={`${name}, run ${run.run_id}`} data-row>
          {name}
        </a>{' '}
        {run.run_kind === 'baseline' ? null : <Tag>{run.run_kind}</Tag>}{' '}
        {run.mode === 'synthetic' ? <SyntheticTag /> : null}{' '}
        <span className="muted mono">{run.run_id}</span>
      </td>
      <td title={run.reason ?? undefined}>
        <StatusChip visual={runVisual(run.status)} />
      </td>
      <ProgressCell run={run} />
      <td className="number" data-tone={run.tasks_failed > 0 ? 'error' : undefined}>
        <span className={run.tasks_failed > 0 ? 'toned' : 'muted'}>{run.tasks_failed}</span>
      </td>
      <td className="number">
        {formatUsd(run.spend_usd)}
        {run.budget_usd === null ? null : (
          <span className="muted"> / {formatUsd(run.budget_usd)}</span>
        )}
      </td>
      <td className="number muted">{formatRunway(run.runway_minutes)}</td>
      <td className="number muted">
        <Moment iso={run.created_at} />
      </td>
    </tr>
  );
}

function ProgressCell({ run }: { run: RunSummary }) {
  const share = run.tasks_total === 0 ? 0 : run.tasks_completed / run.tasks_total;
  const text = `${run.tasks_completed}/${run.tasks_total}`;
  return (
    <td>
      <span className="progress">
        <Meter
          label={`Progress of ${run.run_id}`}
          value={share}
          valueText={`${text} tasks`}
          tone={runVisual(run.status).tone}
        />
        <span className="number">{text}</span>
      </span>
    </td>
  );
}
