/**
 * When a read that keeps going stale is read again. All times in milliseconds of one monotonic
 * clock.
 */
export interface Pace {
  lastStartMs: number;
  /** How long the last read took. */
  tookMs: number;
}

const SHORTEST_GAP_MS = 120;
const LOAD_FACTOR = 3;

/**
 * Delay before the next read: soon after the first event, but a read may never take more than a
 * third of the time, so that a run of 10,000 tasks is read less often than one of ten.
 */
export function nextReadDelayMs(pace: Pace | null, nowMs: number): number {
  if (pace === null) return 0;
  const gap = Math.max(SHORTEST_GAP_MS, pace.tookMs * LOAD_FACTOR);
  return Math.max(0, pace.lastStartMs + gap - nowMs);
}
