import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanDeep, cleanText } from './clean-text.ts';
import { formatArgv } from './format-argv.ts';
import { formatBand } from './format-band.ts';
import { formatDuration } from './format-duration.ts';
import { formatEnergy } from './format-energy.ts';
import { formatPercent } from './format-percent.ts';
import { formatTokens } from './format-tokens.ts';
import { formatUsd } from './format-usd.ts';
import { shorten } from './shorten.ts';
import { parseArgv } from '../arguments/parse-argv.ts';

describe('durations', () => {
  it.each([
    [0, '0 ms'],
    [850, '850 ms'],
    [999.6, '1.0 s'],
    [1200, '1.2 s'],
    [59_949, '59.9 s'],
    [59_960, '1 m 00 s'],
    [184_000, '3 m 04 s'],
    [3_599_600, '1 h 00 m'],
    [7_500_000, '2 h 05 m'],
  ])('shows %d ms as %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

  it('never shows 60 seconds or 60 minutes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (ms) => {
        expect(formatDuration(ms)).not.toMatch(/\b60(\.0)? (s|m)\b|\b1000 ms/);
      }),
    );
  });
});

it.each([
  [0, '$0.00'],
  [0.0012, '$0.0012'],
  [0.00001, '<$0.0001'],
  [0.01, '$0.01'],
  [1234.5, '$1,234.50'],
])('shows %d dollars as %s', (usd, text) => expect(formatUsd(usd)).toBe(text));

it.each([
  [850, '850'],
  [12_400, '12.4k'],
  [999_960, '1.0M'],
  [1_200_000, '1.2M'],
])('shows %d tokens as %s', (tokens, text) => expect(formatTokens(tokens)).toBe(text));

it.each([
  [0.00012, '0.12 Wh'],
  [0.042, '42 Wh'],
  [1.2, '1.20 kWh'],
  [0.000_002, '0.002 Wh'],
])('shows %d kWh as %s', (kwh, text) => expect(formatEnergy(kwh)).toBe(text));

it.each([formatDuration, formatUsd, formatTokens, formatEnergy, formatPercent])(
  'shows what is not known as a dash, never as zero (%o)',
  (format) => {
    expect([format(null), format(undefined), format(Number.NaN)]).toEqual(['–', '–', '–']);
  },
);

it('shows a band with its ends, an exact figure alone and a missing one as a dash', () => {
  expect(formatBand({ mean: 2, ci_90: [1, 4] }, String)).toBe('2 (1 – 4)');
  expect(formatBand({ mean: 2, ci_90: [2, 2] }, String)).toBe('2');
  expect(formatBand(null, String)).toBe('–');
});

it('shows shares', () => {
  expect([0, 0.015, 0.37, 1].map(formatPercent)).toEqual(['0 %', '1.5 %', '37 %', '100 %']);
});

it('shortens by characters, not by halves of them', () => {
  expect(shorten('abc', 3)).toBe('abc');
  expect(shorten('a😀😀😀', 3)).toBe('a😀…');
});

it('takes everything that steers a terminal out of foreign text', () => {
  expect(cleanText('a\u001b[31mred\u001b[0m\u0007\u009b2J\u202e\r b\tc\n')).toBe('ared b\tc\n');
  expect(cleanDeep({ a: ['\u001b[2Jx'], n: 1, none: null })).toEqual({
    a: ['x'],
    n: 1,
    none: null,
  });
});

it('writes an argv so that reading it gives the same argv', () => {
  const word = fc.string({ minLength: 1, unit: 'grapheme-ascii' });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (argv) => {
      expect(parseArgv(formatArgv(argv))).toEqual(argv);
    }),
  );
});
