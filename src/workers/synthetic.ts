import { setTimeout as wait } from 'node:timers/promises';
import type { ExecuteResult, SyntheticJob } from '#shared/messages/job.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { abortReason, emptyResult } from './job-result.ts';

/** What a synthetic task declares it will take, before the time scale. */
export interface SyntheticPlan {
  seconds: number;
  tokensIn: number;
  tokensOut: number;
}

const TOKENS_IN: readonly [number, number] = [400, 4_000];
const TOKENS_OUT: readonly [number, number] = [100, 2_000];
const STEPS = 20;

/**
 * Draws a task's declared figures; the same for the same seed, task and attempt, whatever else
 * runs.
 */
export function drawSynthetic(
  job: Pick<SyntheticJob, 'seed' | 'taskId' | 'attempt' | 'secondsRange'>,
): SyntheticPlan {
  const next = uniform(hash(`${job.seed}\n${job.taskId}\n${job.attempt}`));
  const [from, to] = job.secondsRange;
  return {
    seconds: from + next() * (to - from),
    tokensIn: between(TOKENS_IN, next()),
    tokensOut: between(TOKENS_OUT, next()),
  };
}

/**
 * Pretends to work for the drawn time ÷ timeScale, reporting progress; ends at once when aborted.
 */
export async function runSynthetic(
  job: SyntheticJob,
  signal: AbortSignal,
  onProgress: (progress: number) => void,
): Promise<ExecuteResult> {
  const startedAt = performance.now();
  const plan = drawSynthetic(job);
  const totalMs = (plan.seconds * 1000) / job.timeScale;
  const elapsed = (): number => Math.round(performance.now() - startedAt);
  const steps = totalMs > 0 ? STEPS : 0;
  for (let step = 1; step <= steps && !signal.aborted; step += 1) {
    const dueMs = (totalMs * step) / STEPS - (performance.now() - startedAt);
    if (dueMs > 0) await waitUnlessAborted(dueMs, signal);
    if (!signal.aborted) onProgress(step / STEPS);
  }
  if (signal.aborted) return { ...emptyResult('aborted', elapsed()), reason: abortReason(signal) };
  return {
    ...emptyResult('succeeded', elapsed()),
    outputTail: `Synthetic ${job.lane} task: ${formatDuration(plan.seconds * 1000)} declared.`,
    tokensIn: plan.tokensIn,
    tokensOut: plan.tokensOut,
  };
}

async function waitUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function between([from, to]: readonly [number, number], share: number): number {
  return Math.floor(from + share * (to - from + 1));
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
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
