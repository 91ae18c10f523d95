import { JumpIndex } from './jump-index.ts';
import { DEADLINE_HORIZON_MS, latestStartMs } from './score.ts';
import type { Entry, LaneCredit, RunQueue } from './state.ts';

/** Sums of 0.2 are not exact: five of them must still make one. */
const ROUNDING = 1e-9;

/** Index of a lane's queues by their most pressing deadline. */
export function createDeadlineIndex(): JumpIndex {
  return new JumpIndex({
    slot: 'creditAt',
    debt: 'creditDebt',
    debtSlot: 'creditDebtAt',
    isEmpty: (queue) => queue.byStart.size === 0,
    before: (a, b) => isMorePressing(a, b),
  });
}

/**
 * The lane's most pressing task, if its slack is inside the horizon and the lane has credit for it.
 */
export function pressingTask(lane: LaneCredit, nowMs: number): Entry | null {
  if (lane.credit < 1 - ROUNDING) return null;
  const entry = lane.deadlines.peek()?.byStart.peek();
  if (entry === undefined || entry.queue.flow === lane.flows.peek()) return null;
  return latestStartMs(entry) - nowMs <= DEADLINE_HORIZON_MS ? entry : null;
}

/** Every dispatch earns the lane a share of a deadline dispatch; at most one is saved up. */
export function earnCredit(lane: LaneCredit, share: number): void {
  lane.credit = Math.min(1, lane.credit + share);
}

export function spendCredit(lane: LaneCredit): void {
  lane.credit = Math.max(0, lane.credit - 1);
}

function isMorePressing(a: RunQueue, b: RunQueue): boolean {
  const first = a.byStart.peek();
  const second = b.byStart.peek();
  if (first === undefined || second === undefined) return first !== undefined;
  const difference = latestStartMs(first) - latestStartMs(second);
  return difference === 0 ? first.task.seq < second.task.seq : difference < 0;
}
