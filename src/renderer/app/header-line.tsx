import { HEADER_LOADING, headerLine, type HeaderPart } from '#shared/present/header-line.ts';
import { MACHINE_ZONE } from '#shared/present/local-day.ts';
import { runStanding } from '#shared/present/run-standing.ts';
import { Search, TriangleAlert } from 'lucide-react';
import { useHealth, useRuns } from '../data/queries.ts';
import type { RunSummary } from '#shared/contract/pas-schemas.ts';
import { usePalette } from '../features/palette/palette-store.ts';
import { hrefTo } from '../navigation/route.ts';
import { Button } from '../ui/button.tsx';
import { Meter } from '../ui/meter.tsx';
import { SyntheticTag } from '../ui/notes.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { AlertsMenu } from './alerts-menu.tsx';
import { useHeaderFacts } from './use-header-facts.ts';
import './header-line.css';

/**
 * The line that is always in view: what runs, how far, until when, for how much, and what waits for
 * a person.
 */
export function HeaderLine() {
  const runs = useRuns().data?.runs ?? [];
  const now = useHeaderFacts();
  const isPretended =
    useHealth().data?.mode === 'synthetic' || now?.active.some((run) => run.mode === 'synthetic');
  return (
    <header className="header-line">
      {now === null ? (
        <span className="header-parts muted" aria-label="Loading">
          {HEADER_LOADING}
        </span>
      ) : (
        <ul
          className="header-parts"
          aria-label="All runs together"
          data-lost={now.facts.asOfMs !== null || undefined}
        >
          {headerLine(now.facts, MACHINE_ZONE).map((part) => (
            <Part key={part.kind} part={part} active={now.active} />
          ))}
        </ul>
      )}
      {isPretended === true ? <SyntheticTag /> : null}
      <span className="header-spring" />
      <HealthLight />
      <PaletteButton />
      <AlertsMenu runs={runs} />
    </header>
  );
}

function Part({ part, active }: { part: HeaderPart; active: readonly RunSummary[] }) {
  const { kind, text, share } = part;
  if (kind === 'asOf')
    return (
      <li className="header-part" data-kind={kind}>
        {text}
      </li>
    );
  return (
    <li className="header-part" data-kind={kind}>
      <a href={hrefOfPart(kind, active)} title={TITLES[kind]}>
        {kind === 'runs' ? <RunsMark active={active} /> : null}
        {kind === 'waiting' ? <TriangleAlert aria-hidden size={13} /> : null}
        <span>{text}</span>
        {share === null ? null : (
          <Meter
            label="Spent of the cap"
            value={share}
            valueText={text}
            tone={share > 0.9 ? 'error' : 'running'}
          />
        )}
      </a>
    </li>
  );
}

const TITLES: Readonly<Record<Exclude<HeaderPart['kind'], 'asOf'>, string>> = {
  runs: 'Runs under way',
  tasks: 'Tasks that have ended, of all tasks of these runs',
  end: 'When the last task is expected to end, with the 90 % interval',
  spend: 'Spent by these runs, of their caps',
  waiting: 'Waits for your decision',
};

function RunsMark({ active }: { active: readonly RunSummary[] }) {
  const lead = active.find((run) => run.status === 'executing') ?? active[0];
  if (lead === undefined) return null;
  return <StatusMark visual={runStanding(lead)} label />;
}

// Each part leads to where its figure comes from: the one run, or the place that lists them.
function hrefOfPart(kind: HeaderPart['kind'], active: readonly RunSummary[]): string {
  if (kind === 'waiting') return hrefTo('inbox');
  const [only, second] = active;
  if (only === undefined || second !== undefined) return hrefTo('now');
  return hrefTo('run', { runId: only.run_id, view: kind === 'tasks' ? 'graph' : 'timeline' });
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
