import { expect, it } from 'vitest';
import { DEFAULT_LANES } from '#shared/lanes.ts';
import { must } from '#shared/assert.ts';
import { isGated } from './is-gated.ts';

const lane = must(
  DEFAULT_LANES.find((each) => each.name === 'Code-Impl'),
  'the lane is shipped',
);
const task = {
  mode: 'real' as const,
  kind: 'tool:test',
  status: 'succeeded' as const,
  payload: { step: 'test' as const },
};

it('JUDGE-14 real work of the app’s own in a repository has to pass its lane’s gates', () => {
  expect(isGated(task, lane)).toBe(true);
  for (const payload of [{ tests: ['a'] }, { goal: 'g' }, { repo: '/r' }])
    expect(isGated({ ...task, payload }, lane)).toBe(true);
});

it('JUDGE-14 pretended, outside, skipped and unplaced work has not', () => {
  expect(isGated({ ...task, mode: 'synthetic' }, lane)).toBe(false);
  expect(isGated({ ...task, mode: null }, lane)).toBe(false);
  expect(isGated({ ...task, kind: 'external' }, lane)).toBe(false);
  expect(isGated({ ...task, status: 'skipped' }, lane)).toBe(false);
  expect(isGated({ ...task, payload: { command: ['ls'] } }, lane)).toBe(false);
  expect(isGated(task, { gates: [] })).toBe(false);
});
