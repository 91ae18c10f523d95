import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_USD, microToUsd, usdToMicro } from '../units.ts';
import { usdForField } from './usd-for-field.ts';

it.each([
  [0, '0.00'],
  [0.0012, '0.0012'],
  [1200.5, '1200.50'],
  [3, '3.00'],
  [0.000_001, '0.000001'],
  [1.01, '1.01'],
])('PRES-7 %d dollars are %s', (usd, text) => expect(usdForField(usd)).toBe(text));

it('PRES-7 reading the field back gives the same amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: usdToMicro(MAX_USD) }), (micro) => {
      expect(usdToMicro(Number(usdForField(microToUsd(micro))))).toBe(micro);
    }),
  );
});
