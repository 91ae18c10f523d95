import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addToBurst, waitForQuiet, type Burst } from './wait-for-quiet.ts';

const burst = (more: Partial<Burst>): Burst => ({
  firstMs: 0,
  lastMs: 0,
  paths: 1,
  movedReference: false,
  isLocked: false,
  ...more,
});

it('FRESH-1 a single save goes after 12 ms, and after 20 ms although saving goes on', () => {
  expect(waitForQuiet(burst({}), 0)).toBe(12);
  expect(waitForQuiet(burst({}), 12)).toBe(0);
  expect(waitForQuiet(burst({ lastMs: 15, paths: 3 }), 15)).toBe(5);
});

it('FRESH-2 many changes wait for 100 ms of quiet, 2 s at most', () => {
  expect(waitForQuiet(burst({ paths: 9, lastMs: 50 }), 50)).toBe(100);
  expect(waitForQuiet(burst({ paths: 9000, lastMs: 1980 }), 1980)).toBe(20);
});

it('FRESH-3 changes wait while git holds its lock, 10 s at most', () => {
  expect(waitForQuiet(burst({ isLocked: true }), 5000)).toBeGreaterThan(0);
  expect(waitForQuiet(burst({ isLocked: true }), 10_000)).toBe(0);
});

it('FRESH-4 a moved reference waits like many changes', () => {
  expect(waitForQuiet(burst({ movedReference: true }), 0)).toBe(100);
});

it('FRESH-1 FRESH-2 FRESH-3 no sequence of reports puts a round off beyond its bound', () => {
  const report = fc.record({
    afterMs: fc.integer({ min: 0, max: 400 }),
    paths: fc.integer({ min: 0, max: 50 }),
    movedReference: fc.boolean(),
    isLocked: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(report, { minLength: 1, maxLength: 60 }), (reports) => {
      let at = 0;
      let now: Burst | null = null;
      for (const { afterMs, ...change } of reports) {
        at += afterMs;
        if (now !== null && waitForQuiet(now, at) === 0) now = null;
        now = addToBurst(now, change, at);
        const most = now.isLocked ? 10_000 : now.paths > 8 || now.movedReference ? 2000 : 20;
        expect(at + waitForQuiet(now, at)).toBeLessThanOrEqual(Math.max(at, now.firstMs + most));
      }
    }),
  );
});
