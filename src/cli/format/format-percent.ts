import { UNKNOWN } from './unknown.ts';

/** A share of 0 to 1 as `37 %`, below ten per cent with one decimal; `–` when not known. */
export function formatPercent(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return UNKNOWN;
  const percent = share * 100;
  const isShort = percent === 0 || percent >= 9.95;
  return `${isShort ? Math.round(percent) : percent.toFixed(1)} %`;
}
