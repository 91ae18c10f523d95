import { countOf } from '../count-of.ts';
import { parseTap } from '../parse-tap.ts';
import { addFailure, addFailures, newTally, type Tally } from '../report-result.ts';
import { blockAround, countWords, nameFailures, ofTotal, type TextForm } from './text-form.ts';

const NODE_COUNT =
  /^[#ℹ] (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) +([\d.]+)\s*$/;
const NODE_FAILURE = /^\s*✖ (.+?)(?: \(\d[\d.]*ms\))?$/;

/**
 * node:test with its spec or TAP reporter, and tape: a block of counts. What a test prints itself
 * is a comment of the same kind in TAP, so a lone count is none.
 */
export const NODE_TEST: TextForm = {
  printsTap: true,
  closing: /^[#ℹ] pass +\d+\s*$/,
  read(part, at) {
    const { lines, until } = blockAround(part, at, (line) => NODE_COUNT.test(line));
    const counts = new Map<string, number>();
    for (const line of lines) {
      const [, word = '', digits] = NODE_COUNT.exec(line) ?? [];
      counts.set(word, countOf(digits) ?? 0);
    }
    if (!counts.has('tests') || counts.has('suites') !== counts.has('duration_ms')) return null;
    const of = (word: string): number => counts.get(word) ?? 0;
    const failed = of('fail') + of('cancelled');
    const skipped = of('skipped') + of('todo');
    return { passed: of('pass'), failed, skipped, failures: nodeFailures(part), until };
  },
};

/**
 * Names after "failing tests:", where the spec reporter lists leaves only, or the leaves of TAP.
 */
function nodeFailures(part: readonly string[]): Tally['failures'] {
  const start = part.findLastIndex((line) => line.includes('failing tests:'));
  if (start === -1) {
    const tap = parseTap(part.join('\n'));
    return tap.ok ? tap.report.failures : [];
  }
  const names = newTally();
  for (const line of part.slice(start + 1)) {
    const name = NODE_FAILURE.exec(line)?.[1];
    if (name !== undefined) addFailure(names, name);
  }
  return names.failures;
}

const MOCHA_COUNT = /^ {1,4}\d{1,9} (?:passing|failing|pending)(?: \([^)]*\))? *$/;
const MOCHA_FAILURE = /^ {2}\d{1,6}\) (.+)$/;
/** Lines that the name of a mocha test may be spread over, a suite on each. */
const MOCHA_NAME_LINES = 8;

/** mocha and what prints like it: ` 12 passing`, ` 1 pending`, ` 2 failing`, each on its line. */
export const MOCHA: TextForm = {
  closing: /^ {1,4}\d{1,9} passing(?: \([^)]*\))? *$/,
  read(part, at) {
    const { lines, until } = blockAround(part, at, (line) => MOCHA_COUNT.test(line));
    const run = countWords(lines.join('\n'));
    const named = newTally();
    for (let index = until + 1; index < part.length; index += 1) {
      const first = MOCHA_FAILURE.exec(part[index] ?? '')?.[1];
      if (first === undefined) continue;
      const rest = part.slice(index + 1, index + MOCHA_NAME_LINES);
      const end = first.endsWith(':') ? 0 : rest.findIndex((line) => line.endsWith(':')) + 1;
      const words = [first, ...rest.slice(0, end)].map((line) => line.trim());
      const message = part.slice(index + end + 1).find((line) => line.trim() !== '') ?? '';
      addFailure(named, words.join(' ').replace(/:$/, ''), () => ({ message }));
    }
    return { ...run, failures: named.failures, until };
  },
};

const JEST_FAILURE = /^ {2}● (?!Console$)(?<name>.+)$/;

/** jest: `Tests: 1 failed, 2 passed, 3 total`. A suite that failed by itself did not load. */
export const JEST: TextForm = {
  closing: /^Tests: +(?:\d.*, )?\d+ total$/,
  read(part, at) {
    const run = nameFailures(countWords(part[at] ?? ''), part.slice(0, at), JEST_FAILURE);
    const suites = /^Test Suites: (\d+) failed/.exec(part[at - 1] ?? '')?.[1];
    if (run.failed === 0) run.failed = countOf(suites) ?? 0;
    return { ...run, until: at };
  },
};

const VITEST_FAILURE = /^ FAIL {2}(?<name>.+)$/;

/**
 * vitest: ` Tests  1 failed | 7 passed (8)`. Files and errors without a failing test count, too.
 */
export const VITEST: TextForm = {
  opening: /^ RUN {2}v\d/,
  closing: /^ +Tests {2}(?:\d|no tests)/,
  read(part, at) {
    const run = nameFailures(countWords(part[at] ?? ''), part.slice(0, at), VITEST_FAILURE);
    const files = / +Test Files {2}(\d+) failed/.exec(part[at - 1] ?? '')?.[1];
    const below = part.slice(at + 1, at + 3).join('\n');
    const broken = below.matchAll(/^ *(?:Type )?Errors {2}(\d+) (?:errors?|failed)$/gm);
    const errors = [...broken].reduce((sum, [, count]) => sum + (countOf(count) ?? 0), 0);
    if (run.failed === 0) run.failed = (countOf(files) ?? 0) + errors;
    return { ...run, until: at };
  },
};

const BUN_COUNT =
  /^ *\d+ (?:pass|fail|skip|todo|errors?|snapshots?|filtered out|expect\(\) calls)\b/;
const BUN_FAILURE = /^(?:\(fail\)|✗) (?<name>.+?)(?: \[[\d.]+m?s\])?$/;

/** bun: ` 1 pass`, ` 1 fail`, and `Ran 2 tests across 1 file.` below them. */
export const BUN: TextForm = {
  closing: /^Ran \d+ tests? across \d+ files?\./,
  read(part, at) {
    const { lines } = blockAround(part.slice(0, at), at, (line) => BUN_COUNT.test(line));
    const run = countWords(lines.join('\n'));
    const ran = countOf(/\d+/.exec(part[at] ?? '')?.[0]) ?? 0;
    const counted = run.passed + run.failed + run.skipped;
    addFailures(run, '(tests that ran and were not counted)', ran - counted);
    const named = nameFailures(run, part.slice(0, at), BUN_FAILURE);
    return { ...named, until: at };
  },
};

const DENO_FAILURE = /^(?<name>\S.*?) \.\.\. FAILED(?: \(|$)/;

/** deno: `ok | 3 passed (2 steps) | 0 failed`. Steps are parts of their tests. */
export const DENO: TextForm = {
  closing: /^(?:ok|FAILED) \| \d+ passed\b/,
  read(part, at) {
    const run = countWords((part[at] ?? '').replaceAll(/\([^)]*\)/g, ''));
    return { ...nameFailures(run, part.slice(0, at), DENO_FAILURE), until: at };
  },
};

const PLAYWRIGHT_COUNT = /^ {2}\d+ (?:passed|failed|flaky|skipped|interrupted|did not run)\b/;

/** Playwright: ` 1 failed`, the names of the tests, ` 2 passed (3.1s)`. */
export const PLAYWRIGHT: TextForm = {
  closing: /^ {2}\d+ passed \(\d[\d.]*m?s?\)$/,
  read(part, at) {
    const isOfBlock = (line: string): boolean =>
      PLAYWRIGHT_COUNT.test(line) || /^ {4}\[/.test(line);
    const { lines, until } = blockAround(part, at, isOfBlock);
    const run = countWords(lines.filter((line) => PLAYWRIGHT_COUNT.test(line)).join('\n'));
    const text = lines.join('\n');
    const broken = / {2}(\d+) (?:interrupted|did not run)/.exec(text)?.[1];
    run.passed += countOf(/ {2}(\d+) flaky/.exec(text)?.[1]) ?? 0;
    addFailures(run, '(tests that were interrupted or did not run)', countOf(broken) ?? 0);
    return { ...run, until };
  },
};

/** jasmine: `3 specs, 1 failure, 1 pending spec`. */
export const JASMINE: TextForm = {
  closing: /^\d+ specs?, \d+ failures?\b/,
  read(part, at) {
    const [, total] = /^(\d+)/.exec(part[at] ?? '') ?? [];
    return { ...ofTotal(total, countWords(part[at] ?? '')), until: at };
  },
};

const AVA_COUNT = /^ {2}\d+ (?:tests? (?:passed|failed|skipped|todo)|uncaught exceptions?)$/;

/** AVA: ` 2 tests passed`, ` 1 test failed`, one below the other. */
export const AVA: TextForm = {
  closing: /^ {2}\d+ tests? (?:passed|failed)$/,
  read(part, at) {
    const { lines, until } = blockAround(part, at, (line) => AVA_COUNT.test(line));
    const run = countWords(lines.join('\n'));
    const uncaught = /(\d+) uncaught/.exec(lines.join('\n'))?.[1];
    addFailures(run, '(uncaught exceptions)', countOf(uncaught) ?? 0);
    return { ...run, until };
  },
};
