import { countOf } from './count-of.ts';
import { plainLines } from './plain-lines.ts';
import { addFailure, addFailures, newTally, reportOf, unreadable } from './report-result.ts';
import type { ReportResult } from './report-result.ts';

const RUNNING = /^running (\d+) tests?$/;
const RESULT = /^test result: (?:ok|FAILED)\. (\d+) passed; (\d+) failed; (\d+) ignored/;
const FAILED_TEST = /^test (.+?) \.\.\. FAILED$/;

/**
 * Reads `cargo test`, summed over its binaries; a binary that began and never summed up counts as
 * one failure.
 */
export function parseCargo(text: string): ReportResult {
  const tally = newTally();
  const names = newTally();
  let begun = 0;
  let ended = 0;
  for (const line of plainLines(text)) {
    const [, passed, failed, ignored] = RESULT.exec(line) ?? [];
    const name = FAILED_TEST.exec(line)?.[1];
    if (RUNNING.test(line)) begun += 1;
    if (name !== undefined) addFailure(names, name);
    if (passed === undefined) continue;
    ended += 1;
    tally.passed += countOf(passed) ?? 0;
    tally.failed += countOf(failed) ?? 0;
    tally.skipped += countOf(ignored) ?? 0;
  }
  if (begun === 0 && ended === 0) return unreadable('the output holds no cargo test result');
  tally.failed = Math.max(tally.failed, names.failed);
  tally.failures = names.failures;
  addFailures(tally, '(a test binary ended without a result)', begun - ended);
  return reportOf('cargo', tally);
}
