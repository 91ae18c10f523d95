import { expect, it } from 'vitest';
import { RUN_STATES } from '../states.ts';
import { notCompletedText } from './not-completed-text.ts';

it('says of each state in plain words what to do', () => {
  expect(notCompletedText('r', 'needs_review')).toBe(
    'Run "r" needs your review first: not all its gates hold, `vp status` says which. Then run its failed part again (`vp rerun --failed`), or complete it with a reason (`vp complete --override "why"`).',
  );
  expect(notCompletedText('r', 'terminated')).toMatch(/^Run "r" was terminated: .*`vp start`\.$/);
  for (const state of RUN_STATES.filter((one) => one !== 'completed')) {
    expect(notCompletedText('r', state)).toMatch(/`vp /);
    expect(notCompletedText('r', state)).not.toMatch(/_|is needs/);
  }
});
