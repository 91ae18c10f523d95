import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawNormal, seededRng, shuffle } from './seeded-rng.ts';
import { studentT95 } from './student-t.ts';

function take(seed: number, count: number): number[] {
  const rng = seededRng(seed);
  return Array.from({ length: count }, () => rng.next());
}

describe('seededRng', () => {
  it('EST-8 repeats for a seed and differs between neighbouring seeds', () => {
    expect(take(42, 100)).toEqual(take(42, 100));
    expect(take(42, 5)).not.toEqual(take(43, 5));
  });

  it('EST-8 is uniform: each tenth gets its share of 100,000 draws', () => {
    const counts = Array<number>(10).fill(0);
    for (const value of take(1, 100_000)) {
      const tenth = Math.floor(value * 10);
      counts[tenth] = (counts[tenth] ?? 0) + 1;
    }
    // Five standard deviations of a binomial with p = 0.1.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(475);
  });

  it('EST-8 stays in [0, 1) for any seed', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (seed) => {
        expect(take(seed, 20).every((value) => value >= 0 && value < 1)).toBe(true);
      }),
    );
  });

  it('EST-8 normal draws have mean 0 and variance 1', () => {
    const rng = seededRng(9);
    const draws = Array.from({ length: 50_000 }, () => drawNormal(rng));
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + draw ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
  });

  it('EST-8 shuffling keeps every item', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const sorted = (list: readonly number[]) => list.toSorted((a, b) => a - b);
        expect(sorted(shuffle(items, seededRng(seed)))).toEqual(sorted(items));
      }),
    );
  });
});

describe('studentT95', () => {
  it.each([
    [1, 6.314],
    [10, 1.812],
    [30, 1.697],
    [40, 1.684],
    [120, 1.658],
  ])('EST-4 with %i degrees of freedom is %f', (freedom, quantile) => {
    expect(studentT95(freedom)).toBeCloseTo(quantile, 3);
  });
});
