import { expect, it } from 'vitest';
import { timeLeftMs, workedMs } from './worked-time.ts';

const run = { cap_ms: 1000, worked_ms: 300, working_since: 5000, overtime_accepted: 0 as const };

it('BUDGET-20 a run has worked the stretches that ended and the one that goes on', () => {
  expect(workedMs(run, 5200)).toBe(500);
  expect(workedMs({ ...run, working_since: null }, 9000)).toBe(300);
  // The clock of the machine was put back.
  expect(workedMs(run, 4000)).toBe(300);
});

it('BUDGET-22 the time left ends at nothing, and without an end where the clock stands', () => {
  expect(timeLeftMs(run, 5200)).toBe(500);
  expect(timeLeftMs(run, 9000)).toBe(0);
  expect(timeLeftMs({ ...run, working_since: null }, 5200)).toBeNull();
  expect(timeLeftMs({ ...run, cap_ms: null }, 5200)).toBeNull();
  expect(timeLeftMs({ ...run, overtime_accepted: 1 }, 5200)).toBeNull();
});
