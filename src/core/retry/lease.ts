/** Who holds a lease: the app's own workers, or a client that reports by heartbeats. */
export type ExecutorKind = 'inside' | 'outside';

/** How long a lease lasts from its last renewal. */
export const LEASE_MS: Readonly<Record<ExecutorKind, number>> = { inside: 6000, outside: 30_000 };

/** How often the app renews the leases of its own workers: two renewals may be missed. */
export const RENEW_EVERY_MS = 2000;

/** An outside executor is always given this long, however little it said was left. */
const OUTSIDE_LEAST_MS = 20_000;
/** Added to what an outside executor says it still needs. */
const GRACE_MS = 6000;

/**
 * End of a lease taken or renewed now. What an outside executor says it still needs never lengthens
 * its lease beyond LEASE_MS; it may shorten it to 20 s, so that a nearly finished task whose
 * heartbeats stopped is reclaimed sooner. Times are steady milliseconds (steady-time.ts), not
 * wall-clock time.
 */
export function leaseEndMs(
  kind: ExecutorKind,
  nowMs: number,
  heartbeatRemainingMs?: number,
): number {
  if (kind === 'inside' || heartbeatRemainingMs === undefined) return nowMs + LEASE_MS[kind];
  const wantedMs = Math.max(OUTSIDE_LEAST_MS, heartbeatRemainingMs + GRACE_MS);
  return nowMs + Math.min(LEASE_MS.outside, wantedMs);
}

/** Whether a lease has run out. At its very end it still holds. */
export function isLeaseLost(leaseUntilMs: number, nowMs: number): boolean {
  return nowMs > leaseUntilMs;
}

/**
 * Fencing: every dispatch of a task raises its epoch. Only the holder of the current epoch may
 * write; an executor that was thought dead and wakes up holds an older one and is refused.
 */
export function mayWrite(heldEpoch: number, currentEpoch: number): boolean {
  return heldEpoch === currentEpoch;
}
