import { formatDecimal } from './format-decimal.ts';
import { isKnown, UNKNOWN } from './unknown.ts';

/**
 * A share of one: `37 %`; a tenth is shown below ten and from ninety on, where it matters. Only
 * nothing is `0 %`, only the whole is `100 %`.
 */
export function formatPercent(share: number | null | undefined): string {
  if (!isKnown(share)) return UNKNOWN;
  if (share < 0) return `-${formatPercent(-share)}`;
  const tenths = Math.round(share * 1000);
  if (share > 0 && tenths < 1) return '<0.1 %';
  if (share < 1 && tenths >= 1000) return '>99.9 %';
  if (share > 1 && Math.round(share * 100) <= 100) return '>100 %';
  const isFine = share > 0 && share < 1 && (tenths < 100 || tenths >= 900);
  return isFine ? `${formatDecimal(tenths / 10, 1)} %` : `${formatDecimal(share * 100, 0)} %`;
}
