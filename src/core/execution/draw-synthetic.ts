import { INPUT_TOKEN_SHARE, SMALL_MODEL_JOULES } from '../estimate/priors.ts';
import type { LaneConfig, LaneGate } from '#shared/lanes.ts';

/** Share of synthetic tasks that miss one of their KPIs, unless another was set. */
export const DEFAULT_FAILING_SHARE = 0.05;

/** Cosine that an echo of text or code must reach. */
const ECHO_COS = 0.82;
export const JOULES_PER_KWH = 3.6e6;
const TOKENS_IN: readonly [number, number] = [400, 4_000];
const TOKENS_OUT: readonly [number, number] = [100, 2_000];
const TOKENS_THINK: readonly [number, number] = [0, 1_000];

/** What a synthetic attempt is paid for. */
export interface SyntheticTokens {
  tokensIn: number;
  tokensOut: number;
  tokensThink: number;
}

export const MOST_TOKENS: SyntheticTokens = {
  tokensIn: TOKENS_IN[1],
  tokensOut: TOKENS_OUT[1],
  tokensThink: TOKENS_THINK[1],
};

/** A KPI that nothing measured: drawn, and labelled as such. */
export interface SyntheticKpi {
  name: string;
  state: 'pass' | 'fail';
  value: number | boolean;
  threshold: number | boolean;
}

/** What a synthetic attempt declares, before the time scale. */
export interface SyntheticDraw extends SyntheticTokens {
  seconds: number;
  energyKwh: number;
  echoCos: number;
  /** Those of the lane, and the echo's. */
  kpis: SyntheticKpi[];
}

interface Drawn {
  seed: number;
  /** The task's place in the order of submission: the same cards give the same figures. */
  seq: number;
  attempt: number;
  lane: Pick<LaneConfig, 'gates' | 'syntheticSeconds'>;
  failingShare: number;
}

/** Draws a synthetic attempt; the same for the same seed, task and attempt, whatever else runs. */
export function drawSynthetic({ seed, seq, attempt, lane, failingShare }: Drawn): SyntheticDraw {
  const next = uniform(hash(`${seed}\n${seq}\n${attempt}`));
  const [from, to] = lane.syntheticSeconds;
  const seconds = from + next() * (to - from);
  const tokensIn = between(TOKENS_IN, next());
  const tokensOut = between(TOKENS_OUT, next());
  const tokensThink = between(TOKENS_THINK, next());
  const doesFail = next() < failingShare;
  // One of the lane's, or the echo.
  const missed = doesFail ? Math.floor(next() * (lane.gates.length + 1)) : -1;
  const kpis = lane.gates.map((gate, index) => drawKpi(gate, index !== missed, next()));
  const echo = drawEcho(missed !== lane.gates.length, next());
  return {
    seconds,
    tokensIn,
    tokensOut,
    tokensThink,
    energyKwh: joulesOf(tokensIn, tokensOut + tokensThink) / JOULES_PER_KWH,
    echoCos: Number(echo.value),
    kpis: [...kpis, echo],
  };
}

export function joulesOf(tokensIn: number, tokensOut: number): number {
  return SMALL_MODEL_JOULES.central * (tokensOut + INPUT_TOKEN_SHARE * tokensIn);
}

function drawKpi(gate: LaneGate, holds: boolean, share: number): SyntheticKpi {
  const name = gate.kpi;
  const state = holds ? 'pass' : 'fail';
  if (gate.rule === 'is_true') return { name, state, value: holds, threshold: gate.threshold };
  const { threshold } = gate;
  if (gate.rule === 'at_least') {
    const value = holds ? threshold + share * (1 - threshold) : threshold * share * 0.99;
    return { name, state, value: rounded(value), threshold };
  }
  // A count must be none; a measure may be up to its threshold.
  const beyond = threshold === 0 ? 1 + Math.floor(share * 3) : threshold * (1.1 + share);
  return { name, state, value: rounded(holds ? threshold * share : beyond), threshold };
}

function drawEcho(holds: boolean, share: number): SyntheticKpi {
  const value = holds ? ECHO_COS + share * (1 - ECHO_COS) : ECHO_COS * (0.5 + share * 0.49);
  const state = holds ? 'pass' : 'fail';
  return { name: 'echo_cos', state, value: rounded(value), threshold: ECHO_COS };
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function between([from, to]: readonly [number, number], share: number): number {
  return Math.floor(from + share * (to - from + 1));
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/** mulberry32: small, seeded, uniform in [0, 1). */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
