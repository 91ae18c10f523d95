import { syntheticCostMicro } from '#core/execution/synthetic-price.ts';
import type { ExecuteResult } from '#shared/messages/job.ts';
import type { FailureClass } from '#shared/states.ts';
import type { ReceiptRow } from '../db/receipts.ts';
import type { LaneAttempt, TaskRow } from '../db/tasks.ts';
import type { ExecutionPlan } from '#core/execution/decide-execution.ts';

/** What an attempt used, as far as it is known; what is left out was not used. */
export type Used = Partial<
  Omit<
    ReceiptRow,
    | 'task_id'
    | 'run_id'
    | 'attempt'
    | 'status'
    | 'failure_class'
    | 'created_at'
    | 'filled_at'
    | 'rule_id'
  >
>;

/** How an attempt ended, and what it used. */
export interface AttemptOutcome {
  /** What became of its task; `queued`: it is tried again. */
  to: 'succeeded' | 'failed' | 'skipped' | 'queued';
  failureClass?: FailureClass | null;
  used: Used;
}

/** The receipt of an attempt. What a lost one used is unknown, never nothing. */
export function receiptOf(
  row: LaneAttempt & Pick<TaskRow, 'mode' | 'rule_id'>,
  end: AttemptOutcome,
  nowMs: number,
): ReceiptRow {
  const failureClass = end.failureClass ?? null;
  const isLost = failureClass === 'lease_lost';
  return {
    lane: row.lane,
    provider: 'none',
    mode: row.mode ?? 'real',
    tokens_in: 0,
    tokens_out: 0,
    tokens_think: 0,
    tokens_tool_use: 0,
    time_ms: 0,
    cpu_ms: null,
    cost_micro: 0,
    energy_kwh: null,
    energy_source: 'unknown',
    carbon_kg: null,
    echo_cos: null,
    artifacts_path: null,
    cost_known: 1,
    ...end.used,
    ...(isLost ? { cost_known: 0 } : {}),
    task_id: row.task_id,
    run_id: row.run_id,
    attempt: row.attempt,
    status: isLost ? 'lost' : end.to === 'queued' ? 'failed' : end.to,
    failure_class: failureClass,
    created_at: nowMs,
    filled_at: null,
    rule_id: row.rule_id,
  };
}

/** What a result of the app's own says that its attempt used. */
export function usedBy(plan: ExecutionPlan, result: ExecuteResult): Used {
  const synthetic = plan.kind === 'synthetic';
  return {
    provider: synthetic ? 'synthetic:stub' : plan.kind === 'tool' ? 'local:tool' : 'none',
    mode: plan.mode,
    tokens_in: result.tokensIn,
    tokens_out: result.tokensOut,
    tokens_think: result.tokensThink,
    time_ms: result.timeMs,
    cpu_ms: result.cpuMs,
    cost_micro: synthetic ? syntheticCostMicro(result) : 0,
    // What an outside executor spent that was let go is not known.
    cost_known: plan.kind === 'external' ? 0 : 1,
    energy_kwh: result.energyKwh,
    energy_source: result.energyKwh === null ? 'unknown' : 'measured',
  };
}

export function tokensOf(
  receipt: Pick<ReceiptRow, 'tokens_in' | 'tokens_out' | 'tokens_think' | 'tokens_tool_use'>,
): number {
  return receipt.tokens_in + receipt.tokens_out + receipt.tokens_think + receipt.tokens_tool_use;
}
