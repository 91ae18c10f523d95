import { countOf } from './count-of.ts';
import { parseCargo } from './parse-cargo.ts';
import { parseNodeTest } from './parse-node-test.ts';
import { parsePytest } from './parse-pytest.ts';
import { parseTap } from './parse-tap.ts';
import { parseUnittest } from './parse-unittest.ts';
import { plainLines } from './plain-lines.ts';
import { newTally, reportOf, unreadable } from './report-result.ts';
import type { ReportResult } from './report-result.ts';

type Outcome = 'passed' | 'failed' | 'skipped';

/** A form of closing line: how its line is recognised and who reads the text then. */
interface Dialect {
  isClosing: (line: string) => boolean;
  read: (text: string) => ReportResult;
}

const SUREFIRE = /^(?:\[\w+\] )?Tests run: (\d+), Failures: (\d+), Errors: (\d+), Skipped: (\d+)$/;
// What may stand before the first count: decoration, and a word that says the counts are of tests.
const PREFIX =
  /^[\s=*#>-]{0,80}(?:(?:tests?|results?|summary|total|all)\b[ \t]{0,20}:?)?\s{0,20}(?=\d)/i;
const COUNT = /\b(\d{1,9}) (?:tests? )?([a-z]+)\b/gi;
const SINGLE_COUNT = /^ *\d{1,9} (?:passing|failing|pending)(?: \([^)]*\))? *$/;
const NO_TESTS =
  /^\W*(?:no tests? (?:files? )?(?:found|ran|run|executed|specified|to run|collected)|no test files|0 tests\b)/i;

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  ...wordsFor('passed', ['passed', 'passing', 'pass', 'passes', 'succeeded']),
  ...wordsFor('failed', ['failed', 'failing', 'fail', 'fails', 'failures', 'error', 'errors']),
  ...wordsFor('skipped', ['skipped', 'pending', 'todo', 'ignored', 'xfailed']),
};

/** In order of preference where two recognise the same line. */
const DIALECTS: readonly Dialect[] = [
  { isClosing: (line) => /^(?:=+ )?(?:\d|no tests ).* in [\d.]+s\b/.test(line), read: parsePytest },
  { isClosing: (line) => line.startsWith('test result: '), read: parseCargo },
  {
    isClosing: (line) => /^(?:OK|FAILED|NO TESTS RAN)(?: \(.*\))?$/.test(line),
    read: parseUnittest,
  },
  { isClosing: (line) => SUREFIRE.test(line), read: readSurefire },
  { isClosing: (line) => /^[#ℹ] pass \d+$/.test(line), read: parseNodeTest },
  { isClosing: (line) => countsIn(line) !== null, read: readCounts },
];

/**
 * Reads what an unknown runner prints last: `40 passed, 1 failed, 2 skipped`, mocha's `40 passing`,
 * or the closing lines of pytest, unittest, cargo, node:test and surefire. The form that closes the
 * output wins; TAP is tried after them.
 */
export function parseSummaryLine(text: string): ReportResult {
  const lines = plainLines(text);
  const closing = DIALECTS.map((dialect) => ({
    dialect,
    at: lines.findLastIndex(dialect.isClosing),
  }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => b.at - a.at);
  for (const { dialect } of closing) {
    const result = dialect.read(text);
    if (result.ok) return { ok: true, report: { ...result.report, format: 'summary_line' } };
  }
  const tap = parseTap(text);
  if (tap.ok) return tap;
  if (lines.some((line) => NO_TESTS.test(line))) return reportOf('summary_line', newTally());
  return unreadable('the output ends without a line that counts tests');
}

function readSurefire(text: string): ReportResult {
  const line = plainLines(text).findLast((one) => SUREFIRE.test(one)) ?? '';
  const [run, failures, errors, skipped] = (SUREFIRE.exec(line) ?? [])
    .slice(1)
    .map((digits) => countOf(digits) ?? 0);
  const tally = newTally();
  tally.failed = (failures ?? 0) + (errors ?? 0);
  tally.skipped = skipped ?? 0;
  tally.passed = Math.max(0, (run ?? 0) - tally.failed - tally.skipped);
  return reportOf('summary_line', tally);
}

/** The last line with counts, together with mocha's single counts directly above it. */
function readCounts(text: string): ReportResult {
  const lines = plainLines(text);
  const last = lines.findLastIndex((line) => countsIn(line) !== null);
  const tally = newTally();
  for (let at = last; at >= 0; at -= 1) {
    const line = lines[at] ?? '';
    const counts = countsIn(line);
    if (counts === null || (at < last && !SINGLE_COUNT.test(line))) break;
    tally.passed += counts.passed;
    tally.failed += counts.failed;
    tally.skipped += counts.skipped;
    if (!SINGLE_COUNT.test(line)) break;
  }
  return reportOf('summary_line', tally);
}

/**
 * Counts of a line that begins with them; null when it states neither how many passed nor how many
 * failed.
 */
function countsIn(line: string): Record<Outcome, number> | null {
  const prefix = PREFIX.exec(line)?.[0];
  if (prefix === undefined || line.length > 300) return null;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  let isStated = SINGLE_COUNT.test(line);
  for (const [, digits, word] of line.matchAll(COUNT)) {
    const outcome = OUTCOMES[(word ?? '').toLowerCase()];
    if (outcome === undefined) continue;
    counts[outcome] += countOf(digits) ?? 0;
    // "2 errors" alone may be a linter's line.
    isStated ||= /^(?:pass|failed$|failing$|succeeded$)/i.test(word ?? '');
  }
  return isStated ? counts : null;
}

function wordsFor(outcome: Outcome, words: readonly string[]): Record<string, Outcome> {
  return Object.fromEntries(words.map((word) => [word, outcome]));
}
