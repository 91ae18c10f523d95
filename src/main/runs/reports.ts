import { recordKpi } from '../gates/record-kpi.ts';
import type { Kpi } from '../db/kpis.ts';
import type { CallContext, Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { TaskAttempts, TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import { renewLease } from '../dispatch/leases.ts';
import { requireRun } from '../dispatch/run-states.ts';
import type { Ledger, Queue, Timing } from '../dispatch/spine.ts';
import { writeKeyed } from './keyed-write.ts';

type Pas = typeof pasContract;

/** The task, which must belong to the run that was named. */
export function requireTask(tx: Tx, ref: { task_id: string; run_id: string }): TaskRow {
  const row = tx.read.tasks.get(ref.task_id);
  if (row?.run_id === ref.run_id) return row;
  requireRun(tx, ref.run_id);
  if (row === undefined)
    throw new AppError(
      'unknown_task',
      `There is no task "${ref.task_id}". Use the task_id that the job card's answer gave.`,
    );
  throw new AppError(
    'run_mismatch',
    `Task "${ref.task_id}" belongs to run "${row.run_id}", not to "${ref.run_id}".`,
  );
}

/**
 * The holder of a lost attempt gets the present one in the answer, and holds nothing.
 */
function isOfAttempt(input: { attempt?: number | undefined }, row: TaskAttempts): boolean {
  return input.attempt === undefined || input.attempt === row.attempt;
}

/** An outside executor still works: its lease is renewed, its progress kept. */
export async function heartbeat(
  spine: Ledger & Queue & Timing,
  input: Parsed<Pas['heartbeat']>,
  call: CallContext,
): Promise<Output<Pas['heartbeat']>> {
  let taskId = input.task_id;
  return writeKeyed<Output<Pas['heartbeat']>>(spine, {
    operation: 'heartbeat',
    input,
    call,
    effect: (tx) => {
      const row = requireTask(tx, input);
      taskId = row.task_id;
      if (row.status === 'running' && isOfAttempt(input, row))
        tx.tasks.setProgress(row.task_id, row.epoch, input.progress_pct);
      return { status: 'acknowledged', attempt: row.attempt };
    },
    afterCommit: () => {
      const live = spine.live.get(taskId);
      if (live?.plan.kind === 'external' && isOfAttempt(input, live.row))
        renewLease(spine, live, input.est_remaining_ms);
    },
  });
}

/**
 * A KPI that an outside executor measured. It can violate; it never stands in for the app's own
 * evidence.
 */
export async function storeKpi(
  spine: Ledger,
  input: Parsed<Pas['storeKpi']>,
  call: CallContext,
): Promise<Output<Pas['storeKpi']>> {
  const pass = input.pass ?? input.pass_bool;
  if (pass === undefined) {
    throw new AppError(
      'invalid_input',
      'Say whether the KPI passed: `pass` (or `pass_bool`) must be true or false.',
      { errors: [{ path: 'pass', message: 'is required' }] },
    );
  }
  return writeKeyed<Output<Pas['storeKpi']>>(spine, {
    operation: 'storeKpi',
    input,
    call,
    effect: (tx) => {
      const row = requireTask(tx, input);
      const kpi: Kpi = {
        taskId: row.task_id,
        // What is measured while the task waits is said of the attempt to come.
        attempt: row.status === 'queued' ? row.attempt + 1 : row.attempt,
        runId: row.run_id,
        name: input.kpi_name,
        state: pass ? 'pass' : 'fail',
        value: input.value,
        threshold: input.threshold ?? null,
        source: 'reported',
        evidence: null,
        createdAt: tx.nowMs,
      };
      const logs = typeof input.logs_path === 'string' ? { logs_path: input.logs_path } : {};
      recordKpi(tx, row.project_id, kpi, { source: 'reported', ...logs });
      return { status: 'stored', task_id: row.task_id, kpi_name: input.kpi_name };
    },
  });
}
