import type { FailedTest } from '#shared/evidence.ts';
import { countOf } from './count-of.ts';
import { plainLines } from './plain-lines.ts';
import { addFailure, newTally, reportOf, unreadable } from './report-result.ts';
import type { ReportResult, Tally } from './report-result.ts';

const SUMMARY = /^(?:=+ )?((?:\d+ [a-z]+(?:, )?)+|no tests ran|no tests collected[^=]*) in [\d.]+s/;
const COUNT = /(\d+) ([a-z]+)/g;
const FAILED_LINE = /^(?:FAILED|ERROR) (\S.*?)(?: - .*)?$/;

/**
 * Reads pytest's text output: the closing summary and the FAILED and ERROR lines before it. Errors
 * (fixtures, collection) count as failures; skipped, deselected and xfailed tests do not count as
 * executed.
 */
export function parsePytest(text: string): ReportResult {
  const lines = plainLines(text);
  const summary = lines.findLast((line) => SUMMARY.test(line));
  if (summary === undefined) return unreadable('the output ends without a pytest summary line');
  const tally = countSummary(summary);
  tally.failures = failingNames(lines);
  return reportOf('pytest', tally);
}

function countSummary(summary: string): Tally {
  const tally = newTally();
  for (const [, digits, word] of summary.matchAll(COUNT)) {
    const count = countOf(digits) ?? 0;
    if (word === 'passed' || word === 'xpassed') tally.passed += count;
    else if (word === 'failed' || word === 'error' || word === 'errors') tally.failed += count;
    else if (word === 'skipped' || word === 'xfailed') tally.skipped += count;
  }
  return tally;
}

function failingNames(lines: readonly string[]): FailedTest[] {
  const names = newTally();
  for (const line of lines) {
    const name = FAILED_LINE.exec(line)?.[1];
    if (name !== undefined) addFailure(names, name);
  }
  return names.failures;
}
