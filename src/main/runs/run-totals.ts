import { must } from '#shared/assert.ts';
import type { RunTotals } from '#shared/events.ts';
import { microToUsd } from '#shared/units.ts';
import type { RunTotalsRow } from '../db/runs.ts';
import type { Tx } from '../db/transactions.ts';

/** How a run stands, as its status and its events say it alike. */
export function runTotals(row: RunTotalsRow): RunTotals {
  return {
    tasks_total: row.tasks_total,
    tasks_completed: row.tasks_terminal,
    tasks_failed: row.tasks_failed,
    spend_usd: microToUsd(row.spend_micro),
    spend_energy_kwh: row.spend_energy_kwh,
    energy_unknown_tasks: row.energy_unknown,
    tokens_total: row.spend_tokens,
  };
}

/** How a run stands inside a transaction, for the event that changes it. */
export function totalsWithin(tx: Tx, runId: string): RunTotals {
  return runTotals(must(tx.read.runs.totalsOf(runId), 'what happens in a run has the run'));
}
