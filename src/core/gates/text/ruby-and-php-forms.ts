import { addFailure, newTally } from '../report-result.ts';
import {
  countLabels,
  countWords,
  nameFailures,
  ofTotal,
  outcomeOf,
  type TextForm,
} from './text-form.ts';

const RSPEC_FAILURE = /^rspec \S+ # (?<name>.+)$/;

/** RSpec: `3 examples, 1 failure, 1 pending`. */
export const RSPEC: TextForm = {
  closing: /^\d+ examples?, \d+ failures?\b/,
  read(part, at) {
    const line = part[at] ?? '';
    const [, total] = /^(\d+)/.exec(line) ?? [];
    const outside = /(\d+) errors? occurred outside/.exec(line)?.[1];
    const inside = countWords(line.replace(/, \d+ errors? occurred outside.*/, ''));
    const run = nameFailures(ofTotal(total, inside), part, RSPEC_FAILURE);
    return { ...run, failed: run.failed + Number(outside ?? 0), until: at };
  },
};

const MINITEST_FAILURE = /^ *\d+\) (?:Failure|Error):$/;

/** minitest (`3 runs, …`) and test-unit (`3 tests, …`). */
export const MINITEST: TextForm = {
  opening: /^# Running:$/,
  closing: /^\d+ (?:runs|tests), \d+ assertions, \d+ failures, \d+ errors\b/,
  read(part, at) {
    const [, total] = /^(\d+)/.exec(part[at] ?? '') ?? [];
    const named = newTally();
    for (const [index, line] of part.entries()) {
      if (!MINITEST_FAILURE.test(line)) continue;
      const name = /^(\S+)/.exec(part[index + 1] ?? '')?.[1] ?? '';
      addFailure(named, name, () => ({ message: part[index + 2] ?? '' }));
    }
    // The counts of a line are of tests and of assertions; only outcomes are words of it.
    const run = ofTotal(total, countWords((part[at] ?? '').replace(/^\d+ \w+/, '')));
    return { ...run, failures: named.failures, until: at };
  },
};

const PHPUNIT_FAILURE = /^\d+\) (?<name>[\w\\]+::\w+.*)$/;
const PHPUNIT_GREEN = /^OK \((\d+) tests?, \d+ assertions?\)$/;

/** PHPUnit: `OK (3 tests, 5 assertions)`, or `Tests: 3, Assertions: 5, Failures: 1.` */
export const PHPUNIT: TextForm = {
  closing: /^(?:OK \(\d+ tests?, \d+ assertions?\)|Tests: \d+, Assertions: \d+.*\.)$/,
  read(part, at) {
    const line = part[at] ?? '';
    const green = PHPUNIT_GREEN.exec(line)?.[1];
    const total = green ?? /^Tests: (\d+)/.exec(line)?.[1];
    const run = ofTotal(total, green === undefined ? countLabels(line) : newTally());
    return { ...nameFailures(run, part.slice(0, at), PHPUNIT_FAILURE), until: at };
  },
};

/** Pest: `  Tests:    1 failed, 2 passed (3 assertions)`. */
export const PEST: TextForm = {
  closing: /^ {2}Tests: +\d.*\(\d+ assertions?\)$/,
  read: (part, at) => ({ ...countWords(part[at] ?? ''), until: at }),
};

const EXUNIT_FAILURE = /^ {2}\d+\) (?<name>test .+?)(?: \([\w.]+\))?$/;

/** ExUnit: `2 doctests, 3 tests, 1 failure, 1 skipped`. */
export const EXUNIT: TextForm = {
  closing:
    /^(?:\d+ (?:doctests?|properties|property), ){0,3}\d+ tests?, \d+ failures?(?:, \d+ [a-z]+){0,3}$/,
  read(part, at) {
    let total = 0;
    const line = part[at] ?? '';
    for (const [, digits, word = ''] of line.matchAll(/(\d{1,9}) ([a-z]+)/g))
      if (outcomeOf(word) === undefined && word !== 'invalid') total += Number(digits);
    const run = ofTotal(String(total), countWords(line.replace(/^.*tests?, /, '')));
    return { ...nameFailures(run, part.slice(0, at), EXUNIT_FAILURE), until: at };
  },
};
