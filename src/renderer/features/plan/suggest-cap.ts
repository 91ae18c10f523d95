import { usdForField } from '#shared/present/usd-for-field.ts';
/** Room for the small costs that a plan of free tasks still meets. */
const SMALLEST_USD = 1;

/**
 * A cap to start from: the upper end of the cost interval, rounded up to a cent; empty before an
 * estimate.
 */
export function suggestCap(upperUsd: number | undefined): string {
  if (upperUsd === undefined) return '';
  return usdForField(Math.ceil(Math.max(SMALLEST_USD, upperUsd) * 100 - 1e-6) / 100);
}
