import type { RunSummary } from '#shared/contract/pas-schemas.ts';
import { headerText } from '#shared/present/header-line.ts';
import { MACHINE_ZONE } from '#shared/present/local-day.ts';
import { countOf, formatCount } from '#shared/present/format-count.ts';
import { runStanding } from '#shared/present/run-standing.ts';

/** What the tray icon says. */
export type TrayState = 'idle' | 'running' | 'attention' | 'error';

export interface DesktopStatus {
  state: TrayState;
  /** One line: the tray's tooltip and the first line of its menu. */
  headline: string;
  activeRuns: readonly { runId: string; label: string; mayPause: boolean }[];
}

export interface DesktopFacts {
  health: 'ok' | 'degraded' | 'stopping';
  activeRuns: readonly RunSummary[];
  pendingApprovals: number;
  /** Runs that ended needing a look since the window was last in front. */
  unseenEnds: number;
}

/**
 * The worst thing wins: a broken service, then what waits for a person, then work, then nothing.
 */
export function describeDesktop(facts: DesktopFacts): DesktopStatus {
  return {
    state: stateOf(facts),
    headline: headlineOf(facts),
    activeRuns: facts.activeRuns.map((run) => ({
      runId: run.run_id,
      label: labelOf(run),
      mayPause: run.status === 'executing',
    })),
  };
}

function labelOf(run: RunSummary): string {
  const tasks = `${formatCount(run.tasks_completed)} of ${countOf(run.tasks_total, 'task')}`;
  const asks = run.budget_question === null ? '' : ` — ${run.budget_question.question}`;
  return `${run.run_id}: ${runStanding(run).label}, ${tasks}${asks}`;
}

function stateOf(facts: DesktopFacts): TrayState {
  if (facts.health !== 'ok') return 'error';
  if (facts.pendingApprovals + facts.unseenEnds > 0) return 'attention';
  return facts.activeRuns.some((run) => run.status !== 'paused') ? 'running' : 'idle';
}

function headlineOf(facts: DesktopFacts): string {
  if (facts.health !== 'ok') return `Slipway: the service is ${facts.health}`;
  if (facts.pendingApprovals > 0)
    return `Slipway: ${countOf(facts.pendingApprovals, 'approval')} waiting`;
  if (facts.unseenEnds > 0) return `Slipway: ${countOf(facts.unseenEnds, 'run')} to look at`;
  if (facts.activeRuns.length === 0) return 'Slipway: idle';
  const line = { runs: facts.activeRuns, end: null, waiting: 0, asOfMs: null };
  return `Slipway: ${headerText(line, MACHINE_ZONE)}`;
}
