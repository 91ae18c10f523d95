import type { ExecuteResult } from '#shared/messages/job.ts';

/** A result with nothing measured, to be filled in. */
export function emptyResult(outcome: ExecuteResult['outcome'], timeMs: number): ExecuteResult {
  return {
    outcome,
    exitCode: null,
    signal: null,
    timeMs,
    cpuMs: null,
    energyKwh: null,
    failureClass: null,
    reason: null,
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

/** The sentence an abort carried. */
export function abortReason(signal: AbortSignal): string {
  return typeof signal.reason === 'string' ? signal.reason : 'It was stopped.';
}
