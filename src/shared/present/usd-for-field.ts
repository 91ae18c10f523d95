import { usdToMicro } from '../units.ts';

/**
 * Dollars as a text field holds them: no sign, no commas, exact to the micro-dollar, cents at
 * least.
 */
export function usdForField(usd: number): string {
  const exact = (usdToMicro(usd) / 1_000_000).toFixed(6);
  return exact.replace(/(\.\d\d\d*?)0+$/, '$1');
}
