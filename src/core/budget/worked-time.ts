/** The time that a run works, as the ledger keeps it. */
export interface WorkClock {
  /** Without the stretch that goes on now, ms. */
  worked_ms: number;
  /** When that began; null while the clock stands. */
  working_since: number | null;
}

/** How long a run has worked by now, ms: BUDGET-20. */
export function workedMs({ worked_ms: before, working_since: since }: WorkClock, nowMs: number) {
  return before + (since === null ? 0 : Math.max(0, nowMs - since));
}

/** How long until the cap of time is used, ms; null: never, without a cap or while it stands. */
export function timeLeftMs(
  run: WorkClock & { cap_ms: number | null; overtime_accepted: 0 | 1 },
  nowMs: number,
): number | null {
  if (run.cap_ms === null || run.working_since === null || run.overtime_accepted === 1) return null;
  return Math.max(0, run.cap_ms - workedMs(run, nowMs));
}
