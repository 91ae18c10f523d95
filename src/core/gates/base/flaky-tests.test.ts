import { expect, it } from 'vitest';
import { flakyTests, withFlaky } from './flaky-tests.ts';

const red = { executed: 2, failed: ['a'] };
const green = { executed: 2, failed: [] };

it('BASE-9 “flaky (same tree, differing results; a repeat never turns red into green silently)”', () => {
  expect(flakyTests(red, green)).toEqual(['a']);
  expect(flakyTests(green, red)).toEqual(['a']);
  expect(flakyTests(red, red)).toEqual([]);
  expect(flakyTests({ executed: null, failed: [] }, red)).toEqual([]);
  const pass = { state: 'pass' as const, value: 1, reason: null };
  expect(withFlaky(pass, ['a'])).toEqual({
    state: 'unverified',
    value: 1,
    reason:
      'It is green now, but on the same tree, command and installed tools the result differs: a (flaky)',
  });
  expect(withFlaky({ state: 'fail', value: 0.5, reason: '1 of 2 tests failed: a' }, ['a'])).toEqual(
    {
      state: 'fail',
      value: 0.5,
      reason:
        '1 of 2 tests failed: a; on the same tree, command and installed tools the result differs: a (flaky)',
    },
  );
  expect(withFlaky(pass, [])).toBe(pass);
});
