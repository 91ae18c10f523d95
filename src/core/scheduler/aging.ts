import { JumpIndex } from './jump-index.ts';
import type { Entry, Lane, RunQueue } from './state.ts';

/** Index of a lane's queues by their oldest ready task. */
export function createAgingIndex(): JumpIndex {
  return new JumpIndex({
    slot: 'agingAt',
    debt: 'agingDebt',
    debtSlot: 'agingDebtAt',
    isEmpty: (queue) => queue.byAge.size === 0,
    before: (a, b) => isOlderQueue(a, b),
  });
}

/** The lane's oldest ready task, if it waited longer than the limit. */
export function agedTask(lane: Lane, nowMs: number, limitMs: number): Entry | null {
  const oldest = lane.aging.peek()?.byAge.peek();
  return oldest !== undefined && nowMs - oldest.readySinceMs > limitMs ? oldest : null;
}

function isOlderQueue(a: RunQueue, b: RunQueue): boolean {
  const first = a.byAge.peek();
  const second = b.byAge.peek();
  if (first === undefined || second === undefined) return first !== undefined;
  return first.readySinceMs === second.readySinceMs
    ? first.task.seq < second.task.seq
    : first.readySinceMs < second.readySinceMs;
}
