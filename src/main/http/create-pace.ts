/** Lets bytes in at a bounded rate, whoever sends them. */
export interface Pace {
  /** Counts bytes that came; the ms after which more may come. */
  waitAfter(bytes: number): number;
}

/** A pace of so many bytes a millisecond. What was not used of it is not saved up. */
export function createPace(bytesPerMs: number, nowMs = () => performance.now()): Pace {
  let freeAtMs = 0;
  return {
    waitAfter(bytes) {
      const now = nowMs();
      freeAtMs = Math.max(freeAtMs, now) + bytes / bytesPerMs;
      return freeAtMs - now;
    },
  };
}
