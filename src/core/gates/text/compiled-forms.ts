import { countOf } from '../count-of.ts';
import { addFailures } from '../report-result.ts';
import {
  blockAround,
  countLabels,
  countWords,
  nameFailures,
  ofTotal,
  type TextForm,
} from './text-form.ts';

/** cargo-nextest. */
export const NEXTEST: TextForm = {
  closing: /^ +Summary \[[^\]]+\] +\d+(?:\/\d+)? tests? run: /,
  read(part, at) {
    const counts = /tests? run: (.*)$/.exec(part[at] ?? '')?.[1] ?? '';
    const timedOut = /(\d+) timed out/.exec(counts)?.[1];
    const run = countWords(counts.replaceAll(/\([^)]*\)/g, ''));
    addFailures(run, '(tests that took too long)', countOf(timedOut) ?? 0);
    return { ...run, until: at };
  },
};

const SUREFIRE_FAILURE =
  /^(?:\[ERROR\] )? {2}(?<name>[\w$]+(?:\.[\w$]+)*[.:][\w$]+.*?):\d+(?:->\S+)?(?: (?<message>.*))?$/;

/** Surefire and Failsafe: the line of a module, which names no class. */
export const SUREFIRE: TextForm = {
  closing:
    /^(?:\[\w+\] )?Tests run: \d+, Failures: \d+, Errors: \d+, Skipped: \d+(?:, Flakes: \d+)?$/,
  read(part, at) {
    const line = part[at] ?? '';
    const [, total] = /run: (\d+)/.exec(line) ?? [];
    const run = ofTotal(total, countLabels(line.replace(/^.*?run: \d+, /, '')));
    return { ...nameFailures(run, part.slice(0, at), SUREFIRE_FAILURE), until: at };
  },
};

const JUNIT_COUNT = /^\[ +\d+ (?:tests|containers) [a-z]+ +\]$/;

/** JUnit's console launcher: `[  2 tests successful  ]`, a line for every outcome. */
export const JUNIT_CONSOLE: TextForm = {
  closing: /^\[ +\d+ tests successful +\]$/,
  read(part, at) {
    const { lines, until } = blockAround(part, at, (line) => JUNIT_COUNT.test(line));
    const text = lines.join('\n');
    const groups = /(\d+) containers failed/.exec(text)?.[1];
    const run = countWords(text);
    addFailures(run, '(groups of tests that failed)', countOf(groups) ?? 0);
    return { ...run, until };
  },
};

const GRADLE_FAILURE = /^(?<name>\S.* > .+?) FAILED$/;

/** Gradle counts only where a test failed. */
export const GRADLE: TextForm = {
  closing: /^\d+ tests? completed, \d+ failed(?:, \d+ skipped)?$/,
  read(part, at) {
    const line = part[at] ?? '';
    const [, total] = /^(\d+)/.exec(line) ?? [];
    const run = ofTotal(total, countWords(line));
    return { ...nameFailures(run, part.slice(0, at), GRADLE_FAILURE), until: at };
  },
};

const CTEST_FAILURE =
  /^\s*\d+ - (?<name>\S.*?) \((?:Failed|Timeout|SEGFAULT|Exception|ILLEGAL|NUMERICAL|OTHER_FAULT|Subprocess|BAD_COMMAND|Not Run).*?\)/;

/** CTest: `67% tests passed, 1 tests failed out of 3`. Tests that it skipped are none it ran. */
export const CTEST: TextForm = {
  closing: /^\d{1,3}% tests passed(?:, \d+ tests? failed)? out of \d+$/,
  read(part, at) {
    const [, failed, total] =
      /passed(?:, (\d+) tests? failed)? out of (\d+)/.exec(part[at] ?? '') ?? [];
    const skipped = part.slice(0, at).filter((line) => /\*{3}Skipped\b/.test(line)).length;
    const run = { passed: 0, failed: countOf(failed) ?? 0, skipped, failures: [] };
    return { ...nameFailures(ofTotal(total, run), part, CTEST_FAILURE), until: at };
  },
};

const GTEST_COUNT = /^\[ {2}(?:PASSED|SKIPPED|FAILED) +\] \d+ tests?/;
const GTEST_FAILURE = /^\[ {2}FAILED {2}\] (?<name>[A-Za-z_][\w./]*)(?:,.*)?$/;

/** GoogleTest. */
export const GTEST: TextForm = {
  opening: /^\[={10}\] Running \d+ tests? from \d+ /,
  closing: /^\[={10}\] \d+ tests? from \d+ .*ran\./,
  read(part, at) {
    const isOfBlock = (line: string): boolean => line.startsWith('[  ');
    const { lines, until } = blockAround(part.slice(at + 1), 0, isOfBlock);
    const counted = lines.filter((line) => GTEST_COUNT.test(line));
    const words = counted.map((line) => line.replace(/^\[ +(\w+) +\] (\d+).*/, '$2 $1'));
    return {
      ...nameFailures(countWords(words.join('\n')), lines, GTEST_FAILURE),
      until: at + 1 + until,
    };
  },
};

/** Catch2 and doctest. */
export const CATCH2: TextForm = {
  closing:
    /^(?:All tests passed \(\d+ assertions? in \d+ test cases?\)|(?:\[doctest\] )?test cases: +\d+ \|)/,
  read(part, at) {
    const line = part[at] ?? '';
    const [, all] = /in (\d+) test cases?\)/.exec(line) ?? [];
    const counts = line.replace(/^.*?\|/, '').replaceAll(/ {2,}/g, ' ');
    const run = all === undefined ? countWords(counts) : ofTotal(all, countWords(''));
    return { ...run, until: at };
  },
};

const DOTNET_FAILURE = /^ {2}Failed (?<name>\S.*?) \[[^\]]*\]$/;

/** `dotnet test`: a line for every assembly, or the block of the console logger. */
export const DOTNET: TextForm = {
  closing: /^ *(?:(?:Passed|Failed|Skipped)! +- Failed: +\d+, Passed: +\d+|Total tests: \d+$)/,
  read(part, at) {
    const isLabel = (line: string): boolean => /^ +(?:Passed|Failed|Skipped): +\d+$/.test(line);
    const { lines, until } = blockAround(part, at, isLabel);
    const run = countLabels(lines.join('\n').replaceAll(/: +/g, ': '));
    return { ...nameFailures(run, part.slice(0, at), DOTNET_FAILURE), until };
  },
};

const PROVE_SCRIPT = /^(?<name>\S+\.t) +\(Wstat: .*? Tests: \d+ Failed: (?<failed>\d+)\)/;

/** Perl's prove: `Files=1, Tests=3`, and how it ended. */
export const PROVE: TextForm = {
  closing: /^Files=\d+, Tests=\d+,/,
  read(part, at) {
    const [, total] = /Tests=(\d+)/.exec(part[at] ?? '') ?? [];
    const isRed = (part[at + 1] ?? '').startsWith('Result: FAIL');
    const listed = part
      .slice(0, at)
      .reduce((sum, line) => sum + Number(PROVE_SCRIPT.exec(line)?.groups?.['failed'] ?? 0), 0);
    const failed = isRed ? Math.max(1, listed) : 0;
    const run = ofTotal(total, { passed: 0, failed, skipped: 0, failures: [] });
    return { ...nameFailures(run, part.slice(0, at), PROVE_SCRIPT), until: at };
  },
};
