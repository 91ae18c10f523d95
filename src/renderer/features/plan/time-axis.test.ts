import { describe, expect, it } from 'vitest';
import { timeAxis } from './time-axis.ts';

const upTo = (ms: number) => timeAxis([{ mean: ms / 2, ci_90: [0, ms] }]);

describe('timeAxis', () => {
  it('ends at the first round figure beyond every band', () => {
    const ends = [0, 3000, 9000, 70_000, 3_600_000, 90_000_000, 400_000_000];
    expect(ends.map((ms) => upTo(ms).end)).toEqual([
      '4 s',
      '4 s',
      '20 s',
      '2 min',
      '2 h',
      '4 d',
      '8 d',
    ]);
    for (const ms of ends) expect(upTo(ms).endMs).toBeGreaterThan(ms);
  });

  it('names a quarter of its end', () => {
    expect(upTo(100_000)).toEqual({ endMs: 120_000, quarter: '30 s', end: '2 min' });
    expect(upTo(90_000_000)).toEqual({ endMs: 345_600_000, quarter: '1 d', end: '4 d' });
  });
});
