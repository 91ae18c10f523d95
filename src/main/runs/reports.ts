import stringify from 'safe-stable-stringify';
import type { CallContext, Output, Parsed } from '#shared/contract/contract.ts';
import type { pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { usdToMicro } from '#shared/units.ts';
import type { ReceiptRow } from '../db/receipts.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import { emptyReceipt, leaveLive, tokensOf } from '../dispatch/end-task.ts';
import { renewLease } from '../dispatch/leases.ts';
import { requireRun } from '../dispatch/run-states.ts';
import type { LiveTask, Spine } from '../dispatch/spine.ts';
import { writeKeyed } from './keyed-write.ts';

type Pas = typeof pasContract;

/** The task, which must belong to the run that was named. */
function requireTask(tx: Tx, ref: { task_id: string; run_id: string }): TaskRow {
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

/** An outside executor still works: its lease is renewed, its progress kept. */
export async function heartbeat(
  spine: Spine,
  input: Parsed<Pas['heartbeat']>,
  call: CallContext,
): Promise<Output<Pas['heartbeat']>> {
  return writeKeyed<Output<Pas['heartbeat']>>(spine, {
    operation: 'heartbeat',
    input,
    call,
    effect: (tx) => {
      const row = requireTask(tx, input);
      if (row.status === 'running')
        tx.tasks.setProgress(row.task_id, row.epoch, input.progress_pct);
      return { status: 'acknowledged' };
    },
    afterCommit: () => {
      const live = spine.live.get(input.task_id);
      if (live?.plan.kind === 'external') renewLease(spine, live, input.est_remaining_ms);
    },
  });
}

const STATUS_WORDS: Readonly<Record<string, ReceiptRow['status']>> = {
  succeeded: 'succeeded',
  success: 'succeeded',
  completed: 'succeeded',
  complete: 'succeeded',
  ok: 'succeeded',
  done: 'succeeded',
  pass: 'succeeded',
  failed: 'failed',
  failure: 'failed',
  error: 'failed',
  fail: 'failed',
  timeout: 'failed',
  cancelled: 'failed',
  skipped: 'skipped',
};

type ReceiptInput = Parsed<Pas['storeReceipt']>;

/** Ends a task that an outside executor did. A second receipt for it answers the first. */
export async function storeReceipt(
  spine: Spine,
  input: ReceiptInput,
  call: CallContext,
): Promise<Output<Pas['storeReceipt']>> {
  const status = STATUS_WORDS[input.status.toLowerCase()];
  if (status === undefined) {
    throw new AppError(
      'invalid_input',
      `"${input.status}" is not a status of a receipt. Use succeeded, failed or skipped.`,
      {
        errors: [{ path: 'status', message: 'must be succeeded, failed or skipped' }],
      },
    );
  }
  let stored: { row: TaskRow; receipt: ReceiptRow } | null = null;
  return writeKeyed<Output<Pas['storeReceipt']>>(spine, {
    operation: 'storeReceipt',
    input,
    call,
    effect: (tx) => {
      const row = requireTask(tx, input);
      const existing = tx.read.receipts.get(row.task_id);
      if (existing !== undefined) return replayed(existing, input, call);
      stored = {
        row,
        receipt: endFromOutside(tx, row, { input, status, live: spine.live.get(row.task_id) }),
      };
      return { status: 'stored', task_id: row.task_id };
    },
    afterCommit: () => {
      if (stored !== null) settleOutside(spine, stored.row, stored.receipt);
    },
  });
}

/** The task's own id protects against doubles even without a key. */
function replayed(
  existing: ReceiptRow,
  input: ReceiptInput,
  call: CallContext,
): Output<Pas['storeReceipt']> {
  const same =
    stringify(comparable(existing)) ===
    stringify(comparable(toRow(existing, input, existing.status)));
  call.replay = same ? 'same' : 'payload_mismatch';
  return { status: 'stored', task_id: existing.task_id, idempotent_replay: true };
}

function comparable(row: ReceiptRow): Record<string, unknown> {
  const {
    provider,
    tokens_in: input,
    tokens_out: output,
    tokens_think: think,
    time_ms: time,
    cost_micro: cost,
  } = row;
  return { provider, input, output, think, time, cost };
}

interface Report {
  input: ReceiptInput;
  status: ReceiptRow['status'];
  live: LiveTask | undefined;
}

function endFromOutside(tx: Tx, row: TaskRow, { input, status, live }: Report): ReceiptRow {
  if (live !== undefined && live.plan.kind !== 'external' && live.plan.kind !== 'synthetic') {
    throw new AppError(
      'task_running',
      `The app is executing task "${row.task_id}" itself and will write its receipt; terminate the run to stop it.`,
    );
  }
  const { tasks, receipts, runs, events, nowMs } = tx;
  const reason = status === 'succeeded' ? null : `reported ${input.status} by ${input.provider}`;
  const receipt = toRow(
    { ...emptyReceipt({ ...row, mode: 'real' }, nowMs), created_at: nowMs },
    input,
    status,
  );
  if (!tasks.end({ taskId: row.task_id, epoch: row.epoch, status, reason, nowMs })) {
    throw new AppError(
      'illegal_transition',
      `Task "${row.task_id}" is ${row.status} already; it takes no receipt.`,
    );
  }
  tasks.closeAttempt({
    taskId: row.task_id,
    epoch: row.epoch,
    outcome: status,
    failureClass: null,
    reason,
    nowMs,
  });
  receipts.insert(receipt);
  runs.addTally({
    runId: row.run_id,
    failed: status === 'failed',
    micro: receipt.cost_micro,
    tokens: tokensOf(receipt),
    energyKwh: receipt.energy_kwh,
  });
  events.append(
    {
      type: `task.${status}`,
      projectId: row.project_id,
      runId: row.run_id,
      taskId: row.task_id,
      data: { lane: row.lane, provider: input.provider, source: 'reported', reason },
    },
    nowMs,
  );
  return receipt;
}

function toRow(base: ReceiptRow, input: ReceiptInput, status: ReceiptRow['status']): ReceiptRow {
  return {
    ...base,
    lane: input.lane,
    provider: input.provider,
    status,
    tokens_in: input.tokens_in,
    tokens_out: input.tokens_out,
    tokens_think: input.tokens_think,
    tokens_tool_use: input.tokens_tool_use,
    time_ms: input.time_ms,
    cost_micro: usdToMicro(input.cost_usd),
    energy_kwh: input.energy_kwh ?? null,
    energy_source: (input.energy_kwh ?? null) === null ? 'unknown' : 'reported',
    carbon_kg: input.carbon_kg ?? null,
    echo_cos: input.echo_cos ?? null,
    artifacts_path: input.artifacts_path ?? null,
  };
}

function settleOutside(spine: Spine, row: TaskRow, receipt: ReceiptRow): void {
  const live = spine.live.get(row.task_id);
  leaveLive(spine, row, { state: receipt.status, actualMs: receipt.time_ms, receipt });
  // A synthetic stand-in that was still pretending stops; its own result comes too late to count.
  live?.abort('ended by a receipt from outside');
}

/** A KPI that an outside executor measured. It can violate; it never stands in for the app's own evidence. */
export async function storeKpi(
  spine: Spine,
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
      const { nowMs } = tx;
      tx.kpis.insert({
        taskId: row.task_id,
        runId: row.run_id,
        name: input.kpi_name,
        state: pass ? 'pass' : 'fail',
        value: input.value,
        threshold: input.threshold ?? null,
        source: 'reported',
        evidence: null,
        createdAt: nowMs,
      });
      tx.events.append(
        {
          type: 'kpi.recorded',
          projectId: row.project_id,
          runId: row.run_id,
          taskId: row.task_id,
          data: {
            kpi_name: input.kpi_name,
            state: pass ? 'pass' : 'fail',
            value: input.value,
            source: 'reported',
            ...(typeof input.logs_path === 'string' ? { logs_path: input.logs_path } : {}),
          },
        },
        nowMs,
      );
      return { status: 'stored', task_id: row.task_id, kpi_name: input.kpi_name };
    },
  });
}
