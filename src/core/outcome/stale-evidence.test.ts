import { expect, it } from 'vitest';
import { staleEvidence, type MeasuredAt } from './stale-evidence.ts';

const at: MeasuredAt = {
  measuredTrees: ['measured', 'left-behind'],
  currentTree: 'measured',
  baseCommit: 'aaaaaaaaaaaaaaaa',
  target: { branch: 'main', commit: 'aaaaaaaaaaaaaaaa' },
  mergedAs: null,
};

it('“when the tree has moved on (edit, merge, rebase) it is shown as stale”', () => {
  expect(staleEvidence(at)).toBeNull();
  expect(staleEvidence({ ...at, currentTree: 'edited' })).toMatch(/worktree was changed/);
  const target = { branch: 'main', commit: 'bbbbbbbbbbbbbbbb' };
  expect(staleEvidence({ ...at, target })).toBe(
    'main moved on: it was at aaaaaaaaaa and is at bbbbbbbbbb now',
  );
});

it('what a command left behind itself, a gone worktree and the run’s own merge are no edit', () => {
  expect(staleEvidence({ ...at, currentTree: 'left-behind' })).toBeNull();
  expect(staleEvidence({ ...at, currentTree: null, target: null })).toBeNull();
  const target = { branch: 'main', commit: 'bbbbbbbbbbbbbbbb' };
  expect(staleEvidence({ ...at, target, mergedAs: 'bbbbbbbbbbbbbbbb' })).toBeNull();
});
