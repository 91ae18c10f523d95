import type { LogNormal } from './log-normal.ts';
import { studentT95, Z95 } from './student-t.ts';

/**
 * Repeats of one step in one repository scatter this much (sigma of the logarithm) until the data
 * says otherwise.
 */
const WITHIN_SIGMA = 0.35;
/** Weight of WITHIN_SIGMA, in observations. */
const WITHIN_WEIGHT = 3;
/**
 * Widest sigma: beyond it the mean of a log-normal is ruled by values nobody saw and leaves its own
 * interval.
 */
const WIDEST_SIGMA = 2;
/** From this many observations an estimate is no longer a cold start. */
export const WARM_FROM = 3;

export interface Pooled extends LogNormal {
  /**
   * Quantile that turns sigma into a 90 % interval: Student's t, since sigma was estimated from few
   * values.
   */
  z: number;
  /** Share of the mean that comes from the observations, 0..1. */
  ownShare: number;
}

/**
 * Log-normal empirical Bayes for a step's duration. The prior's sigma² is split in two: w² = 0.35²
 * between repeats in one repository, the rest τ² between repositories. With n observations of mean
 * log ȳ the level is (μ₀·w²/τ² + n·ȳ) / (w²/τ² + n); w² itself is pooled, (3·0.35² + Σ(y−ȳ)²) / (3
 * + n − 1); the prediction of one more value has variance w² + w²/(w²/τ² + n) and t quantiles with
 * 3 + n − 1 degrees of freedom. Values must be above 0.
 */
export function poolObservations(prior: LogNormal, observed: readonly number[]): Pooled {
  const n = observed.length;
  if (n === 0) return { ...prior, z: Z95, ownShare: 0 };
  const logs = observed.map(Math.log);
  const mean = logs.reduce((sum, log) => sum + log, 0) / n;
  const scatter = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0);
  const freedom = WITHIN_WEIGHT + n - 1;
  const within = (WITHIN_WEIGHT * WITHIN_SIGMA ** 2 + scatter) / freedom;
  // Never split off more than the prior has: a prior narrower than its repeats counts as one
  // observation.
  const between = Math.max(prior.sigma ** 2 - WITHIN_SIGMA ** 2, WITHIN_SIGMA ** 2);
  const priorWeight = WITHIN_SIGMA ** 2 / between;
  return {
    mu: (priorWeight * prior.mu + n * mean) / (priorWeight + n),
    sigma: Math.min(WIDEST_SIGMA, Math.sqrt(within * (1 + 1 / (priorWeight + n)))),
    z: studentT95(freedom),
    ownShare: n / (priorWeight + n),
  };
}
