import { UNKNOWN } from './unknown.ts';

interface Band {
  mean: number;
  ci_90: readonly [number, number];
}

/** An estimate as `mean (low – high)`, or `–` when there is no source for it. */
export function formatBand(band: Band | null, format: (value: number) => string): string {
  if (band === null) return UNKNOWN;
  const [low, high] = band.ci_90;
  if (low === high && low === band.mean) return format(band.mean);
  return `${format(band.mean)} (${format(low)} – ${format(high)})`;
}
