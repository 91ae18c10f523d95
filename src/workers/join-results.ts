import type { ExecuteResult } from '#shared/messages/job.ts';
import { must } from '#shared/assert.ts';
import { tailOf } from './sandbox/output-ring.ts';

const TAIL_CHARS = 4_000;

/**
 * What a job's commands left, as one result: all have to succeed, and what the first of them that
 * does not says of its end stands for the job.
 */
export function joinResults(results: readonly ExecuteResult[]): ExecuteResult {
  const [first, ...others] = results;
  const whole = must(first, 'a job has a command');
  if (others.length === 0) return whole;
  const end = results.find(({ outcome }) => outcome !== 'succeeded') ?? whole;
  const { outcome, signal, failureClass, reason } = end;
  return {
    ...whole,
    outcome,
    signal,
    failureClass,
    reason,
    timeMs: results.reduce((sum, { timeMs }) => sum + timeMs, 0),
    cpuMs: sumOf(results.map(({ cpuMs }) => cpuMs)),
    energyKwh: sumOf(results.map(({ energyKwh }) => energyKwh)),
    outputTail: tailOf(results.map(({ outputTail }) => outputTail).join('\n'), TAIL_CHARS),
    also: others.map(({ exitCode, report, stdout, output, outputIsCut }) => ({
      exitCode,
      report,
      stdout,
      output,
      outputIsCut,
    })),
  };
}

/** null where none is known. */
function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}
