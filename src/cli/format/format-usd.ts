import { UNKNOWN } from './unknown.ts';

const cents = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** Dollars as `$12.40`, below one cent as `$0.0012`; `–` when not known. */
export function formatUsd(usd: number | null | undefined): string {
  if (usd === null || usd === undefined || !Number.isFinite(usd)) return UNKNOWN;
  const sign = usd < 0 ? '-' : '';
  const amount = Math.abs(usd);
  if (amount === 0 || amount >= 0.01) return `${sign}$${cents.format(amount)}`;
  return amount < 0.00005 ? `${sign}<$0.0001` : `${sign}$${amount.toFixed(4)}`;
}
