import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatRunEnergy } from '#shared/present/format-energy.ts';
import { formatRunway } from '#shared/present/format-runway.ts';
import { formatMinutes } from '#shared/present/format-minutes.ts';
import { runElapsedMs } from '#shared/present/run-elapsed.ts';
import { runProgress } from '#shared/present/run-progress.ts';
import { formatTokens } from '#shared/present/format-tokens.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { gateVisual } from '#shared/present/gate-visual.ts';
import { isActiveRun, isRunningTask } from '#shared/present/activity.ts';
import { formatCount } from '#shared/present/format-count.ts';
import { NONE } from '#shared/present/unknown.ts';
import { timeUsed } from '#shared/present/time-used.ts';
import { useProjectOfRun } from '../../data/queries.ts';
import { Meter } from '../../ui/meter.tsx';
import { type Figure, Figures } from '../../ui/panel.tsx';
import { PromiseBar } from '../../ui/promise-bar.tsx';
import type { Band } from '../../ui/promise-scale.ts';
import { StatusChip } from '../../ui/status-mark.tsx';
import { useNow } from '../../ui/use-now.ts';

/** Time, money and tokens against what was promised; then how far the run is and what is proven. */
export function RunFigures({ run }: { run: RunStatus }) {
  const isOpen = isActiveRun(run.status);
  const nowMs = useNow(1000, isOpen);
  const promised = usePromise(run);
  const against = { isOpen };
  const items: Figure[] = [
    {
      label: 'Time',
      value: <TimeFigure {...against} run={run} nowMs={nowMs} band={promised?.time_ms} />,
    },
    {
      label: 'Cost',
      value: (
        <>
          <Against
            {...against}
            band={promised?.cost_usd}
            actual={run.spend_usd}
            describe={formatUsd}
          />
          <Cap run={run} />
        </>
      ),
    },
    {
      label: 'Tokens',
      value: (
        <Against
          {...against}
          band={promised?.tokens}
          actual={run.tokens_total}
          describe={formatTokens}
        />
      ),
    },
    ...(isOpen ? moneyFigures(run) : []),
    {
      label: 'Tasks',
      value: (
        <>
          {formatCount(runProgress(run).done)} <small>of {formatCount(run.tasks_total)}</small>
        </>
      ),
    },
    ...(isOpen ? [{ label: 'Running', value: formatCount(runningOf(run)) }] : []),
    { label: 'Failed', value: run.tasks_failed },
    { label: 'Energy', value: <span className="figure-text">{formatRunEnergy(run)}</span> },
    { label: 'Evidence', value: <StatusChip visual={gateVisual(run.verification)} /> },
  ];
  return <Figures label="Run figures" items={items} />;
}

/**
 * What the plan promised; null unless the run is of all of it that can run, for then it was
 * promised something else.
 */
function usePromise(run: RunStatus): { time_ms: Band; cost_usd: Band; tokens: Band } | null {
  const project = useProjectOfRun(run.project_id).data;
  if (project?.totals === null || project?.totals === undefined) return null;
  const isWhole =
    run.run_kind === 'baseline' &&
    project.plan?.tasks.filter(({ runnable }) => runnable).length === run.tasks_total;
  return isWhole ? project.totals : null;
}

interface AgainstProps {
  band: Band | undefined;
  actual: number | null;
  isOpen: boolean;
  describe: (value: number) => string;
}

interface TimeFigureProps extends Pick<AgainstProps, 'band' | 'isOpen'> {
  run: RunStatus;
  nowMs: number;
}

function Against({ band, actual, isOpen, describe }: AgainstProps) {
  return (
    <span className="against-figure">
      {actual === null ? NONE : describe(actual)}
      {band === undefined ? null : (
        <>
          {' '}
          <small>of ≈ {describe(band.mean)}</small>
          <PromiseBar band={band} actual={actual} isOpen={isOpen} describe={describe} size="head" />
        </>
      )}
    </span>
  );
}

function Cap({ run }: { run: RunStatus }) {
  if (run.budget_usd === null) return <small> no cap</small>;
  const share = run.budget_usd === 0 ? 1 : run.spend_usd / run.budget_usd;
  const text = `cap ${formatUsd(run.budget_usd)}`;
  return (
    <span className="cap-figure">
      <small>{text}</small>
      <Meter
        label="Spent of the cap"
        value={share}
        valueText={`${formatUsd(run.spend_usd)} of ${formatUsd(run.budget_usd)}`}
        tone={share > 0.9 ? 'error' : 'running'}
      />
    </span>
  );
}

function TimeFigure({ run, nowMs, ...against }: TimeFigureProps) {
  const used = timeUsed(run, nowMs);
  return (
    <>
      <Against {...against} actual={runElapsedMs(run, nowMs)} describe={formatDuration} />
      {used === null ? null : (
        <span className="cap-figure">
          <small>cap {formatMinutes(run.budget_duration_minutes)}</small>
          <Meter
            label="Used of the time"
            value={used.share}
            valueText={used.text}
            tone={used.share > 0.9 ? 'error' : 'running'}
          />
        </span>
      )}
    </>
  );
}

function moneyFigures(run: RunStatus): Figure[] {
  const projected = {
    label: 'Projected',
    value: formatUsd(run.projected_usd),
    title: 'Spend so far ÷ share done',
  };
  const lasts = {
    label: 'Money lasts',
    value: formatRunway(run.runway_minutes),
    title: 'Time until the cap at the present burn rate',
  };
  return [...(run.projected_usd === null ? [] : [projected]), lasts];
}

function runningOf(run: RunStatus): number {
  return run.tasks.filter((task) => isRunningTask(task.status)).length;
}
