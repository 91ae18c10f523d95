import { RENEW_EVERY_MS } from './lease.ts';

/**
 * Time by which leases are kept. It only moves forward, in steps that a missed renewal can explain.
 */
export interface SteadyTime {
  /** Wall-clock time of the last reading. */
  wallMs: number;
  /** Lease time: starts at 0 and never decreases. */
  steadyMs: number;
}

/** Starts lease time at a wall-clock reading. */
export function startSteadyTime(wallMs: number): SteadyTime {
  return { wallMs, steadyMs: 0 };
}

/**
 * Advances lease time by a new wall-clock reading. A clock set backwards stands still, and one that
 * leaps forwards (set by hand, or the machine slept) counts as one renewal interval, so a jump
 * never loses leases wholesale: every holder that is alive renews before its lease runs out. Read
 * it at least every RENEW_EVERY_MS; reading it less often makes leases last longer, never shorter.
 */
export function advanceSteadyTime(time: SteadyTime, wallMs: number): SteadyTime {
  const stepMs = Math.min(RENEW_EVERY_MS, Math.max(0, wallMs - time.wallMs));
  return { wallMs, steadyMs: time.steadyMs + stepMs };
}
