import { expect, it } from 'vitest';
import { RUN_STATES } from '../states.ts';
import { isActiveRun } from './activity.ts';
import { runProgress } from './run-progress.ts';

const counts = { tasks_total: 8, tasks_completed: 8, tasks_skipped: 5 };

it('“failed and terminated runs show what ended, not 100 %”', () => {
  for (const status of ['failed', 'terminated', 'needs_review'] as const)
    expect(runProgress({ status, ...counts })).toEqual({
      share: 3 / 8,
      done: 3,
      text: '3 of 8 tasks ended, 5 never ran',
    });
  const ended = { status: 'failed', ...counts, tasks_skipped: 0 } as const;
  expect(runProgress(ended).text).toBe('8 of 8 tasks ended');
  expect(runProgress({ ...counts, status: 'completed', tasks_skipped: 0 }).text).toBe(
    '8 of 8 tasks',
  );
});

it('is a share while the run goes on, and never `100 %` of a run that is over', () => {
  const half = { tasks_total: 8, tasks_completed: 4, tasks_skipped: 1 };
  expect(runProgress({ status: 'executing', ...half })).toMatchObject({ share: 0.5, text: '50 %' });
  expect(runProgress({ ...half, status: 'pending', tasks_total: 0 }).text).toBe('no task yet');
  for (const status of RUN_STATES)
    if (!isActiveRun(status) && status !== 'pending')
      expect(runProgress({ status, ...counts }).text).not.toContain('%');
});
