import { receiptTarget, type EndedAttempt } from '#core/retry/receipt-target.ts';
import type { CallContext, Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { assertNever } from '#shared/assert.ts';
import { AppError } from '#shared/errors.ts';
import { usdToMicro } from '#shared/units.ts';
import type { ReceiptRow } from '../db/receipts.ts';
import type { TaskAttempts, TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import { endTask, type EndedAttempt as Ended } from '../dispatch/end-task.ts';
import { leaveLive } from '../dispatch/leave-live.ts';
import { tokensOf, type Used } from '../dispatch/receipt-of.ts';
import type { Ledger, LiveTask, Queue, Upkeep } from '../dispatch/spine.ts';
import { writeKeyed } from './keyed-write.ts';
import { requireTask } from './reports.ts';

type Pas = typeof pasContract;
type Stored = Output<Pas['storeReceipt']>;
type ReceiptInput = Parsed<Pas['storeReceipt']>;
type Status = 'succeeded' | 'failed' | 'skipped';

const STATUS_WORDS: Readonly<Record<string, Status>> = {
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

/**
 * The answer to a receipt that came too late: kept under its key like any other, and sent as an
 * error.
 */
interface TooLate extends Record<string, unknown> {
  status: 'too_late';
  detail: string;
}

/** What memory has to follow once the receipt is durable. */
type Followed =
  | { kind: 'nothing' }
  | { kind: 'ended'; ended: Ended }
  | { kind: 'filled'; receipt: ReceiptRow; projectId: number };

/**
 * Ends an attempt that an outside executor did, or stores what a lost one used. Core decides which.
 */
export async function storeReceipt(
  spine: Ledger & Queue & Upkeep,
  input: ReceiptInput,
  call: CallContext,
): Promise<Stored> {
  const status = statusOf(input);
  let followed: Followed = { kind: 'nothing' };
  const answer = await writeKeyed<Stored | TooLate>(spine, {
    operation: 'storeReceipt',
    input,
    call,
    effect: (tx) => {
      const row = requireTask(tx, input);
      const report = { input, status, live: spine.live.get(row.task_id) };
      const outcome = take(tx, row, report);
      followed = outcome.followed;
      if (outcome.replay !== undefined) call.replay = outcome.replay;
      return outcome.answer;
    },
    afterCommit: () => follow(spine, followed),
  });
  if (answer.status === 'too_late') throw new AppError('attempt_ended', answer.detail);
  return answer;
}

function statusOf(input: ReceiptInput): Status {
  const status = STATUS_WORDS[input.status.toLowerCase()];
  if (status !== undefined) return status;
  throw new AppError(
    'invalid_input',
    `"${input.status}" is not a status of a receipt. Use succeeded, failed or skipped.`,
    { errors: [{ path: 'status', message: 'must be succeeded, failed or skipped' }] },
  );
}

interface Report {
  input: ReceiptInput;
  status: Status;
  live: LiveTask | undefined;
}

interface Taken {
  answer: Stored | TooLate;
  followed: Followed;
  replay?: 'same' | 'payload_mismatch';
}

function take(tx: Tx, row: TaskRow, report: Report): Taken {
  const { input } = report;
  const ended = endedAttempts(tx, row, report);
  const target = receiptTarget({ attempt: input.attempt, open: openAttempt(row), ended });
  const answer: Stored = { status: 'stored', task_id: row.task_id };
  switch (target.kind) {
    case 'open':
      return { answer, followed: { kind: 'ended', ended: endFromOutside(tx, row, report) } };
    case 'fill': {
      const receipt = fill(tx, row, { input, attempt: target.attempt });
      const followed: Followed = { kind: 'filled', receipt, projectId: row.project_id };
      return { answer: tooLate(row, target.attempt), followed };
    }
    case 'late':
      return { answer: tooLate(row, target.attempt), followed: { kind: 'nothing' } };
    case 'repeat':
      return {
        answer: { ...answer, idempotent_replay: true },
        followed: { kind: 'nothing' },
        replay: target.isSame ? 'same' : 'payload_mismatch',
      };
    case 'unknown':
      throw new AppError(
        'attempt_ended',
        `Task "${row.task_id}" has no attempt ${target.attempt}; ${present(row)}.`,
      );
    default:
      return assertNever(target);
  }
}

/** A queued task may be ended by a report: as its next attempt. */
function openAttempt(row: TaskAttempts): number | null {
  if (row.status === 'queued') return row.attempt + 1;
  return row.ended_at === null ? row.attempt : null;
}

function endedAttempts(tx: Tx, row: TaskAttempts, report: Report): EndedAttempt[] {
  // The usual case: the first attempt is still open, so none has ended.
  if (openAttempt(row) === 1) return [];
  const attempts = tx.read.attempts.listOfTask(row.task_id);
  const outside = new Set(attempts.flatMap((a) => (a.executor === 'external' ? [a.attempt] : [])));
  return tx.read.receipts.listOfTask(row.task_id).map((receipt) => ({
    attempt: receipt.attempt,
    kind: kindOf(receipt, outside.has(receipt.attempt)),
    isSame: isSame(receipt, report),
  }));
}

function kindOf(receipt: ReceiptRow, isOutside: boolean): EndedAttempt['kind'] {
  if (!wasLetGo(receipt)) return 'ended';
  return isOutside && receipt.filled_at === null ? 'unfilled' : 'lost';
}

/** Its lease was lost or its run was ended before its executor reported. */
function wasLetGo(receipt: ReceiptRow): boolean {
  return receipt.status === 'lost' || receipt.cost_known === 0 || receipt.filled_at !== null;
}

/** An attempt let go keeps its status whatever a late report says, so that is not compared. */
function isSame(receipt: ReceiptRow, { input, status }: Report): boolean {
  if (!wasLetGo(receipt) && receipt.status !== status) return false;
  return Object.entries(usedIn(input)).every(
    ([name, value]) => receipt[name as keyof Used] === value,
  );
}

function tooLate(row: TaskAttempts, attempt: number): TooLate {
  const detail = `Attempt ${attempt} of task "${row.task_id}" had lost its lease, was ended with its run, or was followed by another; ${present(row)}.`;
  return { status: 'too_late', detail };
}

function present(row: TaskAttempts): string {
  const open = openAttempt(row);
  return open === null ? `the task is ${row.status}` : `its present attempt is ${open}`;
}

function endFromOutside(tx: Tx, row: TaskRow, { input, status, live }: Report): Ended {
  if (live !== undefined && live.plan.kind !== 'external' && live.plan.kind !== 'synthetic') {
    throw new AppError(
      'task_running',
      `The app is executing task "${row.task_id}" itself and will write its receipt; terminate the run to stop it.`,
    );
  }
  const reason = status === 'succeeded' ? null : `reported ${input.status} by ${input.provider}`;
  const ended = endTask(tx, {
    row,
    read: row,
    to: status,
    reason,
    used: { mode: 'real', ...usedIn(input) },
    reportedBy: input.provider,
  });
  if (ended === null) throw new Error('the row was read in this transaction');
  return ended;
}

function usedIn(input: ReceiptInput): Used {
  return {
    lane: input.lane,
    provider: input.provider,
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

/** The receipt of an attempt let go, now known; the run's spend with it. Nothing else changes. */
function fill(
  tx: Tx,
  row: TaskAttempts,
  { input, attempt }: { input: ReceiptInput; attempt: number },
): ReceiptRow {
  const { receipts, runs, events, nowMs } = tx;
  const lost = tx.read.receipts.listOfTask(row.task_id).find((each) => each.attempt === attempt);
  if (lost === undefined) throw new Error('the receipt was read in this transaction');
  const receipt: ReceiptRow = { ...lost, ...usedIn(input), cost_known: 1, filled_at: nowMs };
  receipts.fillUnknown(receipt);
  runs.addTally({
    runId: row.run_id,
    ended: null,
    micro: receipt.cost_micro,
    tokens: tokensOf(receipt),
    energyKwh: receipt.energy_kwh ?? 0,
    energyUnknown: receipt.energy_kwh === null ? 0 : -1,
  });
  events.append(
    {
      type: 'receipt.filled',
      projectId: row.project_id,
      runId: row.run_id,
      taskId: row.task_id,
      data: { attempt, provider: input.provider },
    },
    nowMs,
  );
  return receipt;
}

function follow(spine: Ledger & Queue & Upkeep, followed: Followed): void {
  if (followed.kind === 'nothing') return;
  if (followed.kind === 'filled') {
    const { receipt, projectId } = followed;
    const amount = {
      micro: receipt.cost_micro,
      tokens: tokensOf(receipt),
      energyKwh: receipt.energy_kwh ?? 0,
    };
    spine.runs.correct({ runId: receipt.run_id, projectId }, amount);
    spine.endedIn.add(receipt.run_id);
    spine.requestPump();
    return;
  }
  const { ended } = followed;
  const live = spine.live.get(ended.row.task_id);
  leaveLive(spine, ended, { actualMs: ended.receipt.time_ms });
  // A synthetic stand-in that was still pretending stops; its own result comes too late to count.
  live?.abort('ended by a receipt from outside');
}
