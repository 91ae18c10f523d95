import { describe, expect, it } from 'vitest';
import { coverageText } from './coverage-text.ts';
import { parseUsd, usdComplaint } from '#shared/present/parse-usd.ts';
import { suggestCap } from './suggest-cap.ts';
import { riskVisual } from '#shared/present/risk-visual.ts';

describe('coverageText', () => {
  it('never claims coverage that was not observed', () => {
    expect(coverageText({ cold_start: true, coverage: { observed: null, n: 0 } })).toBe(
      'No history yet: wide. No finished run to check the intervals against yet',
    );
    expect(coverageText({ cold_start: false, coverage: { observed: 0.893, n: 28 } })).toBe(
      'The 90 % interval held in 89 % of 28 finished runs',
    );
    expect(coverageText({ cold_start: false, coverage: { observed: 1, n: 1 } })).toContain(
      '1 finished run',
    );
  });
});

describe('parseUsd', () => {
  it.each([
    ['5', 5],
    [' $4.50 ', 4.5],
    ['1,50', null],
    ['1,000', null],
    ['1,200.25', null],
    ['1200.25', 1200.25],
    ['0', 0],
    ['', null],
    ['-1', null],
    ['five', null],
    ['1e3', null],
    ['1.2345678', null],
    ['1000001', null],
  ])('reads %j as %j', (text, usd) => {
    expect(parseUsd(text)).toBe(usd);
    expect(usdComplaint(text) === null).toBe(usd !== null);
  });

  it('"1,50 and 1,000 are refused with write 1.50, never read as 150"', () => {
    for (const text of ['1,50', '1,000']) expect(usdComplaint(text)).toContain('write 1.50');
  });
});

describe('suggestCap', () => {
  it('never suggests less than the interval, nor less than a dollar', () => {
    expect([undefined, 0, 0.999, 1, 4.684, 4.68].map(suggestCap)).toEqual([
      '',
      '1.00',
      '1.00',
      '1.00',
      '4.69',
      '4.68',
    ]);
  });
});

describe('riskVisual', () => {
  it('has three steps, each with a word', () => {
    expect([0, 0.29, 0.3, 0.59, 0.6, 1].map((score) => riskVisual(score).label)).toEqual([
      'low risk',
      'low risk',
      'medium risk',
      'medium risk',
      'high risk',
      'high risk',
    ]);
  });
});
