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
  const why = lastWords(input.output ?? input.stdout);
  const note = why === '' ? result.reason : `${result.reason}; it ended with: ${why}`;
  return { kind: 'exit', exitCode: input.exitCode, note };
}

const MAX_WORDS = 200;
/** Output of which the end is looked at. */
const MAX_END = 4000;

/** The last line that names an error, else the last one. */
function lastWords(output: string): string {
  const lines = output
    .slice(-MAX_END)
    .split('\n')
    .map((line) => line.trim());
  const said = lines.filter((line) => /[\p{L}\d]/u.test(line));
  const why = said.findLast((line) => /error|exception/i.test(line)) ?? said.at(-1) ?? '';
  return why.replace(/^E\s+/, '').slice(0, MAX_WORDS);
}
