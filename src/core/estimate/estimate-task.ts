import { assertNever } from '#shared/assert.ts';
import type { TaskEstimate } from '#shared/contract/plms-schemas.ts';
import { joulesToKwh } from '#shared/units.ts';
import { countOf } from '#shared/present/format-count.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { formatPercent } from '#shared/present/format-percent.ts';
import type { Band } from './log-normal.ts';
import { bandOf, exactly, inWholes } from './log-normal.ts';
import { poolObservations, WARM_FROM } from './pool-observations.ts';
import type { Complexity, Prior, TokenPrior } from './priors.ts';
import {
  COLD_SIGMA,
  INPUT_TOKEN_SHARE,
  LOCAL_MODEL_PRICE,
  modelTimePrior,
  priorOf,
  SMALL_MODEL_JOULES,
  SYNTHETIC_TOKENS,
  stepPrior,
  syntheticPrior,
  tokenPrior,
} from './priors.ts';
import { Z95 } from './student-t.ts';

export interface TaskToEstimate {
  lane: string;
  /**
   * Kind of the work: test, lint, build, operation (or index), command, external, synthetic, or any
   * name for a model's work. A prefix as in `tool:test` is left out.
   */
  kind: string;
  complexity: Complexity;
  needsModel: boolean;
  /**
   * Durations of earlier finished tasks of the same step in this repository, milliseconds. Not
   * positive ones are left out.
   */
  observedMs?: readonly number[];
}

/**
 * Estimates one task from shipped priors and, for its duration, from earlier runs of the same step.
 */
export function estimateTask(task: TaskToEstimate): TaskEstimate {
  const prior = timePriorOf(task);
  const observed = (task.observedMs ?? []).filter((ms) => ms > 0 && Number.isFinite(ms));
  return { ...usageOf(task), ...durationOf(prior, observed, usageText(task)) };
}

/** How a task is estimated: by its step's prior, by the model's, as declared, or not at all. */
type Basis = 'step' | 'model' | 'synthetic' | 'external';

function basisOf({ kind, needsModel }: TaskToEstimate): Basis {
  const plain = plainKind(kind);
  if (plain === 'synthetic' || plain === 'external') return plain;
  return needsModel ? 'model' : 'step';
}

function plainKind(kind: string): string {
  const plain = kind.slice(kind.lastIndexOf(':') + 1);
  return plain === 'index' ? 'operation' : plain;
}

function timePriorOf(task: TaskToEstimate): Prior {
  const basis = basisOf(task);
  switch (basis) {
    case 'synthetic':
      return syntheticPrior(task.lane);
    case 'model':
      return modelTimePrior(task.lane, task.complexity);
    case 'step':
    case 'external':
      return stepPrior(plainKind(task.kind));
    default:
      return assertNever(basis);
  }
}

function usageOf(task: TaskToEstimate): Pick<TaskEstimate, 'tokens' | 'cost_usd' | 'energy_kwh'> {
  const basis = basisOf(task);
  if (basis === 'synthetic') {
    const tokens = inWholes(bandOf(priorOf(SYNTHETIC_TOKENS)));
    return { tokens, cost_usd: exactly(0), energy_kwh: null };
  }
  if (basis !== 'model') return { tokens: exactly(0), cost_usd: exactly(0), energy_kwh: null };
  const tokens = tokenPrior(task.lane, task.complexity);
  return {
    tokens: inWholes(bandOf({ mu: Math.log(totalTokens(tokens)), sigma: tokens.sigma })),
    cost_usd: exactly(totalTokens(tokens) * LOCAL_MODEL_PRICE.usdPerToken),
    energy_kwh: energyOf(tokens),
  };
}

function totalTokens(tokens: TokenPrior): number {
  return tokens.medianIn + tokens.medianOut + tokens.medianThink + tokens.medianToolUse;
}

/**
 * Tokens × joules per token. Thinking counts as output, tool results as input. The coefficient's
 * low-to-high range is taken as its 90 % interval, and both uncertainties as independent: their
 * variances of the logarithm add up.
 */
function energyOf(tokens: TokenPrior): Band {
  const { low, central, high } = SMALL_MODEL_JOULES;
  const asOutput =
    tokens.medianOut +
    tokens.medianThink +
    INPUT_TOKEN_SHARE * (tokens.medianIn + tokens.medianToolUse);
  const coefficientSigma = Math.log(high / low) / (2 * Z95);
  return bandOf({
    mu: Math.log(joulesToKwh(asOutput * central)),
    sigma: Math.hypot(tokens.sigma, coefficientSigma),
  });
}

function usageText(task: TaskToEstimate): string {
  const basis = basisOf(task);
  switch (basis) {
    case 'step':
      return 'No model is asked: 0 tokens and $0.00 exactly; energy unknown.';
    case 'external':
      return 'Done outside the app: its tokens, cost and energy are not estimated and count as 0 here.';
    case 'synthetic':
      return `Tokens: ${SYNTHETIC_TOKENS.source}. Nothing is paid.`;
    case 'model':
      return `Tokens of ${task.complexity} ${task.lane} work: ${tokenPrior(task.lane, task.complexity).source}. Cost: ${LOCAL_MODEL_PRICE.source}. Energy: ${SMALL_MODEL_JOULES.source}.`;
    default:
      return assertNever(basis);
  }
}

function durationOf(
  prior: Prior,
  observed: readonly number[],
  usage: string,
): Pick<TaskEstimate, 'time_ms' | 'source'> {
  const n = observed.length;
  const cold = n < WARM_FROM;
  const pooled = poolObservations(priorOf(prior), observed);
  const sigma = cold ? Math.max(COLD_SIGMA, pooled.sigma) : pooled.sigma;
  const priorText = `prior of ${formatDuration(prior.median)} (${prior.source})`;
  const text =
    n === 0
      ? `Time: ${priorText}; no observation yet, cold start. ${usage}`
      : `Time: ${countOf(n, 'earlier run')} of this step here (${formatPercent(pooled.ownShare)}), pooled with the ${priorText}${cold ? '; cold start' : ''}. ${usage}`;
  return {
    time_ms: bandOf({ mu: pooled.mu, sigma }, pooled.z),
    source: {
      basis: n === 0 ? 'shipped_prior' : 'observed',
      observations: n,
      cold_start: cold,
      text,
    },
  };
}
