import { isActiveRun } from '#shared/present/activity.ts';
import type { RunState } from '#shared/states.ts';
import type { RunSummary } from '../data/run-summary.ts';

/** Which run the header names first. */
const ORDER: readonly RunState[] = ['executing', 'validating', 'planning', 'paused'];

export interface HeaderSummary {
  /** The run whose current task the header names: executing before paused, newest first. */
  lead: RunSummary | null;
  activeCount: number;
  spendUsd: number;
  /** Sum of the caps; null when an active run has none, for then there is no whole to be part of. */
  budgetUsd: number | null;
  /** The shortest runway; null while nothing is being spent. */
  runwayMinutes: number | null;
}

/** The header line's figures over all active runs. */
export function summarizeRuns(runs: readonly RunSummary[]): HeaderSummary {
  const active = runs.filter((run) => isActiveRun(run.status));
  const lead =
    active.toSorted(
      (a, b) =>
        ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
        b.created_at.localeCompare(a.created_at),
    )[0] ?? null;
  const budgets = active.map((run) => run.budget_usd);
  const runways = active.flatMap((run) => run.runway_minutes ?? []);
  return {
    lead,
    activeCount: active.length,
    spendUsd: active.reduce((sum, run) => sum + run.spend_usd, 0),
    budgetUsd:
      active.length === 0 || budgets.includes(null)
        ? null
        : budgets.reduce<number>((sum, budget) => sum + (budget ?? 0), 0),
    runwayMinutes: runways.length === 0 ? null : Math.min(...runways),
  };
}
