import { performance } from 'node:perf_hooks';
import { advanceSteadyTime, startSteadyTime } from '#core/retry/steady-time.ts';

/** Lease time of one engine (core/retry): it only moves forward, when it is advanced. */
export interface LeaseClock {
  /** Lease time at the last advance, ms. */
  nowMs(): number;
  /** Moves it on by a reading of a monotonic clock, ms. */
  advance(monotonicMs: number): void;
}

export function createLeaseClock(): LeaseClock {
  let time = startSteadyTime(performance.now());
  return {
    nowMs: () => time.steadyMs,
    advance(monotonicMs) {
      time = advanceSteadyTime(time, monotonicMs);
    },
  };
}
