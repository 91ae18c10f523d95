import type { ExecuteResult } from '#shared/messages/job.ts';
import type { FailureClass } from '#shared/states.ts';

/** A result for something that never ran. */
export function failedResult(failureClass: FailureClass, reason: string): ExecuteResult {
  return {
    outcome: 'failed',
    exitCode: null,
    signal: null,
    timeMs: 0,
    cpuMs: null,
    energyKwh: null,
    failureClass,
    reason,
    outputTail: '',
    report: null,
    stdout: '',
    output: '',
    outputIsCut: false,
    also: [],
    tokensIn: 0,
    tokensOut: 0,
    tokensThink: 0,
  };
}
