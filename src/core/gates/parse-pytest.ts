import { plainLines } from './plain-lines.ts';
import { reportOf, unreadable, type ReportResult } from './report-result.ts';
import { PYTEST } from './text/python-forms.ts';
import { readRuns } from './text/read-runs.ts';

/** Reads pytest's text output: every closing summary, and the FAILED and ERROR lines before it. */
export function parsePytest(text: string): ReportResult {
  const { tally, runs } = readRuns(plainLines(text), [PYTEST]);
  if (runs === 0) return unreadable('the output ends without a pytest summary line');
  return reportOf('pytest', tally);
}
