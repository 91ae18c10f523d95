import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joulesToKwh, MAX_USD, microToUsd, usdToMicro } from './units.ts';

describe('money', () => {
  it('turns decimal dollars into whole micro-dollars', () => {
    expect([0, 0.1, 1.005, 0.000_001, 0.000_000_4].map(usdToMicro)).toEqual([
      0, 100_000, 1_005_000, 1, 0,
    ]);
  });

  it('gives every micro-dollar back unchanged', () => {
    fc.assert(
      fc.property(fc.nat({ max: MAX_USD * 1_000_000 }), (micro) => {
        expect(usdToMicro(microToUsd(micro))).toBe(micro);
      }),
    );
  });

  it('adds up exactly where decimal dollars do not', () => {
    const receipts = Array<number>(1000).fill(0.1);
    const micro = receipts.reduce((sum, usd) => sum + usdToMicro(usd), 0);
    expect(microToUsd(micro)).toBe(100);
    expect(receipts.reduce((sum, usd) => sum + usd, 0)).not.toBe(100);
  });

  it('keeps a thousand of the largest receipts inside the exact integers', () => {
    expect(Number.isSafeInteger(1000 * usdToMicro(MAX_USD))).toBe(true);
  });
});

describe('energy', () => {
  it('one kilowatt-hour is 3.6 million joules', () => {
    expect(joulesToKwh(3_600_000)).toBe(1);
    expect(joulesToKwh(0)).toBe(0);
  });
});
