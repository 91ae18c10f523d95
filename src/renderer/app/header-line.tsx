import { formatRunway } from '#shared/present/format-runway.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import { runVisual } from '#shared/present/run-visual.ts';
import { formatCount } from '#shared/present/format-count.ts';
import { Search } from 'lucide-react';
import { usePalette } from '../features/palette/palette-store.ts';
import { useHealth, usePortfolio, useRun, useRuns } from '../data/queries.ts';
import { hrefTo } from '../navigation/route.ts';
import { Button } from '../ui/button.tsx';
import { Meter } from '../ui/meter.tsx';
import { SyntheticTag } from '../ui/notes.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { AlertsMenu } from './alerts-menu.tsx';
import { type HeaderSummary, summarizeRuns } from './header-summary.ts';
import './header-line.css';

/** The instrument line: what runs now, what it costs, how long the money lasts, whether all is well. */
export function HeaderLine() {
  const runs = useRuns();
  const summary = summarizeRuns(runs.data?.runs ?? []);
  const health = useHealth();
  const synthetic = health.data?.mode === 'synthetic' || summary.lead?.mode === 'synthetic';
  return (
    <header className="header-line">
      <CurrentTask summary={summary} />
      <Counts />
      {summary.activeCount === 0 ? null : <Spend summary={summary} />}
      {synthetic ? <SyntheticTag /> : null}
      <span className="header-spring" />
      <HealthLight />
      <PaletteButton />
      <AlertsMenu runs={runs.data?.runs ?? []} />
    </header>
  );
}

function CurrentTask({ summary }: { summary: HeaderSummary }) {
  const { lead } = summary;
  const run = useRun(lead?.run_id ?? null);
  if (lead === null) return <span className="header-task muted">No run is active</span>;
  const task = run.data?.tasks.find((candidate) => candidate.status === 'running');
  const visual = runVisual(lead.status);
  const to = hrefTo('run', { runId: lead.run_id });
  return (
    <a className="header-task" href={to} title={`${lead.run_id}: ${visual.label}`}>
      <StatusMark visual={visual} label />
      <span className="clip">{task?.title ?? lead.run_id}</span>
    </a>
  );
}

function Counts() {
  const portfolio = usePortfolio().data;
  if (portfolio === undefined) return null;
  return (
    <span className="header-counts">
      <span>
        <b>{formatCount(portfolio.running_tasks)}</b> running
      </span>
      <span>
        <b>{formatCount(portfolio.queued_tasks)}</b> waiting
      </span>
    </span>
  );
}

function Spend({ summary }: { summary: HeaderSummary }) {
  const { spendUsd, budgetUsd, runwayMinutes } = summary;
  const share = budgetUsd === null || budgetUsd === 0 ? null : spendUsd / budgetUsd;
  const text =
    budgetUsd === null
      ? `${formatUsd(spendUsd)} spent`
      : `${formatUsd(spendUsd)} of ${formatUsd(budgetUsd)}`;
  const tone = share !== null && share > 0.9 ? 'error' : 'running';
  return (
    <span className="header-spend" title="Spend of the active runs against their caps">
      <span>{text}</span>
      {share === null ? null : (
        <Meter label="Budget used" value={share} valueText={text} tone={tone} />
      )}
      {runwayMinutes === null ? null : (
        <span className="muted" title="At the present burn rate">
          {formatRunway(runwayMinutes)} left
        </span>
      )}
    </span>
  );
}

function HealthLight() {
  const health = useHealth();
  if (health.isPending) return null;
  const status = health.isError ? 'unreachable' : health.data.status;
  const isWell = status === 'ok';
  const visual = {
    tone: isWell ? ('done' as const) : ('error' as const),
    mark: isWell ? ('check' as const) : ('cross' as const),
    label: isWell ? 'healthy' : status,
  };
  return (
    <a
      className="header-health"
      href={hrefTo('settings')}
      data-tone={visual.tone}
      aria-label={`Service: ${visual.label}`}
    >
      <StatusMark visual={visual} />
      <span>{visual.label}</span>
    </a>
  );
}

function PaletteButton() {
  const open = usePalette((state) => state.open);
  const isMac = navigator.userAgent.includes('Mac');
  return (
    <Button look="quiet" aria-label="Command palette" onPress={open} icon={<Search aria-hidden />}>
      <kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
    </Button>
  );
}
