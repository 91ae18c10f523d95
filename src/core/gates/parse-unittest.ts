import { countOf } from './count-of.ts';
import { plainLines } from './plain-lines.ts';
import { addFailure, newTally, reportOf, unreadable } from './report-result.ts';
import type { ReportResult } from './report-result.ts';

const RAN = /^Ran (\d+) tests? in /;
const END = /^(?:OK|FAILED|NO TESTS RAN)(?: \((.*)\))?$/;
const FAILURE = /^(?:FAIL|ERROR): (\S.*)$/;

/**
 * Reads Python's unittest: `Ran N tests`, then `OK` or `FAILED (failures=1, errors=2, skipped=3)`.
 */
export function parseUnittest(text: string): ReportResult {
  const lines = plainLines(text);
  const at = lines.findLastIndex((line) => RAN.test(line));
  const ending = lines
    .slice(at + 1)
    .map((line) => END.exec(line))
    .find((found) => found !== null);
  if (at === -1 || ending === undefined)
    return unreadable('the output ends without a unittest summary');
  const counts = countsOf(ending[1] ?? '');
  const tally = newTally();
  for (const line of lines) {
    const name = FAILURE.exec(line)?.[1];
    if (name !== undefined) addFailure(tally, name);
  }
  const ran = countOf(RAN.exec(lines[at] ?? '')?.[1]) ?? 0;
  tally.failed = sumOf(counts, ['failures', 'errors', 'unexpected successes']);
  tally.skipped = sumOf(counts, ['skipped', 'expected failures']);
  tally.passed = Math.max(0, ran - tally.failed - tally.skipped);
  return reportOf('summary_line', tally);
}

function countsOf(details: string): Map<string, number> {
  const pairs = details.split(', ').map((part) => part.split('='));
  return new Map(pairs.map(([key, value]) => [key ?? '', countOf(value) ?? 0]));
}

function sumOf(counts: ReadonlyMap<string, number>, keys: readonly string[]): number {
  return keys.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0);
}
