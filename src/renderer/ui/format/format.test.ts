import { describe, expect, it } from 'vitest';
import { formatCount, formatPlural } from './format-count.ts';
import { formatDuration, formatRunway } from './format-duration.ts';
import { formatEnergy, formatRunEnergy } from './format-energy.ts';
import { formatKpiValue, formatRule } from './format-kpi.ts';
import { formatUsd } from './format-usd.ts';

describe('figures on screen', () => {
  it.each([
    [0, '$0.00'],
    [0.004, '<$0.01'],
    [0.0049999, '<$0.01'],
    [0.005, '$0.01'],
    [1.84, '$1.84'],
    [12_345.6, '$12,345.60'],
  ])('shows %d dollars as %s', (usd, text) => {
    expect(formatUsd(usd)).toBe(text);
  });

  it.each([
    [0, '0 ms'],
    [-5, '0 ms'],
    [999.4, '999 ms'],
    [1000, '1.0 s'],
    [9999, '9.9 s'],
    [41_700, '41 s'],
    [59_999, '59 s'],
    [65_000, '1 min 05 s'],
    [8_040_000, '2 h 14 min'],
    [90_000_000, '1 d 01 h'],
  ])('shows %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('shows a runway in whole minutes', () => {
    expect([0.4, 1, 38.7, 134].map(formatRunway)).toEqual([
      '<1 min',
      '1 min',
      '38 min',
      '2 h 14 min',
    ]);
  });

  it('never shows unknown energy as zero', () => {
    expect(formatEnergy(null)).toBe('unknown');
    expect(formatRunEnergy({ spend_energy_kwh: 0, energy_unknown_tasks: 3 })).toBe('unknown');
    expect(formatRunEnergy({ spend_energy_kwh: 0.0011, energy_unknown_tasks: 3 })).toBe(
      '1.1 Wh + 3 unknown',
    );
    expect(formatRunEnergy({ spend_energy_kwh: 0, energy_unknown_tasks: 0 })).toBe('0 Wh');
  });

  it('picks the unit that keeps energy readable', () => {
    expect(formatEnergy(0.00000012)).toBe('0.12 mWh');
    expect(formatEnergy(0.00002)).toBe('20 mWh');
    expect(formatEnergy(0.0005)).toBe('0.50 Wh');
    expect(formatEnergy(2.5)).toBe('2.50 kWh');
  });

  it.each([
    [812, '812'],
    [8249, '8.2k'],
    [9960, '10k'],
    [41_200, '41k'],
    [999_600, '1.0M'],
  ])('shows %d as %s', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  it('pluralises', () => {
    expect(formatPlural(1, 'task')).toBe('1 task');
    expect(formatPlural(12_000, 'task')).toBe('12,000 tasks');
  });

  it('says KPI values and rules in words', () => {
    expect(formatKpiValue(null)).toBe('—');
    expect(formatKpiValue(true)).toBe('yes');
    expect(formatKpiValue(0.97561)).toBe('0.976');
    expect(formatRule('at_least', 0.9)).toBe('≥ 0.9');
    expect(formatRule('is_true', true)).toBe('= yes');
  });
});
