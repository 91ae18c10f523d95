import type { Outcome } from '#shared/contract/pas/outcome.ts';

type Against = NonNullable<Outcome['promise']['time_ms']>;

/** A value against what was promised (PROMISE-1); null where one of them is not known. */
export function againstPromise(
  actual: number | null,
  band: { mean: number; ci_90: readonly [number, number] } | null | undefined,
): Against | null {
  if (actual === null || band === null || band === undefined) return null;
  const [low, high] = band.ci_90;
  return { actual, mean: band.mean, ci_90: [low, high], inside: actual <= high };
}
