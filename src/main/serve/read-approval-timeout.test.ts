import { expect, test } from 'vitest';
import { readApprovalTimeoutMs } from './read-approval-timeout.ts';

test.each([
  [undefined, 86_400_000],
  [' ', 86_400_000],
  ['0.5', 1_800_000],
  ['8760', 31_536_000_000],
])('"time-out 24 h unless set": SLIPWAY_APPROVAL_HOURS=%s is %d ms', (text, ms) => {
  expect(readApprovalTimeoutMs({ SLIPWAY_APPROVAL_HOURS: text })).toBe(ms);
});

test.each(['soon', '0', '-1', 'Infinity', '8761'])('%s is refused with a sentence', (text) => {
  expect(() => readApprovalTimeoutMs({ SLIPWAY_APPROVAL_HOURS: text })).toThrow(/number of hours/);
});
