import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLeaseLost, LEASE_MS, leaseEndMs, mayWrite, RENEW_EVERY_MS } from './lease.ts';
import { advanceSteadyTime, startSteadyTime } from './steady-time.ts';

describe('leases', () => {
  it('LEASE-1 inside leases last 6 s, outside ones 30 s', () => {
    expect(leaseEndMs('inside', 1000)).toBe(7000);
    expect(leaseEndMs('outside', 1000)).toBe(31_000);
    expect(RENEW_EVERY_MS).toBe(2000);
  });

  it('LEASE-2 what is said to remain keeps an outside lease between 20 s and 30 s', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (remainingMs) => {
        const lengthMs = leaseEndMs('outside', 0, remainingMs);
        expect(lengthMs).toBeGreaterThanOrEqual(20_000);
        expect(lengthMs).toBeLessThanOrEqual(LEASE_MS.outside);
      }),
    );
    expect(leaseEndMs('outside', 0, 1000)).toBe(20_000);
    expect(leaseEndMs('outside', 0, 600_000)).toBe(30_000);
  });

  it('LEASE-3 is lost after its end, not at its end', () => {
    expect(isLeaseLost(5000, 5000)).toBe(false);
    expect(isLeaseLost(5000, 5001)).toBe(true);
  });

  it('LEASE-4 only the current epoch may write', () => {
    expect([1, 2, 3].map((held) => mayWrite(held, 2))).toEqual([false, true, false]);
  });

  it('LEASE-5 an hour of sleep, or a clock set back, loses no lease that is renewed', () => {
    for (const jumpMs of [3_600_000, -3_600_000]) {
      let time = startSteadyTime(1_000_000);
      const until = leaseEndMs('inside', time.steadyMs);
      time = advanceSteadyTime(time, time.wallMs + jumpMs);
      expect(isLeaseLost(until, time.steadyMs)).toBe(false);
    }
  });

  it('LEASE-5 a holder without heartbeats is still found after a jump', () => {
    let time = startSteadyTime(0);
    const until = leaseEndMs('inside', time.steadyMs);
    time = advanceSteadyTime(time, -500_000);
    for (let tick = 1; tick <= 4; tick += 1) time = advanceSteadyTime(time, time.wallMs + 2000);
    expect(isLeaseLost(until, time.steadyMs)).toBe(true);
  });

  it('LEASE-5 lease time never goes back and never leaps, for any readings', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 })), (readings) => {
        let time = startSteadyTime(0);
        for (const wallMs of readings) {
          const next = advanceSteadyTime(time, wallMs);
          const stepMs = next.steadyMs - time.steadyMs;
          expect(stepMs).toBeGreaterThanOrEqual(0);
          expect(stepMs).toBeLessThanOrEqual(RENEW_EVERY_MS);
          time = next;
        }
      }),
    );
  });
});
