/** The value below which a share `q` (0..1) of the samples lies; NaN without samples. */
export function percentile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.floor(q * (sorted.length - 1))] ?? Number.NaN;
}

/** P50, P95 and P99 of samples, in their own unit. */
export function spread(samples: readonly number[]): { p50: number; p95: number; p99: number } {
  return {
    p50: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    p99: percentile(samples, 0.99),
  };
}

/** The middle one of a few repeated figures. */
export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}
