import { expect, it } from 'vitest';
import { askAboutCap, capText } from './cap-text.ts';

it('“the button says the cap”', () => {
  expect([2, 0, null, undefined].map((usd) => capText(usd))).toEqual([
    'at most $2.00',
    'at most $0.00',
    'no cap',
    'no cap',
  ]);
  expect(capText(2, 30)).toBe('at most $2.00, 30 min 00 s');
  expect(capText(null, 0.5)).toBe('at most 30.0 s');
});

it.each([
  [1, 0, false],
  [1.000001, 0, true],
  [1, 0.01, false],
  [5, 0.5, false],
  [5.01, 0.5, true],
  [0.99, 0.0001, false],
  [1_000_000, null, false],
])(
  '“a cap above $1 and more than ten times the estimate is asked once more”: %d of %d: %s',
  (cap, estimate, isAsked) => {
    const question = askAboutCap(cap, estimate);
    expect(question !== null).toBe(isAsked);
    if (isAsked) expect(question).toMatch(/^A cap of \$.* more than ten times the estimate of \$/);
  },
);
