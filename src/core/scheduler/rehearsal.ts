import { hasSmallerTag } from './flow.ts';
import { bestOf } from './run-queue.ts';
import type { Entry, LaneRehearsals, RunQueue } from './state.ts';

/**
 * Slots of a lane kept for rehearsals while one waits: the share of the cap, at least one, none of
 * a closed lane.
 */
export function rehearsalSlots(cap: number, share: number): number {
  return Math.min(cap, Math.max(1, Math.floor(cap * share)));
}

/** Whether a rehearsal waits that the lane's reserved slots have room for. */
export function hasRehearsalFirst(lane: LaneRehearsals, share: number): boolean {
  return lane.rehearsals.size > 0 && lane.rehearsing < rehearsalSlots(lane.cap, share);
}

/** The best task of the waiting rehearsal whose project is next. */
export function rehearsalTask(lane: LaneRehearsals, nowMs: number): Entry | undefined {
  let first: RunQueue | undefined;
  for (const queue of lane.rehearsals)
    if (first === undefined || hasSmallerTag(queue.flow, first.flow)) first = queue;
  return first === undefined ? undefined : bestOf(first, nowMs);
}
