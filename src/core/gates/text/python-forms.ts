import { countOf } from '../count-of.ts';
import { addFailure, addFailures, newTally } from '../report-result.ts';
import { countWords, type ClosedRun, type TextForm } from './text-form.ts';

const PYTEST_LINE = /^(?:FAILED|ERROR) (?<name>\S.*?)(?: - (?<message>.*))?$/;
const PYTEST_SUBTEST = /^SUBFAILED.{0,300}? (?<name>\S+\.py::\S.*?)(?: - (?<message>.*))?$/;

/**
 * pytest. Errors (fixtures, collection) count as failures; skipped, deselected and xfailed tests
 * are not executed. A test with failing subtests is one failed test: pytest counts each subtest
 * that failed, and the test besides, as failed or as passed.
 */
export const PYTEST: TextForm = {
  opening: /^=+ test session starts =+$/,
  closing:
    /^(?:=+ )?(?:\d+ (?:passed|failed|errors?|skipped|xfailed|xpassed|deselected|warnings?|subtests|tests? collected)\b.*|no tests (?:ran|collected).*) in \d+(?:\.\d+)?s\b/,
  read(part, at) {
    const line = part[at] ?? '';
    const run = countWords(line.replaceAll(/\d+ subtests [a-z]+/g, ''));
    const named = newTally();
    const tests = new Set<string>();
    const ofSubtests = new Set<string>();
    let subtests = 0;
    for (const said of part.slice(0, at)) {
      const test = PYTEST_LINE.exec(said)?.groups;
      const { name, message = '' } = test ?? PYTEST_SUBTEST.exec(said)?.groups ?? {};
      if (name === undefined) continue;
      addFailure(named, name, () => ({ message }));
      if (test === undefined) subtests += 1;
      (test === undefined ? ofSubtests : tests).add(name);
    }
    // A test that is named itself, too, was counted as failed; any other as passed.
    const own = [...ofSubtests].filter((name) => !tests.has(name)).length;
    return {
      passed: Math.max(0, run.passed - own),
      failed: Math.max(0, run.failed - subtests + own),
      skipped: run.skipped,
      failures: named.failures,
      until: at,
    };
  },
};

const UNITTEST_END = /^(?:OK|FAILED|PASSED|NO TESTS RAN)(?: \((.*)\))?$/;
const UNITTEST_FAILURE = /^(?:FAIL|ERROR): (?<test>\S+(?: \([\w.]+\))?)/;
const UNITTEST_FIXTURE = /^(?:setUp|tearDown)(?:Class|Module)\b/;
/** Blank lines between the count and the verdict. */
const UNITTEST_GAP = 4;

/**
 * unittest: `Ran N tests`, then `OK` or `FAILED (failures=1, errors=2, skipped=3)`. A test with
 * failing subtests is listed and counted once for each of them, and is one failed test here.
 */
export const UNITTEST: TextForm = {
  closing: /^Ran \d+ tests? in /,
  read(part, at) {
    const after = part.slice(at + 1, at + 1 + UNITTEST_GAP);
    const gap = after.findIndex((line) => UNITTEST_END.test(line));
    if (gap === -1) return null;
    const counts = countsOf(UNITTEST_END.exec(after[gap] ?? '')?.[1] ?? '');
    const run = newTally();
    const tests = new Set<string>();
    let listed = 0;
    for (const line of part.slice(0, at)) {
      const test = UNITTEST_FAILURE.exec(line)?.groups?.['test'];
      if (test === undefined) continue;
      listed += 1;
      if (!tests.has(test)) addFailure(run, test);
      tests.add(test);
    }
    // What sets a class or a module up is no test that ran.
    const outside = [...tests].filter((test) => UNITTEST_FIXTURE.test(test)).length;
    const declared = sumOf(counts, ['failures', 'errors']);
    addFailures(run, '(failures that are counted but not listed)', declared - listed);
    run.failed += sumOf(counts, ['unexpected successes']);
    run.skipped = sumOf(counts, ['skipped', 'expected failures']);
    const ran = countOf(/\d+/.exec(part[at] ?? '')?.[0]) ?? 0;
    run.passed = Math.max(0, ran - (run.failed - outside) - run.skipped);
    return { ...run, until: at + 1 + gap } satisfies ClosedRun;
  },
};

function countsOf(details: string): Map<string, number> {
  const pairs = details.split(', ').map((part) => part.split('='));
  return new Map(pairs.map(([key, value]) => [key ?? '', countOf(value) ?? 0]));
}

function sumOf(counts: ReadonlyMap<string, number>, keys: readonly string[]): number {
  return keys.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0);
}
