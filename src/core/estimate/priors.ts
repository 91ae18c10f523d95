import { must } from '#shared/assert.ts';
import { DEFAULT_LANES, isLaneName, type LaneName } from '#shared/lanes.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import type { LogNormal } from './log-normal.ts';
import { Z95 } from './student-t.ts';

export type Complexity = 'low' | 'medium' | 'high';

/** A shipped constant: a log-normal by its median and sigma, and where it comes from. */
export interface Prior {
  median: number;
  /** Standard deviation of the logarithm between repositories. */
  sigma: number;
  source: string;
}

/** Prior of the tokens of one agent task, by class. Classes vary together: one sigma for all. */
export interface TokenPrior {
  medianIn: number;
  medianOut: number;
  medianThink: number;
  medianToolUse: number;
  sigma: number;
  source: string;
}

/** Energy of one token in joules: low and high are the ends of a 90 % range. */
export interface JoulesPerToken {
  low: number;
  central: number;
  high: number;
  source: string;
}

const JUDGEMENT =
  'shipped prior: an engineering judgement, kept wide, not measured on this machine';

/**
 * Half-width of every cold interval is at least 50 %: a log-normal of this sigma spans −52 % to +78
 * % of its mean.
 */
export const COLD_SIGMA = 0.4;

/**
 * Duration of a step that runs a command, milliseconds. Test and build times differ by orders of
 * magnitude between repositories.
 */
const STEP_MS: Readonly<Record<string, Prior>> = {
  test: { median: 20_000, sigma: 1.3, source: JUDGEMENT },
  lint: { median: 6000, sigma: 1.0, source: JUDGEMENT },
  build: { median: 20_000, sigma: 1.2, source: JUDGEMENT },
  operation: { median: 2000, sigma: 1.0, source: JUDGEMENT },
  command: { median: 8000, sigma: 1.5, source: JUDGEMENT },
};

/**
 * Tokens of one agent task of medium complexity, by lane. Agents re-read their context on every
 * turn: input outweighs output.
 */
const LANE_TOKENS: Readonly<Record<LaneName, Omit<TokenPrior, 'source'>>> = {
  'Code-Impl': {
    medianIn: 60_000,
    medianOut: 5000,
    medianThink: 3000,
    medianToolUse: 4000,
    sigma: 1.0,
  },
  'Code-API-Design': {
    medianIn: 25_000,
    medianOut: 4000,
    medianThink: 2500,
    medianToolUse: 1500,
    sigma: 0.9,
  },
  'Data-Schema': {
    medianIn: 20_000,
    medianOut: 2500,
    medianThink: 1500,
    medianToolUse: 1500,
    sigma: 0.9,
  },
  Narrative: {
    medianIn: 10_000,
    medianOut: 3500,
    medianThink: 1000,
    medianToolUse: 500,
    sigma: 0.8,
  },
  'Graph-Ops': {
    medianIn: 12_000,
    medianOut: 1500,
    medianThink: 800,
    medianToolUse: 1500,
    sigma: 0.9,
  },
  'Vector-Ops': {
    medianIn: 8000,
    medianOut: 1000,
    medianThink: 500,
    medianToolUse: 1000,
    sigma: 0.9,
  },
};

/** Lanes that were added by the user start from the widest shipped one. */
const OTHER_LANE = {
  medianIn: 30_000,
  medianOut: 4000,
  medianThink: 2000,
  medianToolUse: 2000,
  sigma: 1.2,
};

/** How much more or less a task takes than a medium one. */
const COMPLEXITY_FACTOR: Readonly<Record<Complexity, number>> = { low: 0.5, medium: 1, high: 2.2 };

/** Speed of a local model, for the time of a task from its tokens; tokens per second. */
const LOCAL_OUTPUT_PER_SECOND = 25;
const LOCAL_INPUT_PER_SECOND = 400;

/**
 * Energy of an output token of a small local model (up to 10 billion parameters); input tokens take
 * a tenth (derived).
 */
export const SMALL_MODEL_JOULES: JoulesPerToken = {
  low: 0.1,
  central: 0.3,
  high: 1.5,
  source:
    'ML.ENERGY leaderboard, small models: 0.1 / 0.3 / 1.5 J per output token; input a tenth of that (derived)',
};
export const INPUT_TOKEN_SHARE = 0.1;

/** Price of a model on the user's own machine. */
export const LOCAL_MODEL_PRICE = { usdPerToken: 0, source: 'local Ollama model: $0.00' } as const;

/** Tokens that synthetic work declares, whatever its lane. */
export const SYNTHETIC_TOKENS: Prior = {
  median: 2700,
  sigma: 0.45,
  source: 'declared by the synthetic executor: 500 to 6,000 tokens',
};

/** Prior duration of a tool step; a kind without its own prior is taken as a command. */
export function stepPrior(kind: string): Prior {
  const known = Object.hasOwn(STEP_MS, kind) ? STEP_MS[kind] : undefined;
  return known ?? must(STEP_MS.command, 'the command prior ships');
}

/** Prior tokens of a task that a model does. */
export function tokenPrior(lane: string, complexity: Complexity): TokenPrior {
  const known = isLaneName(lane) ? LANE_TOKENS[lane] : undefined;
  const { sigma, ...medians } = known ?? OTHER_LANE;
  const factor = COMPLEXITY_FACTOR[complexity];
  return {
    medianIn: medians.medianIn * factor,
    medianOut: medians.medianOut * factor,
    medianThink: medians.medianThink * factor,
    medianToolUse: medians.medianToolUse * factor,
    sigma,
    source: known !== undefined ? JUDGEMENT : `${JUDGEMENT}; ${lane} has no prior of its own`,
  };
}

/**
 * Prior duration of a task that a local model does: its tokens at the speed of a small local model,
 * milliseconds.
 */
export function modelTimePrior(lane: string, complexity: Complexity): Prior {
  const { medianIn, medianOut, medianThink, medianToolUse, sigma } = tokenPrior(lane, complexity);
  const seconds =
    (medianOut + medianThink) / LOCAL_OUTPUT_PER_SECOND +
    (medianIn + medianToolUse) / LOCAL_INPUT_PER_SECOND;
  return { median: seconds * 1000, sigma: Math.hypot(sigma, 0.5), source: JUDGEMENT };
}

/**
 * Duration of synthetic work: its lane's declared range of seconds as a 90 % interval, at time
 * scale 1.
 */
export function syntheticPrior(lane: string): Prior {
  const shipped = DEFAULT_LANES.find((each) => each.name === lane);
  if (shipped === undefined) return { median: 8000, sigma: 0.7, source: JUDGEMENT };
  const [lo, hi] = shipped.syntheticSeconds;
  return {
    median: Math.sqrt(lo * hi) * 1000,
    sigma: Math.log(hi / lo) / (2 * Z95),
    source: `declared range of synthetic work in ${lane}: ${formatDuration(lo * 1000)} to ${formatDuration(hi * 1000)} at time scale 1`,
  };
}

/** A prior as a distribution. */
export function priorOf({ median, sigma }: Prior): LogNormal {
  return { mu: Math.log(median), sigma };
}
