import type { ReportFormat } from '#shared/evidence.ts';
import type { Measurement } from './judge-gate.ts';
import { parseReport } from './parse-report.ts';
import type { ReportInput } from './parse-report.ts';

const CUT =
  'the command printed more than is kept, and what is missing may hold a failure; let it print less, or write a report';

/**
 * The measurement a finished test command gives. A command that failed without a readable report
 * is a failure by exit code; one that succeeded without one proves nothing.
 */
export function measureTests(format: ReportFormat, input: ReportInput): Measurement {
  const result = parseReport(format, input);
  if (
    result.ok &&
    input.report === null &&
    input.outputIsCut === true &&
    result.report.failed === 0
  )
    return { kind: 'unverified', reason: CUT };
  if (result.ok) return { kind: 'tests', report: result.report, exitCode: input.exitCode };
  if (input.exitCode === 0) return { kind: 'unverified', reason: result.reason };
  return { kind: 'exit', exitCode: input.exitCode, note: result.reason };
}
