import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOverProjection, projectSpend } from './projection.ts';
import { overrunShare, runwayMinutes, runwayStatus } from './runway.ts';

describe('projectSpend', () => {
  it('BUDGET-5 is spend over the done share, unknown while nothing is done', () => {
    const base = { openMicro: 0, doneTasks: 2, totalTasks: 8, costSamplesMicro: [100, 100] };
    expect(projectSpend({ ...base, spentMicro: 200, doneTasks: 0 })).toBeNull();
    expect(projectSpend({ ...base, spentMicro: 200 })).toEqual({
      meanMicro: 800,
      loMicro: 800,
      hiMicro: 800,
    });
  });

  it('BUDGET-5 what a task that runs again has cost before is spent, and says nothing of the others', () => {
    // Ten tasks of 100, five of which failed and run again.
    const again = { spentMicro: 1000, openMicro: 500, doneTasks: 5, totalTasks: 10 };
    expect(projectSpend({ ...again, costSamplesMicro: [] })).toMatchObject({ meanMicro: 1500 });
  });

  it('BUDGET-5 one cost alone gives ± 50 % of what is still to come', () => {
    const projection = projectSpend({
      spentMicro: 1000,
      openMicro: 0,
      doneTasks: 1,
      totalTasks: 2,
      costSamplesMicro: [1000],
    });
    expect(projection).toEqual({ meanMicro: 2000, loMicro: 1500, hiMicro: 2500 });
  });

  it('BUDGET-5 the interval follows the documented formula', () => {
    // s² of 80, 100, 120 is 400; t(0.95, 2) = 2.920; three tasks left: 2.920 · √(400 · 3 · 2) =
    // 143.05.
    const projection = projectSpend({
      spentMicro: 300,
      openMicro: 0,
      doneTasks: 3,
      totalTasks: 6,
      costSamplesMicro: [80, 100, 120],
    });
    expect(projection).toEqual({ meanMicro: 600, loMicro: 456, hiMicro: 744 });
  });

  it('BUDGET-5 a finished run is known exactly', () => {
    const done = { spentMicro: 7, openMicro: 0, doneTasks: 2, totalTasks: 2 };
    expect(projectSpend({ ...done, costSamplesMicro: [1, 6] })).toEqual({
      meanMicro: 7,
      loMicro: 7,
      hiMicro: 7,
    });
  });

  it('BUDGET-5 the interval holds the mean, in whole micro-dollars, and starts at what was spent', () => {
    const costs = fc.array(fc.nat(1e9), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(costs, fc.nat(30), (costSamplesMicro, left) => {
        const doneTasks = costSamplesMicro.length;
        const totalTasks = doneTasks + left;
        const spentMicro = costSamplesMicro.reduce((sum, cost) => sum + cost, 0);
        const input = { spentMicro, openMicro: 0, doneTasks, totalTasks, costSamplesMicro };
        const projection = projectSpend(input) ?? { loMicro: NaN, meanMicro: NaN, hiMicro: NaN };
        expect(projection.loMicro).toBeGreaterThanOrEqual(spentMicro);
        expect(projection.loMicro).toBeLessThanOrEqual(projection.meanMicro);
        expect(projection.hiMicro).toBeGreaterThanOrEqual(projection.meanMicro);
        expect(Object.values(projection).every(Number.isInteger)).toBe(true);
      }),
    );
  });

  it('BUDGET-6 exactly 125 % is not over, one micro-dollar more is', () => {
    expect(isOverProjection(1_250_000, 1_000_000)).toBe(false);
    expect(isOverProjection(1_250_001, 1_000_000)).toBe(true);
    expect(isOverProjection(0, 0)).toBe(false);
    expect(isOverProjection(1, 0)).toBe(true);
    expect(isOverProjection(1e12, null)).toBe(false);
  });
});

describe('runway', () => {
  it('BUDGET-7 is what is left over the burn rate', () => {
    expect(runwayMinutes({ capMicro: 1000, spentMicro: 400, burnMicroPerMin: 20 })).toBe(30);
    expect(runwayMinutes({ capMicro: 1000, spentMicro: 1400, burnMicroPerMin: 20 })).toBe(0);
    expect(runwayMinutes({ capMicro: 1000, spentMicro: 400, burnMicroPerMin: 0 })).toBeNull();
    expect(runwayMinutes({ capMicro: null, spentMicro: 400, burnMicroPerMin: 9 })).toBeNull();
  });

  it('BUDGET-7 overrun is a share of the cap', () => {
    expect(overrunShare(120, 100)).toBeCloseTo(0.2);
    expect(overrunShare(90, 100)).toBe(0);
    expect(overrunShare(0, 0)).toBe(0);
    expect(overrunShare(1, 0)).toBe(Infinity);
    expect(overrunShare(1, null)).toBe(0);
  });

  it.each([
    [null, 0, 'ok'],
    [30.1, 0, 'ok'],
    [30, 0, 'warning'],
    [10, 0.5, 'warning'],
    [60, 0.19, 'warning'],
    [5, 0, 'warning'],
    [5, 0.2, 'critical'],
    [60, 0.2, 'critical'],
    [null, 0.3, 'critical'],
  ] as const)('BUDGET-7 %s minutes with an overrun of %s is %s', (minutes, overrun, status) => {
    expect(runwayStatus(minutes, overrun)).toBe(status);
  });
});
