import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantizeVector } from './quantize-vector.ts';

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return dot / Math.sqrt(aa * bb);
}

describe('SEARCH-5 a quantized vector keeps its direction', () => {
  const value = fc.float({ min: -1, max: 1, noNaN: true });
  const vectors = fc
    .array(value, { minLength: 16, maxLength: 64 })
    .map((values) => Float32Array.from(values));

  test('bytes point where the vector points, bits say the signs', () => {
    fc.assert(
      fc.property(vectors, (vector) => {
        fc.pre(vector.some((one) => Math.abs(one) > 1e-3));
        const { bits, small } = quantizeVector(Float32Array.from(vector));
        expect(cosine(small, vector)).toBeGreaterThan(0.98);
        vector.forEach((one, at) =>
          expect(((bits[at >> 3] ?? 0) >> (at & 7)) & 1).toBe(one > 0 ? 1 : 0),
        );
      }),
    );
  });

  test('a vector of zeros stays one', () => {
    const { bits, small } = quantizeVector(new Float32Array(10));
    expect([...bits, ...small]).toEqual(Array.from({ length: 12 }, () => 0));
  });
});
