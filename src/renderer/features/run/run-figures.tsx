import { isActive } from '../../app/header-summary.ts';
import type { RunStatus } from '../../data/patch-run.ts';
import { formatCount } from '../../ui/format/format-count.ts';
import { formatDuration, formatRunway } from '../../ui/format/format-duration.ts';
import { formatRunEnergy } from '../../ui/format/format-energy.ts';
import { formatUsd } from '../../ui/format/format-usd.ts';
import { Meter } from '../../ui/meter.tsx';
import { type Figure, Figures } from '../../ui/panel.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import { gateVisual } from '../../ui/status-visuals.ts';
import { useNow } from '../../ui/use-now.ts';

/** Spend, runway, tasks, tokens, energy and evidence in one line. */
export function RunFigures({ run }: { run: RunStatus }) {
  const nowMs = useNow(1000, isActive(run.status));
  const count = (status: string) => run.tasks.filter((task) => task.status === status).length;
  const items: Figure[] = [
    { label: 'Spend', value: <SpendGauge run={run} /> },
    ...(run.projected_usd === null || !isActive(run.status)
      ? []
      : [
          {
            label: 'Projected',
            value: formatUsd(run.projected_usd),
            title: 'Spend so far ÷ share done',
          },
        ]),
    ...(isActive(run.status)
      ? [
          {
            label: 'Runway',
            value: runwayText(run),
            title: 'Time until the cap at the present burn rate',
          },
        ]
      : []),
    {
      label: 'Tasks',
      value: (
        <>
          {whole(run.tasks_completed)} <small>of {whole(run.tasks_total)}</small>
        </>
      ),
    },
    ...(isActive(run.status)
      ? [{ label: 'Running', value: whole(count('running') + count('waiting_io')) }]
      : []),
    { label: 'Failed', value: run.tasks_failed },
    { label: 'Elapsed', value: elapsedText(run, nowMs) },
    { label: 'Tokens', value: formatCount(run.tokens_total) },
    { label: 'Energy', value: <span className="figure-text">{formatRunEnergy(run)}</span> },
    { label: 'Evidence', value: <StatusChip visual={gateVisual(run.verification)} /> },
  ];
  return <Figures label="Run figures" items={items} />;
}

const whole = (count: number) => count.toLocaleString('en-US');

function SpendGauge({ run }: { run: RunStatus }) {
  const text = formatUsd(run.spend_usd);
  if (run.budget_usd === null)
    return (
      <>
        {text} <small>no cap</small>
      </>
    );
  const share = run.budget_usd === 0 ? 1 : run.spend_usd / run.budget_usd;
  return (
    <span className="spend-gauge">
      {text} <small>of {formatUsd(run.budget_usd)}</small>
      <Meter
        label="Budget used"
        value={share}
        valueText={`${text} of ${formatUsd(run.budget_usd)}`}
        tone={share > 0.9 ? 'error' : 'running'}
      />
    </span>
  );
}

function runwayText(run: RunStatus): string {
  return run.runway_minutes === null || !isActive(run.status)
    ? '–'
    : formatRunway(run.runway_minutes);
}

function elapsedText(run: RunStatus, nowMs: number): string {
  if (run.started_at === null) return '–';
  return formatDuration(endOf(run, nowMs) - Date.parse(run.started_at));
}

// A run in review has not ended, but nothing of it runs any more: its work ended with its last task.
function endOf(run: RunStatus, nowMs: number): number {
  if (run.ended_at !== null) return Date.parse(run.ended_at);
  if (isActive(run.status)) return nowMs;
  const ends = run.tasks.flatMap((task) =>
    task.ended_at === null ? [] : Date.parse(task.ended_at),
  );
  return ends.reduce(
    (last, end) => Math.max(last, end),
    Date.parse(run.started_at ?? run.created_at),
  );
}
