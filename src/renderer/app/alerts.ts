import type { RunSummary } from '#shared/contract/pas-schemas.ts';
import type { Output, pasContract } from '#shared/contract/contract.ts';
import type { Tone } from '#shared/present/status-visual.ts';
import { countOf, wordFor } from '#shared/present/format-count.ts';
import type { IndexAlert } from '../features/code/code-queries.ts';
import { type Route, routeTo } from '../navigation/route.ts';

export interface Alert {
  id: string;
  tone: Tone;
  title: string;
  detail: string;
  to: Route;
}

type Health = Output<typeof pasContract.health>;

/**
 * What a person should look at now, most urgent first. Nothing here is stored: it goes when its
 * cause goes.
 */
export function alertsOf(
  health: Health | undefined,
  runs: readonly RunSummary[],
  pendingApprovals: number,
  indexes: readonly IndexAlert[] = [],
): Alert[] {
  return [
    ...(health === undefined ? [] : healthAlerts(health)),
    ...approvalAlert(pendingApprovals),
    ...runs.flatMap(runAlert),
    ...indexes.map(indexAlert),
  ];
}

function healthAlerts(health: Health): Alert[] {
  const to = routeTo('settings');
  const alerts: Alert[] = [];
  if (health.store.status === 'error') {
    const detail = health.store.detail ?? 'The ledger reports an error.';
    alerts.push({ id: 'store', tone: 'error', title: 'The ledger has a problem', detail, to });
  }
  if (health.workers.status === 'error') {
    const detail = 'No executor thread answers, so nothing can start.';
    alerts.push({ id: 'workers', tone: 'error', title: 'The workers have a problem', detail, to });
  }
  if (health.sandbox.status !== 'ok') {
    const title =
      health.sandbox.status === 'unavailable'
        ? 'Commands are refused: no sandbox'
        : 'Commands run without a sandbox';
    alerts.push({ id: 'sandbox', tone: 'blocked', title, detail: health.sandbox.detail, to });
  }
  return alerts;
}

function approvalAlert(count: number): Alert[] {
  if (count === 0) return [];
  const title = `${countOf(count, 'approval')} ${wordFor(count, 'waits', 'wait')} for you`;
  const detail = 'Work that needs it stands still until you decide.';
  return [{ id: 'approvals', tone: 'approval', title, detail, to: routeTo('inbox') }];
}

function runAlert(run: RunSummary): Alert[] {
  if (run.status !== 'needs_review') return [];
  return [
    {
      id: `run-${run.run_id}`,
      tone: 'blocked',
      title: `${run.run_id} needs review`,
      detail: run.reason ?? 'A gate does not hold.',
      to: routeTo('run', { runId: run.run_id, view: 'proof' }),
    },
  ];
}

function indexAlert({ repo, code, sentence }: IndexAlert): Alert {
  return {
    id: `index-${repo}-${code}`,
    tone: 'blocked',
    title: 'The code index needs a look',
    detail: sentence,
    to: routeTo('code', { view: 'health', repo }),
  };
}
