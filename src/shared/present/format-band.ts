import { UNKNOWN } from './unknown.ts';

interface Band {
  mean: number;
  ci_90: readonly [number, number];
}

/** An estimate as `mean (low – high)`; the mean alone when its ends read the same. */
export function formatBand(band: Band | null, format: (value: number) => string): string {
  if (band === null) return UNKNOWN;
  const [mean, low, high] = [band.mean, ...band.ci_90].map(format);
  return low === mean && high === mean ? `${mean}` : `${mean} (${low} – ${high})`;
}
