import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisEnd, intervalMarks, isInsideBand } from './interval-scale.ts';

const bandArbitrary = fc
  .tuple(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.double({ min: 0, max: 1e9, noNaN: true }))
  .map(([a, b]) => ({
    mean: (a + b) / 2,
    ci_90: [Math.min(a, b), Math.max(a, b)] as const,
  }));

describe('interval bars', () => {
  it('keeps the marks in order and on the axis', () => {
    fc.assert(
      fc.property(fc.array(bandArbitrary, { minLength: 1, maxLength: 20 }), (bands) => {
        const end = axisEnd(bands);
        for (const band of bands) {
          const marks = intervalMarks(band, end, null);
          expect(marks.low).toBeGreaterThanOrEqual(0);
          expect(marks.low).toBeLessThanOrEqual(marks.mean + 1e-9);
          expect(marks.mean).toBeLessThanOrEqual(marks.high + 1e-9);
          expect(marks.high).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it('holds an actual figure beyond the band', () => {
    const band = { mean: 10, ci_90: [5, 20] as const };
    expect(axisEnd([band], [40])).toBeGreaterThan(40);
    expect(intervalMarks(band, axisEnd([band], [40]), 40).actual).toBeCloseTo(96.2, 1);
    expect(intervalMarks(band, 10, 40).actual).toBe(100);
  });

  it('has an axis where nothing was estimated', () => {
    expect(axisEnd([])).toBe(1);
  });

  it('counts both ends as inside', () => {
    const band = { mean: 10, ci_90: [5, 20] as const };
    expect([4.9, 5, 20, 20.1].map((value) => isInsideBand(band, value))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
