import { countOf } from './count-of.ts';
import { parseGoTest } from './parse-go-test.ts';
import { parseTap } from './parse-tap.ts';
import { plainLines } from './plain-lines.ts';
import { newTally, reportOf, unreadable, type ReportResult, type Tally } from './report-result.ts';
import { CLOSING_FORMS } from './text/closing-forms.ts';
import { addRun, readRuns } from './text/read-runs.ts';
import { splitStreams } from './text/split-streams.ts';
import type { TestReport } from './types.ts';
import { outcomeOf } from './text/text-form.ts';

// What may stand before the first count: decoration, and a word that says the counts are of tests.
const PREFIX =
  /^[\s=*#>-]{0,80}(?:(?:tests?|results?|summary|total|all)\b[ \t]{0,20}:?)?\s{0,20}(?=\d)/i;
/** `2 of 3 passed`, `2/3 passed`: how many of all. */
const SHARE = /\b(\d{1,9}) ?(?:\/|(?:out )?of) ?(\d{1,9})(?= (?:tests? )?(?:pass|fail|succe))/i;
const COUNT = /\b(\d{1,9}) (?:tests? )?([a-z]+)\b/gi;
const TAP_PLAN = /^1\.\.\d+\b/;
const GO_LINE = /^(?:\{"(?:Time|Action|ImportPath)":"|(?:ok {2}|FAIL|\? {3})\t\S)/;
/** What runners say that found nothing to run, many with exit code 0. */
const NOTHING_RAN = [
  /^(?:\[\w+\] )?\W*(?:there are )?no tests? (?:files? |modules? )?(?:were |was )?(?:found|ran|run|executed|specified|to run|collected)/i,
  /^(?:\[\w+\] )?Tests are skipped\.?$/,
  /^\W*(?:no test files|no (?:examples|specs|scenarios) found|0 (?:tests|examples|specs|scenarios)\b(?! (?:failed|skipped|aborted|ignored|pending|disabled)\b))/i,
  /^(?:Incomplete: No specs found|Result: NOTESTS|No test is available in )/,
  /^error: No test modules found|\[no test(?:s to run| files)\]|^testing: warning: no tests to run/,
  /^(?:> Task )?:(?:[\w.-]+:){0,9}(?:test(?!Classes )\w*|(?!compile|process)\w+Test) (?:NO-SOURCE|UP-TO-DATE|FROM-CACHE|SKIPPED)$/,
];

/**
 * Reads what test commands print: the closing lines of every runner that is known, added up; TAP;
 * `40 passed, 1 failed, 2 skipped` where it is of none of them; or a sentence that says there were
 * no tests. What a run prints between its first and its last line is not taken for another.
 */
export function parseSummaryLine(text: string): ReportResult {
  const lines = plainLines(text);
  const tally = newTally();
  let sources = 0;
  for (const stream of splitStreams(lines)) {
    const { tally: known, runs, rest, outside } = readRuns(stream, CLOSING_FORMS);
    addRun(tally, known);
    const others = [readTap(outside, runs === 0), readCounts(rest)].filter((one) => one !== null);
    for (const other of others) addRun(tally, other);
    sources += runs + others.length;
  }
  const go = lines.some((line) => GO_LINE.test(line)) ? parseGoTest(text) : null;
  if (go?.ok === true) {
    addRun(tally, go.report);
    const isUncounted = go.report.format === 'exit_code';
    if (isUncounted && tally.passed + tally.failed === 0) return reportOf('exit_code', tally);
    sources += 1;
  }
  if (sources > 0 || lines.some(saysNothingRan)) return reportOf('summary_line', tally);
  return unreadable('the output holds no line that counts tests');
}

function saysNothingRan(line: string): boolean {
  return line.length <= 300 && NOTHING_RAN.some((form) => form.test(line));
}

/** TAP of an unknown producer; beside known runners only with its plan. */
function readTap(lines: readonly string[], isAlone: boolean): TestReport | null {
  if (!isAlone && !lines.some((line) => TAP_PLAN.test(line))) return null;
  const tap = parseTap(lines.join('\n'));
  return tap.ok ? tap.report : null;
}

/** All lines with counts; of them the last alone, where it is the sum of the others. */
function readCounts(lines: readonly string[]): Tally | null {
  const counted = lines.map(countsIn).filter((counts) => counts !== null);
  const last = counted.pop();
  if (last === undefined) return null;
  const others = newTally();
  for (const counts of counted) addRun(others, counts);
  const isTotal = others.passed === last.passed && others.failed === last.failed;
  if (!isTotal) addRun(others, last);
  return others;
}

/**
 * Counts of a line that begins with them; null when it states neither how many passed nor how many
 * failed.
 */
function countsIn(line: string): Tally | null {
  if (line.length > 300 || !PREFIX.test(line)) return null;
  const counts = newTally();
  const stated = new Set<string>();
  for (const [, digits, word = ''] of line.replace(SHARE, '$1').matchAll(COUNT)) {
    const outcome = outcomeOf(word);
    if (outcome === undefined) continue;
    counts[outcome] += countOf(digits) ?? 0;
    // "2 errors" alone may be a linter's line.
    if (/^(?:pass|failed$|failing$|succe)/i.test(word)) stated.add(outcome);
  }
  if (stated.size === 0) return null;
  const rest = (countOf(SHARE.exec(line)?.[2]) ?? 0) - counts.passed - counts.failed;
  const other = stated.has('failed') ? 'passed' : 'failed';
  counts[other] += Math.max(0, rest - counts.skipped);
  // "0 failed" says nothing of how many ran.
  return stated.has('passed') || counts.passed + counts.failed > 0 ? counts : null;
}
