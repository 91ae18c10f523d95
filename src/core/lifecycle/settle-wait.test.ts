import { expect, it } from 'vitest';
import { RUN_STATES } from '#shared/states.ts';
import { isReadyToSettle, settleWaitMs, type SettlingRun } from './settle-wait.ts';

const run: SettlingRun = {
  status: 'executing',
  kind: 'baseline',
  totalTasks: 2,
  endedTasks: 2,
  lastCardMs: 1000,
};

it('LIFE-20 a run is ready when it executes or is validated and all of its tasks have ended', () => {
  const ready = RUN_STATES.filter((status) => isReadyToSettle({ ...run, status }));
  expect(ready).toEqual(['executing', 'validating']);
  expect(isReadyToSettle({ ...run, endedTasks: 1 })).toBe(false);
  expect(isReadyToSettle({ ...run, totalTasks: 0, endedTasks: 0 })).toBe(false);
  expect(settleWaitMs({ ...run, endedTasks: 1 }, 9000, 3000)).toBeNull();
});

it('LIFE-19 it is settled when no card came for the window, which a clock set back does not lengthen', () => {
  expect(settleWaitMs(run, 1000, 3000)).toBe(3000);
  expect(settleWaitMs(run, 3000, 3000)).toBe(1000);
  expect(settleWaitMs(run, 9000, 3000)).toBe(0);
  expect(settleWaitMs(run, -90_000, 3000)).toBe(3000);
  expect(settleWaitMs({ ...run, kind: 'rehearsal' }, 1000, 3000)).toBe(0);
});
