import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBytes } from './format-bytes.ts';
import { countOf, formatCount, wordFor } from './format-count.ts';
import { formatDuration } from './format-duration.ts';
import { formatEnergy, formatRunEnergy } from './format-energy.ts';
import { formatKpiValue, formatRule, formatScore } from './format-kpi.ts';
import { formatPercent } from './format-percent.ts';
import { formatRunway } from './format-runway.ts';
import { formatBand } from './format-band.ts';
import { formatTokens } from './format-tokens.ts';
import { formatSpend, formatUsd } from './format-usd.ts';

const whole = new Map<string, (value: number | null | undefined) => string>([
  ['duration', formatDuration],
  ['money', formatUsd],
  ['energy', formatEnergy],
  ['tokens', formatTokens],
  ['bytes', formatBytes],
  ['percent', formatPercent],
  ['runway', formatRunway],
]);

const UNITS: Record<string, number> = {
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  mWh: 1,
  Wh: 1000,
  kWh: 1_000_000,
  k: 1000,
  M: 1e6,
  B: 1e9,
  kB: 1000,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
};

/**
 * The amount a text stands for, in its smallest unit; `<` is half a step less than what follows,
 * `>` more.
 */
function amountOf(text: string): number {
  const parts = [...text.replaceAll(',', '').matchAll(/([\d.]+)\s?([a-zA-Z]*)/g)];
  const bytes = text.endsWith(' B');
  const sum = parts.reduce(
    (total, [, digits, unit = '']) => total + Number(digits) * (bytes ? 1 : (UNITS[unit] ?? 1)),
    0,
  );
  const shift = text.startsWith('<') ? -1e-6 : text.startsWith('>') ? 1e-6 : 0;
  return (text.startsWith('-') ? -1 : 1) * (sum + shift);
}

// Wide in magnitude, and close to the borders where units and precision change.
const magnitude = fc
  .tuple(fc.double({ min: 1, max: 10, noNaN: true }), fc.integer({ min: -9, max: 11 }))
  .map(([digits, power]) => digits * 10 ** power);
const border = fc
  .tuple(
    fc.constantFrom(
      0.01,
      0.1,
      0.9,
      1,
      10,
      60,
      100,
      999.5,
      1000,
      59_950,
      60_000,
      3_599_500,
      86_400_000,
    ),
    fc.integer({ min: -6, max: 6 }),
    fc.constantFrom(-1e-9, 0, 1e-9, -0.01, 0.01),
  )
  .map(([at, power, shift]) => at * 10 ** power * (1 + shift));
const amount = fc.oneof(magnitude, border, fc.constant(0));

describe.each([...whole])('%s', (name, format) => {
  it('PRES-3 never reads smaller for more', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(amountOf(format(less)), `${less} ${more}`).toBeLessThanOrEqual(
          amountOf(format(more)),
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('PRES-2 PRES-4 reads as zero for zero alone, and always as a plain number', () => {
    fc.assert(
      fc.property(amount, (value) => {
        const text = format(value);
        expect(text).not.toMatch(/NaN|Infinity|∞|-0|\de[+-]?\d|undefined/);
        expect(/[1-9]/.test(text), `${value} ${text}`).toBe(value > 0);
        expect(text).not.toMatch(/\b(60(\.0)? s|60 min|24 h|1000(\.0)?( [a-zA-Z]+|[kM]))/);
      }),
      { numRuns: 3000 },
    );
    expect(format(-0)).toBe(format(0));
  });

  it('PRES-1 is unknown, never zero, when it is not known', () => {
    const texts = [null, undefined, Number.NaN, Number.POSITIVE_INFINITY].map(format);
    expect(new Set(texts)).toEqual(new Set([name === 'runway' ? '–' : 'unknown']));
  });
});

it.each([
  [0, '0 ms'],
  [-5, '0 ms'],
  [0.3, '<1 ms'],
  [850, '850 ms'],
  [999.6, '1.0 s'],
  [12_400, '12.4 s'],
  [59_949, '59.9 s'],
  [59_960, '1 min 00 s'],
  [184_000, '3 min 04 s'],
  [3_599_600, '1 h 00 min'],
  [7_500_000, '2 h 05 min'],
  [86_399_000, '1 d 00 h'],
  [273_600_000, '3 d 04 h'],
])('PRES-5 %d ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

it.each([
  [0, '$0.00'],
  [0.0012, '$0.0012'],
  [0.000_01, '<$0.0001'],
  [0.009_96, '$0.01'],
  [0.01, '$0.01'],
  [1234.5, '$1,234.50'],
  [-2, '-$2.00'],
])('PRES-6 %d dollars are %s', (usd, text) => expect(formatUsd(usd)).toBe(text));

it('PRES-6 spend stands against its cap', () => {
  expect(formatSpend(0.0012, 2)).toBe('$0.0012 of $2.00');
  expect(formatSpend(0.12, null)).toBe('$0.12, no cap');
});

it.each([
  [0, '0 Wh'],
  [0.000_000_001, '<0.01 mWh'],
  [0.000_000_12, '0.12 mWh'],
  [0.000_02, '20 mWh'],
  [0.000_099_6, '0.10 Wh'],
  [0.0011, '1.10 Wh'],
  [0.042, '42 Wh'],
  [0.9996, '1.00 kWh'],
  [1234.5, '1,234.50 kWh'],
])('PRES-8 %d kWh are %s', (kwh, text) => expect(formatEnergy(kwh)).toBe(text));

it('PRES-8 a sum of energy says what it leaves out', () => {
  const energy = (spend_energy_kwh: number, energy_unknown_tasks: number): string =>
    formatRunEnergy({ spend_energy_kwh, energy_unknown_tasks });
  expect(energy(0, 0)).toBe('0 Wh');
  expect(energy(0, 3)).toBe('unknown');
  expect(energy(0.0011, 1)).toBe('1.10 Wh, unknown for 1 task');
});

it('PRES-9 counts are in full, with their noun', () => {
  expect([0, 1, 12_000].map((count) => countOf(count, 'task'))).toEqual([
    '0 tasks',
    '1 task',
    '12,000 tasks',
  ]);
  expect(countOf(2, 'dependency', 'dependencies')).toBe('2 dependencies');
  expect([1, 2].map((count) => wordFor(count, 'is', 'are'))).toEqual(['is', 'are']);
  expect(formatCount(null)).toBe('unknown');
});

it.each([
  [850, '850'],
  [8249, '8.2k'],
  [12_400, '12.4k'],
  [99_960, '100k'],
  [412_000, '412k'],
  [999_600, '1.0M'],
  [1_200_000, '1.2M'],
  [5_000_000_000_000, '5,000B'],
])('PRES-10 %d tokens are %s', (tokens, text) => expect(formatTokens(tokens)).toBe(text));

it('PRES-10 bytes are in steps of a thousand', () => {
  expect([12, 12_400, 3_140_000].map(formatBytes)).toEqual(['12 B', '12.4 kB', '3.1 MB']);
});

it.each([
  [0, '0 %'],
  [0.0001, '<0.1 %'],
  [0.015, '1.5 %'],
  [0.37, '37 %'],
  [0.975, '97.5 %'],
  [0.9999, '>99.9 %'],
  [1, '100 %'],
  [1.001, '>100 %'],
  [1.25, '125 %'],
])('PRES-11 a share of %d is %s', (share, text) => expect(formatPercent(share)).toBe(text));

it('PRES-12 a band is its mean and interval, an exact figure the mean alone', () => {
  expect(formatBand({ mean: 2, ci_90: [1, 4] }, String)).toBe('2 (1 – 4)');
  expect(formatBand({ mean: 2000, ci_90: [2000, 2001] }, formatDuration)).toBe('2.0 s');
  expect(formatBand(null, String)).toBe('unknown');
});

it('PRES-13 KPI values and rules read as words', () => {
  expect([null, true, false, 'a', 3, 1200].map(formatKpiValue)).toEqual([
    'not measured',
    'yes',
    'no',
    'a',
    '3',
    '1,200',
  ]);
  expect([0.97561, 0.5, 0.99961, 2.0001, 0.0001].map(formatKpiValue)).toEqual([
    '0.976',
    '0.5',
    '<1',
    '>2',
    '>0',
  ]);
  expect(formatRule('at_least', 0.9)).toBe('≥ 0.9');
  expect(formatRule('is_true', true)).toBe('= yes');
  expect([0.421, Number.NaN].map(formatScore)).toEqual(['0.42', 'unknown']);
});

it('PRES-14 a runway is in whole minutes, rounded down', () => {
  expect([0, 0.4, 1, 38.7, 134].map(formatRunway)).toEqual([
    '0 min',
    '<1 min',
    '1 min',
    '38 min',
    '2 h 14 min',
  ]);
  expect(formatRunway(1e9)).not.toBe('unknown');
});
