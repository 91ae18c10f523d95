import { expect, test } from 'vitest';
import { readRestAfterMs } from './read-rest-after.ts';

test.each([
  [undefined, 300_000],
  ['', 300_000],
  ['0', 0],
  ['1.5', 1500],
  ['Infinity', Infinity],
])('SLIPWAY_INDEX_REST_SECONDS=%s is %d ms', (text, ms) => {
  expect(readRestAfterMs({ SLIPWAY_INDEX_REST_SECONDS: text })).toBe(ms);
});

test.each(['soon', '-1', '5m'])('%s is refused with a sentence', (text) => {
  expect(() => readRestAfterMs({ SLIPWAY_INDEX_REST_SECONDS: text })).toThrow(/number of seconds/);
});
