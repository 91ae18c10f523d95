import { useQueries } from '@tanstack/react-query';
import type { RunStatus, RunSummary } from '#shared/contract/pas-schemas.ts';
import { isActiveRun } from '#shared/present/activity.ts';
import { expectedEnd } from '#shared/present/expected-end.ts';
import type { ExpectedEnd, HeaderFacts } from '#shared/present/header-line.ts';
import { useClients } from '../data/clients-context.ts';
import { useConnection } from '../data/connection-store.ts';
import { runQuery, useHealth, useLanes, usePortfolio, useRuns } from '../data/queries.ts';
import { useNow } from '../ui/use-now.ts';

/** The expected end is worked out again this often (ms). */
const END_EVERY_MS = 5000;
/** Runs and tasks that are read for the end; with more of them it is left out. */
const MOST_RUNS = 4;
const MOST_TASKS = 2000;

/** What the header line says now; null until everything has been read once. */
export function useHeaderFacts(): { facts: HeaderFacts; active: readonly RunSummary[] } | null {
  const runs = useRuns();
  const portfolio = usePortfolio();
  const { state, lostAtMs } = useConnection();
  const isSilent = useHealth().isError;
  const active = (runs.data?.runs ?? []).filter((run) => isActiveRun(run.status));
  const end = useEnd(active);
  if (runs.data === undefined || portfolio.data === undefined) return null;
  const isLost = state === 'lost' || isSilent;
  const asOfMs = isLost
    ? (lostAtMs ?? Math.max(runs.dataUpdatedAt, portfolio.dataUpdatedAt))
    : null;
  return {
    active,
    facts: { runs: active, end, waiting: portfolio.data.pending_approvals, asOfMs },
  };
}

function useEnd(active: readonly RunSummary[]): ExpectedEnd | null {
  const { pas } = useClients();
  const tasks = active.reduce((sum, run) => sum + run.tasks_total, 0);
  const isKnowable =
    active.length > 0 &&
    active.length <= MOST_RUNS &&
    tasks <= MOST_TASKS &&
    active.every((run) => run.status === 'executing');
  const nowMs = useNow(END_EVERY_MS, isKnowable);
  const lanes = useLanes().data?.lanes ?? [];
  const read = useQueries({
    queries: (isKnowable ? active : []).map(({ run_id }) => runQuery(pas, run_id)),
    combine: (found) => found.map(({ data }): RunStatus | undefined => data),
  });
  const known = read.flatMap((run) => run ?? []);
  if (!isKnowable || known.length < active.length) return null;
  const caps = Object.fromEntries(lanes.map(({ name, cap }) => [name, cap]));
  return expectedEnd(
    known.flatMap((run) => run.tasks),
    caps,
    nowMs,
  );
}
