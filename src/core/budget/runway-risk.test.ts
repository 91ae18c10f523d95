import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { runwayRisk } from './runway-risk.ts';

const MINUTE_MS = 60_000;

it('BUDGET-16 is 1 with nothing left, one half with 15 minutes left, and 0 from 30 minutes on', () => {
  const spent = { spentMicro: 10, elapsedMs: 10 * MINUTE_MS };
  expect(runwayRisk({ ...spent, capMicro: 10 })).toBe(1);
  expect(runwayRisk({ ...spent, capMicro: 25 })).toBe(0.5);
  expect(runwayRisk({ ...spent, capMicro: 40 })).toBe(0);
  expect(runwayRisk({ ...spent, capMicro: 1000 })).toBe(0);
});

it('BUDGET-16 is 0 without a cap, without spending and before any time has passed', () => {
  expect(runwayRisk({ capMicro: null, spentMicro: 10, elapsedMs: MINUTE_MS })).toBe(0);
  expect(runwayRisk({ capMicro: 10, spentMicro: 0, elapsedMs: MINUTE_MS })).toBe(0);
  expect(runwayRisk({ capMicro: 10, spentMicro: 10, elapsedMs: 0 })).toBe(0);
});

it('BUDGET-16 stays between 0 and 1 and never falls while a run spends more', () => {
  const amount = fc.integer({ min: 0, max: 1e9 });
  fc.assert(
    fc.property(
      amount,
      amount,
      amount,
      fc.integer({ min: 1, max: 1e8 }),
      (cap, a, b, elapsedMs) => {
        const risk = (spentMicro: number) => runwayRisk({ capMicro: cap, spentMicro, elapsedMs });
        const [less, more] = [risk(Math.min(a, b)), risk(Math.max(a, b))];
        expect(less).toBeGreaterThanOrEqual(0);
        expect(more).toBeLessThanOrEqual(1);
        expect(more).toBeGreaterThanOrEqual(less);
      },
    ),
  );
});
