import type { Measurement } from './judge-gate.ts';
import { newTally, reportOf } from './report-result.ts';
import { addRun } from './text/read-runs.ts';
import type { TestReport } from './types.ts';

/**
 * What several commands of one step measured together: their counts are added up, and the one that
 * went worst decides how they ended. What proves nothing in one proves nothing in all, unless a
 * test failed in another.
 */
export function combineMeasurements(parts: readonly Measurement[]): Measurement {
  const [first] = parts;
  if (first === undefined) return { kind: 'missing', reason: 'nothing was run' };
  if (parts.length === 1) return first;
  const reports = parts.filter((part) => part.kind === 'tests');
  const red = reports.some(({ report }) => report.failed > 0);
  const other = parts.find((part) => part.kind !== 'tests');
  if (other !== undefined && !red) return worstOf(parts.filter((part) => part.kind !== 'tests'));
  const uncounted = reports.find(
    ({ report, exitCode }) =>
      report.format === 'exit_code' || (report.executed === 0 && exitCode === 0),
  );
  if (uncounted !== undefined && !red && reports.every(({ exitCode }) => exitCode === 0))
    return uncounted;
  const tally = newTally();
  for (const { report } of reports) addRun(tally, report);
  const result = reportOf(formatOf(reports.map(({ report }) => report)), tally);
  return result.ok
    ? {
        kind: 'tests',
        report: result.report,
        exitCode: worstCode(reports.map(({ exitCode }) => exitCode)),
      }
    : { kind: 'unverified', reason: result.reason };
}

/** A command that failed, else one that could not be read. */
function worstOf(parts: readonly Measurement[]): Measurement {
  const failed = parts.find((part) => part.kind === 'exit' && part.exitCode !== 0);
  return failed ?? parts[0] ?? { kind: 'missing', reason: 'nothing was run' };
}

/** How several commands ended: null where one did not by itself, else the first that failed. */
export function worstCode(codes: readonly (number | null)[]): number | null {
  return codes.includes(null) ? null : (codes.find((code) => code !== 0) ?? 0);
}

function formatOf(reports: readonly TestReport[]): TestReport['format'] {
  const [first] = reports;
  const isSame = reports.every(({ format }) => format === first?.format);
  return isSame && first !== undefined ? first.format : 'summary_line';
}
