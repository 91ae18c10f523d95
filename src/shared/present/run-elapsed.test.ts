import { expect, it } from 'vitest';
import { runElapsedMs } from './run-elapsed.ts';

const at = (second: number): string => new Date(second * 1000).toISOString();
const run = {
  created_at: at(0),
  started_at: at(10),
  ended_at: null,
  status: 'executing' as const,
  tasks: [{ ended_at: at(40) }, { ended_at: at(30) }],
};

it('a run under way takes as long as it is', () => {
  expect(runElapsedMs(run, 100_000)).toBe(90_000);
  expect(runElapsedMs({ ...run, started_at: null }, 100_000)).toBeNull();
});

it('one that ended took its time, and one that waits for a person takes no more', () => {
  expect(runElapsedMs({ ...run, ended_at: at(50) }, 100_000)).toBe(40_000);
  expect(runElapsedMs({ ...run, status: 'needs_review' }, 100_000)).toBe(30_000);
  expect(runElapsedMs({ ...run, status: 'needs_review', tasks: [] }, 100_000)).toBe(0);
});
