import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promiseText } from './promise-bar.tsx';
import { axisEnd, linearAxis, promiseKept, promiseMarks, rootAxis } from './promise-scale.ts';

const bandArbitrary = fc
  .tuple(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.double({ min: 0, max: 1e9, noNaN: true }))
  .map(([a, b]) => ({
    mean: (a + b) / 2,
    ci_90: [Math.min(a, b), Math.max(a, b)] as const,
  }));

describe('promise bars', () => {
  it('keeps the marks in order and on the axis', () => {
    fc.assert(
      fc.property(fc.array(bandArbitrary, { minLength: 1, maxLength: 20 }), (bands) => {
        const end = axisEnd(bands);
        const axes = [linearAxis(end), rootAxis(end)];
        for (const [band, axis] of bands.flatMap((one) => axes.map((on) => [one, on] as const))) {
          const marks = promiseMarks(band, axis, null);
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
    const marks = promiseMarks(band, linearAxis(axisEnd([band], [40])), 40);
    expect(marks.kept).toBe(marks.high);
    expect(marks.beyond).toBeCloseTo(96.2, 1);
    expect(promiseMarks(band, linearAxis(10), 40).beyond).toBe(100);
    expect(promiseMarks(band, linearAxis(40), 12)).toMatchObject({ kept: 30, beyond: null });
  });

  it('gives small values room on a root axis, whose middle is a quarter of its end', () => {
    const axis = rootAxis(400);
    expect([-1, 0, 4, 100, 400, 500].map(axis)).toEqual([0, 0, 10, 50, 100, 100]);
  });

  it('has an axis where nothing was estimated', () => {
    expect(axisEnd([])).toBe(1);
  });

  it('counts both ends as inside', () => {
    const band = { mean: 10, ci_90: [5, 20] as const };
    expect([4.9, 5, 20, 20.1].map((value) => promiseKept(band, value))).toEqual([
      'below',
      'inside',
      'inside',
      'beyond',
    ]);
  });

  it('says in words what it draws', () => {
    const said = { band: { mean: 10, ci_90: [5, 20] as const }, describe: (n: number) => `${n} s` };
    const promised = 'expected 10 s, 90 % between 5 s and 20 s';
    expect(promiseText({ ...said, actual: null, isOpen: false })).toBe(promised);
    expect(promiseText({ ...said, actual: 4, isOpen: true })).toBe(`${promised}; 4 s so far`);
    expect(promiseText({ ...said, actual: 30, isOpen: true })).toContain('beyond the promise');
    expect(promiseText({ ...said, actual: 12, isOpen: false })).toContain(
      'came to 12 s, as promised',
    );
  });
});
