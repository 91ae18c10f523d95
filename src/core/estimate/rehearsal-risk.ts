import { countOf, formatCount } from '#shared/present/format-count.ts';
import { formatPercent } from '#shared/present/format-percent.ts';
import { formatUsd } from '#shared/present/format-usd.ts';
import type { Band } from './log-normal.ts';

export interface RiskInput {
  /** The band whose width counts: cost, or time where nothing costs money. */
  band: Band;
  costUsd: Band;
  budgetUsd: number | null;
  gateFailures: number;
  rehearsed: number;
  failed: number;
}

export interface Risk {
  riskScore: number;
  riskFactors: string[];
}

/** A budget is safe from this multiple of the upper cost on. */
const SAFE_BUDGET = 1.25;

/** The most each kind of risk can add by itself. */
const WEIGHT = { width: 0.4, gates: 0.9, failures: 0.9, budget: 0.9 } as const;

/**
 * Risk of a run from 0 (none known) to 1: 1 − Π(1 − weight · part). Parts, each 0..1: half-width of
 * the 90 % interval as a share of the mean (full at 100 %); failed gates (½ for the first, then ¾,
 * ⅞ …); share of the rehearsed tasks that failed; distance to the budget (0 from 1.25 × the upper
 * cost on, 1 where the mean cost meets it). More of any never lowers the score.
 */
export function assessRisk(input: RiskInput): Risk {
  const width = widthOf(input.band);
  const failures = input.rehearsed === 0 ? 0 : input.failed / input.rehearsed;
  const parts = [
    WEIGHT.width * Math.min(1, width),
    WEIGHT.gates * (1 - 0.5 ** input.gateFailures),
    WEIGHT.failures * failures,
    WEIGHT.budget * budgetPart(input.costUsd, input.budgetUsd),
  ];
  const safe = parts.reduce((product, part) => product * (1 - part), 1);
  return { riskScore: 1 - safe, riskFactors: describe(input, width) };
}

function widthOf({ mean, ci_90: [lo, hi] }: Band): number {
  return mean === 0 ? 0 : (hi - lo) / (2 * mean);
}

function budgetPart({ mean, ci_90: [, hi] }: Band, budgetUsd: number | null): number {
  if (budgetUsd === null || hi === 0) return 0;
  const safe = hi * SAFE_BUDGET;
  if (budgetUsd >= safe) return 0;
  if (budgetUsd <= mean) return 1;
  return (safe - budgetUsd) / (safe - mean);
}

function describe(input: RiskInput, width: number): string[] {
  const { costUsd, budgetUsd, gateFailures, failed, rehearsed } = input;
  const factors: string[] = [];
  if (width > 0.5) {
    factors.push(`The 90 % interval is wide: ± ${formatPercent(width)} of the mean.`);
  }
  if (gateFailures > 0) factors.push(`${countOf(gateFailures, 'failed gate')} in the rehearsal.`);
  if (failed > 0)
    factors.push(`${formatCount(failed)} of ${countOf(rehearsed, 'rehearsed task')} failed.`);
  if (rehearsed === 0) factors.push('Nothing was rehearsed: the projection is the shipped priors.');
  if (budgetPart(costUsd, budgetUsd) > 0) {
    factors.push(
      `The budget of ${formatUsd(budgetUsd)} is close to the projected ${formatUsd(costUsd.mean)} (up to ${formatUsd(costUsd.ci_90[1])}).`,
    );
  }
  return factors;
}
