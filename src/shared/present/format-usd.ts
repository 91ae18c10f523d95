import { formatDecimal } from './format-decimal.ts';
import { isKnown, UNKNOWN } from './unknown.ts';

/**
 * Dollars: `$1,234.50`; below one cent `$0.0012`, so that a small spend does not look like none.
 */
export function formatUsd(usd: number | null | undefined): string {
  if (!isKnown(usd)) return UNKNOWN;
  if (usd < 0) return `-${formatUsd(-usd)}`;
  const tenThousandths = Math.round(usd * 10_000);
  if (usd === 0 || tenThousandths >= 100) return `$${formatDecimal(usd, 2)}`;
  return tenThousandths < 1 ? '<$0.0001' : `$${formatDecimal(tenThousandths / 10_000, 4)}`;
}

/** Spend against its cap: `$0.12 of $2.00`, `$0.12, no cap`. */
export function formatSpend(spendUsd: number, capUsd: number | null): string {
  return capUsd === null
    ? `${formatUsd(spendUsd)}, no cap`
    : `${formatUsd(spendUsd)} of ${formatUsd(capUsd)}`;
}
