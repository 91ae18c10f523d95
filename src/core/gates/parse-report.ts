import { assertNever } from '#shared/assert.ts';
import type { ReportFormat } from '#shared/evidence.ts';
import { parseCargo } from './parse-cargo.ts';
import { parseGoTest } from './parse-go-test.ts';
import { parseJestJson } from './parse-jest-json.ts';
import { parseJunit } from './parse-junit.ts';
import { parseNodeTest } from './parse-node-test.ts';
import { parsePytest } from './parse-pytest.ts';
import { parseRspec } from './parse-rspec.ts';
import { parseSummaryLine } from './parse-summary-line.ts';
import { parseTap } from './parse-tap.ts';
import { newTally, reportOf, unreadable } from './report-result.ts';
import type { ReportResult } from './report-result.ts';
import type { TestReport } from './types.ts';

/** What a finished test command left behind. */
export interface ReportInput {
  /** Content of its report file; null when it wrote none. */
  report: string | null;
  stdout: string;
  /** null: no process ended by itself. */
  exitCode: number | null;
  /** Both streams, as far as they were kept: some runners sum up on standard error. */
  output?: string;
  /** They were longer than what was kept, so their beginning is missing. */
  outputIsCut?: boolean;
}

/**
 * Reads the results of a test run. Never throws, linear in the input. Where an unknown runner
 * prints no count, the report has format `exit_code` and executed 0: only the exit code decides,
 * and a gate must say so.
 */
export function parseReport(format: ReportFormat, input: ReportInput): ReportResult {
  const text = input.report ?? input.stdout;
  switch (format) {
    case 'junit':
      return input.report === null
        ? unreadable('the command left no JUnit report')
        : parseJunit(input.report);
    case 'tap':
      return parseTap(text);
    case 'pytest':
      return parsePytest(text);
    case 'vitest':
    case 'jest':
      return parseJestJson(format, text);
    case 'node_test':
      return parseNodeTest(text);
    case 'go_test':
      return parseGoTest(text);
    case 'cargo':
      return parseCargo(text);
    case 'summary_line':
      return summaryOrExitCode(input);
    case 'exit_code':
      return byExitCode(input.exitCode);
    default:
      return assertNever(format);
  }
}

/**
 * Of a script that was found: what it prints, and the report that a runner wrote which it started.
 * Several runners leave one report, so what was printed counts where it tells of more.
 */
function summaryOrExitCode({ report, stdout, output, exitCode }: ReportInput): ReportResult {
  const printed = parseSummaryLine(output ?? stdout);
  const written = report === null ? null : readWritten(report);
  if (written === null || !written.ok) return printed.ok ? printed : byExitCode(exitCode);
  if (!printed.ok) return written;
  const [told, listed] = [printed.report, written.report];
  const tellsMore = told.executed > listed.executed || told.failed > listed.failed;
  return tellsMore ? { ok: true, report: { ...told, failures: both(listed, told) } } : written;
}

function readWritten(report: string): ReportResult {
  return report.trimStart().startsWith('<') ? parseJunit(report) : parseRspec(report);
}

/** The failures of a report, and those that were only printed. */
function both(listed: TestReport, told: TestReport): TestReport['failures'] {
  const last = (id: string): string => id.split(/::|\.(?=\w+(?:\[|$))/).at(-1) ?? id;
  const known = new Set(listed.failures.map(({ id }) => last(id)));
  return [...listed.failures, ...told.failures.filter(({ id }) => !known.has(last(id)))];
}

function byExitCode(exitCode: number | null): ReportResult {
  if (exitCode === null) return unreadable('the command did not end by itself');
  return reportOf('exit_code', newTally());
}
