import type { RunKind, RunState } from '#shared/states.ts';

/** How long a run waits for a new card, unless the service's owner says otherwise. */
export const SETTLE_AFTER_MS = 3000;

/** What decides when a run may be settled; times in epoch ms. */
export interface SettlingRun {
  status: RunState;
  kind: RunKind;
  totalTasks: number;
  endedTasks: number;
  /** When its last card came, or when it was made. */
  lastCardMs: number;
}

/**
 * Whether a run has nothing left to do: it executes or is being validated, and all of its tasks
 * have ended.
 */
export function isReadyToSettle(
  run: Pick<SettlingRun, 'status' | 'totalTasks' | 'endedTasks'>,
): boolean {
  if (run.status !== 'executing' && run.status !== 'validating') return false;
  return run.totalTasks > 0 && run.endedTasks >= run.totalTasks;
}

/**
 * How long a run still has to be without a new card before it is settled, ms; null while it is not
 * ready. Never longer than the window, whatever the clock did. A rehearsal gets all its cards with
 * its start, so nothing is waited for.
 */
export function settleWaitMs(run: SettlingRun, nowMs: number, windowMs: number): number | null {
  if (!isReadyToSettle(run)) return null;
  if (run.kind === 'rehearsal') return 0;
  return Math.min(windowMs, Math.max(0, run.lastCardMs + windowMs - nowMs));
}
