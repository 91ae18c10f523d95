import { setTimeout as wait } from 'node:timers/promises';
import type { ExecuteResult, SyntheticJob } from '#shared/messages/job.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { abortReason, emptyResult } from './job-result.ts';

const STEPS = 20;

/**
 * Pretends to work for the declared time ÷ timeScale, reporting progress; ends at once when
 * aborted.
 */
export async function runSynthetic(
  job: SyntheticJob,
  signal: AbortSignal,
  onProgress: (progress: number) => void,
): Promise<ExecuteResult> {
  const startedAt = performance.now();
  const totalMs = (job.seconds * 1000) / job.timeScale;
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
    outputTail: `Synthetic ${job.lane} task: ${formatDuration(job.seconds * 1000)} declared.`,
  };
}

async function waitUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
