import { expect, it } from 'vitest';
import { describeBase, describeLeftChanges } from './describe-base.ts';

const base_commit = '0123456789abcdef';

it.each([
  [{ base_commit: null, uncommitted: 3, with_changes: false }, null],
  [
    { base_commit, uncommitted: null, with_changes: false },
    'The result speaks of commit 0123456789.',
  ],
  [{ base_commit, uncommitted: 0, with_changes: true }, 'The result speaks of commit 0123456789.'],
  [
    { base_commit, uncommitted: 1, with_changes: false },
    'The result speaks of commit 0123456789; 1 uncommitted change was not part of it.',
  ],
  [
    { base_commit, uncommitted: 3, with_changes: false },
    'The result speaks of commit 0123456789; 3 uncommitted changes were not part of it.',
  ],
  [
    { base_commit, uncommitted: 3, with_changes: true },
    'The result speaks of commit 0123456789 with the 3 uncommitted changes of its start.',
  ],
])(
  '“the result speaks of commit X; N uncommitted changes were not part of it”: %o',
  (run, says) => {
    expect(describeBase(run)).toBe(says);
  },
);

it('says nothing of changes that are not there', () => {
  expect(describeLeftChanges(0)).toBeNull();
  expect(describeLeftChanges(2)).toContain('2 uncommitted changes');
});
