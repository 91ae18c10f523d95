import { formatDuration } from '#shared/present/format-duration.ts';
import { formatRunEnergy } from '#shared/present/format-energy.ts';
import { formatRunway } from '#shared/present/format-runway.ts';
import { formatTokens } from '#shared/present/format-tokens.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { gateVisual } from '#shared/present/gate-visual.ts';
import { isActiveRun, isRunningTask } from '#shared/present/activity.ts';
import { formatCount } from '#shared/present/format-count.ts';
import { NONE } from '#shared/present/unknown.ts';
import type { RunStatus } from '../../data/patch-run.ts';
import { Meter } from '../../ui/meter.tsx';
import { type Figure, Figures } from '../../ui/panel.tsx';
import { StatusChip } from '../../ui/status-mark.tsx';
import { useNow } from '../../ui/use-now.ts';

/** Spend, runway, tasks, tokens, energy and evidence in one line. */
export function RunFigures({ run }: { run: RunStatus }) {
  const nowMs = useNow(1000, isActiveRun(run.status));
  const running = run.tasks.filter((task) => isRunningTask(task.status)).length;
  const items: Figure[] = [
    { label: 'Spend', value: <SpendGauge run={run} /> },
    ...(run.projected_usd === null || !isActiveRun(run.status)
      ? []
      : [
          {
            label: 'Projected',
            value: formatUsd(run.projected_usd),
            title: 'Spend so far ÷ share done',
          },
        ]),
    ...(isActiveRun(run.status)
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
          {formatCount(run.tasks_completed)} <small>of {formatCount(run.tasks_total)}</small>
        </>
      ),
    },
    ...(isActiveRun(run.status) ? [{ label: 'Running', value: formatCount(running) }] : []),
    { label: 'Failed', value: run.tasks_failed },
    { label: 'Elapsed', value: elapsedText(run, nowMs) },
    { label: 'Tokens', value: formatTokens(run.tokens_total) },
    { label: 'Energy', value: <span className="figure-text">{formatRunEnergy(run)}</span> },
    { label: 'Evidence', value: <StatusChip visual={gateVisual(run.verification)} /> },
  ];
  return <Figures label="Run figures" items={items} />;
}

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
  return run.runway_minutes === null || !isActiveRun(run.status)
    ? NONE
    : formatRunway(run.runway_minutes);
}

function elapsedText(run: RunStatus, nowMs: number): string {
  if (run.started_at === null) return NONE;
  return formatDuration(endOf(run, nowMs) - Date.parse(run.started_at));
}

// A run in review has not ended, but nothing of it runs any more: its work ended with its last task.
function endOf(run: RunStatus, nowMs: number): number {
  if (run.ended_at !== null) return Date.parse(run.ended_at);
  if (isActiveRun(run.status)) return nowMs;
  const ends = run.tasks.flatMap((task) =>
    task.ended_at === null ? [] : Date.parse(task.ended_at),
  );
  return ends.reduce(
    (last, end) => Math.max(last, end),
    Date.parse(run.started_at ?? run.created_at),
  );
}
