import { drawNormal } from './seeded-rng.ts';
import type { Rng } from '../ports.ts';
import { Z95 } from './student-t.ts';

/** A mean with its 90 % interval, as the contract has it. */
export interface Band {
  mean: number;
  ci_90: [number, number];
}

/** A log-normal quantity: exp of a normal with mean `mu` and standard deviation `sigma`. */
export interface LogNormal {
  mu: number;
  sigma: number;
}

/** The same in whole numbers, no narrower. */
export function inWholes({ mean, ci_90: [lo, hi] }: Band): Band {
  return { mean: Math.round(mean), ci_90: [Math.floor(lo), Math.ceil(hi)] };
}

/** Something known to be exactly this much. */
export function exactly(value: number): Band {
  return { mean: value, ci_90: [value, value] };
}

/**
 * Band of a log-normal: mean exp(mu + sigma²/2), interval exp(mu ± z·sigma); z is a t quantile
 * where sigma was estimated.
 */
export function bandOf({ mu, sigma }: LogNormal, z: number = Z95): Band {
  return {
    mean: Math.exp(mu + sigma ** 2 / 2),
    ci_90: [Math.exp(mu - z * sigma), Math.exp(mu + z * sigma)],
  };
}

/**
 * The log-normal with a band's interval; null when the band is a single value or reaches zero (no
 * log-normal does).
 */
export function fitBand({ ci_90: [lo, hi] }: Band): LogNormal | null {
  if (!(lo > 0) || !(hi > lo)) return null;
  return { mu: (Math.log(lo) + Math.log(hi)) / 2, sigma: Math.log(hi / lo) / (2 * Z95) };
}

/**
 * A band as a function of the standard normal score. A band without spread, or reaching zero, gives
 * its mean.
 */
export function sampler(band: Band): (score: number) => number {
  const fit = fitBand(band);
  if (fit === null) return () => band.mean;
  return (score) => Math.exp(fit.mu + fit.sigma * score);
}

/** Value of a band at a standard normal score: 0 its median, 1.28 its 90 % quantile. */
export function valueAt(band: Band, score: number): number {
  return sampler(band)(score);
}

/**
 * Score of one task that shares part of its surprise with the others of its project, so that totals
 * do not undercover: √ρ · shared + √(1−ρ) · own is standard normal again.
 */
export function drawScore(shared: number, sharedPart: number, rng: Rng): number {
  return Math.sqrt(sharedPart) * shared + Math.sqrt(1 - sharedPart) * drawNormal(rng);
}

/** Mean and 5 % and 95 % quantiles of draws; a single zero band for no draws. */
export function bandOfDraws(draws: readonly number[]): Band {
  if (draws.length === 0) return exactly(0);
  const sorted = draws.toSorted((a, b) => a - b);
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  return { mean, ci_90: [quantile(sorted, 0.05), quantile(sorted, 0.95)] };
}

/** Linear interpolation between the neighbours (type 7 of Hyndman and Fan 1996). */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}
