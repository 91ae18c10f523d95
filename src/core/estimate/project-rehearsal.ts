import type { TaskEstimate } from '#shared/contract/plms-schemas.ts';
import { must } from '#shared/assert.ts';
import type { Band } from './log-normal.ts';
import { exactly, fitBand, inWholes } from './log-normal.ts';
import { assessRisk } from './rehearsal-risk.ts';
import { Z95 } from './student-t.ts';

export interface RehearsedTask {
  taskId: string;
  stratum: string;
  tokens: number;
  timeMs: number;
  costUsd: number;
  energyKwh: number | null;
  failed: boolean;
}

export interface RehearsalInput {
  /** Every stratum of the whole run with its number of tasks. */
  strata: readonly { key: string; total: number }[];
  observed: readonly RehearsedTask[];
  /** Estimate of one task of each stratum. */
  priors: Readonly<Record<string, TaskEstimate>>;
  budgetUsd: number | null;
  /** Gates that failed in the rehearsal. */
  gateFailures: number;
}

export interface RehearsalProjection {
  tokens: Band;
  /** Work time: the sum over tasks, not the elapsed time of the run. */
  timeMs: Band;
  costUsd: Band;
  /** Sum over the strata whose energy is known; null when none is. */
  energyKwh: Band | null;
  riskScore: number;
  riskFactors: string[];
}

/** The prior counts as much as half an observation for the level, and as three for the scatter. */
const LEVEL_WEIGHT = 0.5;
const SCATTER_WEIGHT = 3;

interface Part {
  mean: number;
  variance: number;
  /** Seen already: the total cannot be less. */
  seen: number;
}

type Measure = (task: RehearsedTask) => number | null;
type PriorOf = (estimate: TaskEstimate) => Band | null;

/**
 * Projects a rehearsed sample on the whole run. Per stratum of N tasks, n of them rehearsed: total
 * = what the n used + (N − n) · level, where the level is the observed mean pooled with the prior's
 * (weight ½). Its variance with the finite-population correction is s² · (N − n) · (N + k) / (n +
 * k): N²(1 − n/N)s²/n of the classical stratified estimator when the prior's weight k is 0, and
 * nothing when every task was rehearsed. s² pools the prior's relative scatter (weight 3) with the
 * sample's. Strata are independent; the interval is that of a log-normal of the same mean and
 * variance. Failed tasks are left out: they say little of what the work takes, and raise the risk
 * instead.
 */
export function projectRehearsal(input: RehearsalInput): RehearsalProjection {
  const known = input.strata.filter(({ key }) => isEnergyKnown(input, key));
  const costUsd = total(input, input.strata, { of: (t) => t.costUsd, prior: (e) => e.cost_usd });
  const timeMs = total(input, input.strata, { of: (t) => t.timeMs, prior: (e) => e.time_ms });
  const risk = assessRisk({
    band: costUsd.mean > 0 ? costUsd : timeMs,
    costUsd,
    budgetUsd: input.budgetUsd,
    gateFailures: input.gateFailures,
    rehearsed: input.observed.length,
    failed: input.observed.filter((task) => task.failed).length,
  });
  return {
    tokens: inWholes(total(input, input.strata, { of: (t) => t.tokens, prior: (e) => e.tokens })),
    timeMs,
    costUsd,
    energyKwh:
      known.length === 0
        ? null
        : total(input, known, { of: (t) => t.energyKwh, prior: (e) => e.energy_kwh }),
    ...risk,
  };
}

function isEnergyKnown({ observed, priors }: RehearsalInput, key: string): boolean {
  const measured = observed.some(
    (task) => task.stratum === key && !task.failed && task.energyKwh !== null,
  );
  return measured || (priors[key]?.energy_kwh ?? null) !== null;
}

function total(
  input: RehearsalInput,
  strata: RehearsalInput['strata'],
  measure: { of: Measure; prior: PriorOf },
): Band {
  const parts = strata.map((stratum) => projectStratum(input, stratum, measure));
  const sum = (of: (part: Part) => number): number => parts.reduce((so, part) => so + of(part), 0);
  return bandOfMoments(
    sum((part) => part.mean),
    sum((part) => part.variance),
    sum((part) => part.seen),
  );
}

function projectStratum(
  { observed, priors }: RehearsalInput,
  { key, total: all }: { key: string; total: number },
  { of, prior }: { of: Measure; prior: PriorOf },
): Part {
  const estimate = must(priors[key], `a prior for the stratum ${key}`);
  const values = observed
    .filter((task) => task.stratum === key && !task.failed)
    .map(of)
    .filter((value) => value !== null);
  const band = prior(estimate);
  const level = poolLevel(values, band);
  const seen = values.reduce((sum, value) => sum + value, 0);
  const left = Math.max(0, all - values.length);
  const weight = band === null ? 0 : LEVEL_WEIGHT;
  const spread = (left * (all + weight)) / (values.length + weight);
  return {
    mean: seen + left * level,
    variance: left === 0 ? 0 : poolVariance(values, band, level) * spread,
    seen,
  };
}

/**
 * Pooled on the log scale, where the prior is symmetric; linearly where a zero forbids logarithms.
 */
function poolLevel(values: readonly number[], prior: Band | null): number {
  const n = values.length;
  const mean = n === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / n;
  if (prior === null) return mean;
  if (n === 0 || prior.mean === 0) return n === 0 ? prior.mean : mean;
  const priorShare = LEVEL_WEIGHT / (LEVEL_WEIGHT + n);
  if (mean === 0) return prior.mean * priorShare;
  return Math.exp(priorShare * Math.log(prior.mean) + (1 - priorShare) * Math.log(mean));
}

function poolVariance(values: readonly number[], prior: Band | null, level: number): number {
  const n = values.length;
  const mean = n === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / n;
  const scatter = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const relative = relativeVariance(prior) * level ** 2;
  return (SCATTER_WEIGHT * relative + scatter) / (SCATTER_WEIGHT + Math.max(0, n - 1));
}

/**
 * Squared coefficient of variation of a log-normal band; a measure without a prior is taken to vary
 * by half.
 */
function relativeVariance(prior: Band | null): number {
  if (prior === null) return 0.25;
  const fit = fitBand(prior);
  return fit === null ? 0 : Math.expm1(fit.sigma ** 2);
}

/** The log-normal with this mean and variance, never below what was seen. */
function bandOfMoments(mean: number, variance: number, seen: number): Band {
  if (mean === 0 || variance === 0) return exactly(mean);
  const sigma = Math.sqrt(Math.log1p(variance / mean ** 2));
  const at = (z: number): number => mean * Math.exp(z * sigma - sigma ** 2 / 2);
  const lo = Math.min(mean, Math.max(seen, at(-Z95)));
  return { mean, ci_90: [lo, Math.max(mean, at(Z95))] };
}
