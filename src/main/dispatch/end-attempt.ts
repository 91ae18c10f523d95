import type { ExecuteResult } from '#shared/messages/job.ts';
import type { SyntheticDraw } from '#core/execution/draw-synthetic.ts';
import { isTerminalRun } from '#core/lifecycle/run-transitions.ts';
import { decideRetry } from '#core/retry/decide-retry.ts';
import type { FailureClass } from '#shared/states.ts';
import type { Tx } from '../db/transactions.ts';
import type { MeasuredGate } from '../gates/measured-gate.ts';
import { endTask, type EndedAttempt, type TaskEnd } from './end-task.ts';
import { leaveLive } from './leave-live.ts';
import { usedBy } from './receipt-of.ts';
import type { Ledger, LiveTask, Queue, Upkeep } from './spine.ts';
import { writeUntilDurable } from './write-until-durable.ts';

/**
 * Ends an attempt of the app's own: the task succeeds, fails, or goes back to the queue by its
 * failure class. A holder that is not in the live table any more (lease lost, ended from outside)
 * changes nothing.
 */
export async function endAttempt(
  spine: Ledger & Queue & Upkeep,
  task: LiveTask,
  result: ExecuteResult,
  gates: readonly MeasuredGate[],
): Promise<void> {
  if (spine.live.get(task.row.task_id) !== task) return;
  const failureClass = classOf(result);
  if (spine.life.isStopping() && isCutOff(result, failureClass)) return;
  const used = usedBy(task.plan, result);
  const end = { row: task.row, used, failureClass };
  const ways =
    failureClass === null
      ? { final: { ...end, ...outcomeOf(task, result, gates) }, retry: null }
      : afterFailure(spine, task, { ...end, failureClass, result, gates });
  await writeUntilDurable(
    spine,
    (tx) => endEither(tx, task.row.run_id, ways),
    (ended) => {
      if (ended === null) return;
      leaveLive(spine, ended, { actualMs: result.timeMs, notBefore: ways.retry?.retry?.notBefore });
    },
  );
}

/** Ends a synthetic attempt; one that was stopped declares nothing. */
export async function endSynthetic(
  spine: Ledger & Queue & Upkeep,
  task: LiveTask,
  {
    result,
    drawn,
    because,
  }: { result: ExecuteResult; drawn: SyntheticDraw; because: string | null },
): Promise<void> {
  if (result.outcome !== 'succeeded') return endAttempt(spine, task, result, []);
  if (spine.live.get(task.row.task_id) !== task) return;
  const end: TaskEnd = {
    row: task.row,
    to: 'succeeded',
    reason: because === null ? null : `It ran synthetic. ${because}`,
    used: {
      ...usedBy(task.plan, { ...result, ...drawnTokens(drawn) }),
      energy_kwh: drawn.energyKwh,
      energy_source: 'synthetic',
      echo_cos: drawn.echoCos,
    },
    drawn: drawn.kpis,
  };
  await writeUntilDurable(
    spine,
    (tx) => endTask(tx, end),
    (ended) => {
      if (ended !== null) leaveLive(spine, ended, { actualMs: result.timeMs });
    },
  );
}

function drawnTokens({ tokensIn, tokensOut, tokensThink }: SyntheticDraw) {
  return { tokensIn, tokensOut, tokensThink };
}

function classOf(result: ExecuteResult): FailureClass | null {
  return result.outcome === 'failed' ? (result.failureClass ?? 'tool') : null;
}

/**
 * An engine that stops ends its workers under their tasks; those are left to the next start, which
 * finds their attempts open.
 */
function isCutOff(result: ExecuteResult, failureClass: FailureClass | null): boolean {
  return (
    result.outcome === 'aborted' || failureClass === 'lease_lost' || failureClass === 'transient'
  );
}

/** How an attempt ends for good, and how when its task is tried again; null when it is not. */
interface Ways {
  final: TaskEnd;
  retry: TaskEnd | null;
}

/** A run that has ended takes no further attempt, whatever the failure allows. */
function endEither(tx: Tx, runId: string, { final, retry }: Ways): EndedAttempt | null {
  const run = tx.read.runs.get(runId);
  const mayGoOn = run !== undefined && !isTerminalRun(run.status);
  return endTask(tx, retry !== null && mayGoOn ? retry : final);
}

function outcomeOf(
  task: LiveTask,
  result: ExecuteResult,
  gates: readonly MeasuredGate[],
): Pick<TaskEnd, 'to' | 'reason' | 'gates'> {
  if (result.outcome === 'aborted') return { to: 'failed', reason: task.abortReason ?? 'aborted' };
  return { to: 'succeeded', reason: null, gates };
}

interface Failed extends Pick<TaskEnd, 'row' | 'used'> {
  failureClass: FailureClass;
  result: ExecuteResult;
  gates: readonly MeasuredGate[];
}

function afterFailure(spine: Ledger & Upkeep, { row }: LiveTask, failed: Failed): Ways {
  const { failureClass, result, gates, ...end } = failed;
  const isLoss = failureClass === 'lease_lost';
  const decision = decideRetry(
    {
      failureClass,
      attempt: row.attempt - row.attempts_before,
      leaseLosses: row.lease_losses + (isLoss ? 1 : 0),
    },
    spine.rng,
  );
  const reason = result.reason ?? `failed (${failureClass})`;
  const poisoned = decision.kind === 'give_up' && decision.poisoned;
  const why = poisoned ? `${decision.reason} Last: ${result.reason ?? 'no reason given'}` : reason;
  const final = { ...end, failureClass, to: 'failed' as const, reason: why, gates };
  if (decision.kind !== 'retry') return { final, retry: null };
  const { delayMs } = decision;
  const retry = { notBefore: spine.clock.nowMs() + delayMs, delayMs, isLoss };
  return { final, retry: { ...end, failureClass, to: 'queued', reason, retry } };
}
