import { carrySpend } from '../scheduler/admit-task.ts';
import type { EndedAttempt } from './end-task.ts';
import { tokensOf } from './receipt-of.ts';
import { skipTasks } from './skip-tasks.ts';
import type { Ledger, Queue, Upkeep } from './spine.ts';

/**
 * Memory follows an attempt that ended: reservation, spend, share, and either the queue or the
 * task's dependants. Call after the end is durable, in commit order.
 */
export function leaveLive(
  spine: Ledger & Queue & Upkeep,
  { row, to, receipt }: EndedAttempt,
  { actualMs, notBefore = 0 }: { actualMs: number; notBefore?: number | undefined },
): void {
  spine.live.delete(row.task_id);
  spine.runs.release({ taskId: row.task_id, runId: row.run_id });
  spine.runs.spend(row.run_id, {
    micro: receipt.cost_micro,
    tokens: tokensOf(receipt),
    energyKwh: receipt.energy_kwh ?? 0,
  });
  const nowMs = spine.clock.nowMs();
  if (to === 'queued') {
    carrySpend(spine, row);
    spine.scheduler.requeue(row.task_id, actualMs, notBefore, nowMs);
  } else {
    spine.runs.forget(row.task_id);
    const skipped = spine.scheduler.finish(row.task_id, to, actualMs, nowMs);
    if (skipped.length > 0) skipTasks(spine, skipped);
    spine.endedIn.add(row.run_id);
  }
  spine.requestPump();
}
