import { expect, test } from 'vitest';
import { readSettleMs } from './read-settle.ts';

test.each([
  [undefined, 3000],
  ['', 3000],
  ['0', 0],
  ['0.05', 50],
  ['600', 600_000],
])('SLIPWAY_SETTLE_SECONDS=%s is %d ms', (text, ms) => {
  expect(readSettleMs({ SLIPWAY_SETTLE_SECONDS: text })).toBe(ms);
});

test.each(['soon', '-1', '3s', '3601'])('%s is refused with a sentence', (text) => {
  expect(() => readSettleMs({ SLIPWAY_SETTLE_SECONDS: text })).toThrow(/number of seconds/);
});
