import { describe, expect, it } from 'vitest';
import { judgeGate } from '../judge-gate.ts';
import { measureTests } from '../measure-tests.ts';
import { parseReport } from '../parse-report.ts';
import type { TestReport } from '../types.ts';

function read(output: string, exitCode = 0): TestReport {
  const result = parseReport('summary_line', { report: null, stdout: '', output, exitCode });
  if (!result.ok) throw new Error(result.reason);
  return result.report;
}

function stateOf(output: string, exitCode = 0): string {
  const gate = {
    kpi: 'test_pass_rate',
    rule: 'at_least',
    threshold: 0.9,
    required: true,
  } as const;
  const input = { report: null, stdout: output, output, exitCode };
  return judgeGate(gate, measureTests('summary_line', input)).state;
}

/** passed, failed, skipped. */
const counts = ({ passed, failed, skipped }: TestReport): number[] => [passed, failed, skipped];
const names = ({ failures }: TestReport): string[] => failures.map(({ id }) => id);

const PYTEST_RED =
  '========================= 2 failed, 8 passed in 0.12s =========================';
const PYTEST_GREEN =
  '============================== 5 passed in 0.02s ==============================';
const MOCHA_RED = `

  sum
    ✔ adds
    1) is odd

  1 passing (4ms)
  1 failing

  1) sum
       is odd:

      AssertionError [ERR_ASSERTION]: 1 == 2
`;
const JEST_RED = `FAIL ./a.test.js
  ● sum › is odd

    expect(received).toBe(expected)

Test Suites: 1 failed, 1 total
Tests:       1 failed, 2 passed, 3 total
Snapshots:   0 total
Time:        0.5 s
Ran all test suites.`;
const NODE_GREEN = `✔ a (0.5ms)
ℹ tests 1
ℹ suites 0
ℹ pass 1
ℹ fail 0
ℹ cancelled 0
ℹ skipped 0
ℹ todo 0
ℹ duration_ms 40.1`;

describe('REPORT-13 the verdict comes from all closing lines', () => {
  it.each([
    ['two runs of pytest', `${PYTEST_RED}\n${PYTEST_GREEN}`, [13, 2, 0]],
    ['in the other order', `${PYTEST_GREEN}\n${PYTEST_RED}`, [13, 2, 0]],
    [
      'the modules of a Maven build',
      `[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.794 s <<< FAILURE! -- in AlphaTest
[ERROR] Failures:
[ERROR]   AlphaTest.red:3 red
[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0
[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.144 s -- in BetaTest
[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0
[INFO] BUILD SUCCESS`,
      [4, 1, 0],
    ],
    ['mocha, then node:test', `${MOCHA_RED}\n${NODE_GREEN}`, [2, 1, 0]],
    ['jest, then pytest', `${JEST_RED}\n${PYTEST_GREEN}`, [7, 1, 0]],
    ['cargo’s binaries', cargo(2, 1) + cargo(3, 0), [5, 1, 0]],
    ['two makers of TAP', '1..2\nok 1\nnot ok 2 - b\n1..1\nok 1', [2, 1, 0]],
    ['TAP, then mocha', `1..2\nok 1\nnot ok 2 - b\n${MOCHA_RED}`, [2, 2, 0]],
    [
      'packages that turbo runs at once',
      `web:test:   2 passing (3ms)\napi:test: Tests:       1 failed, 1 total\nweb:test:   1 failing`,
      [2, 2, 0],
    ],
    [
      'packages that pnpm runs at once',
      `packages/a test:   3 passing (3ms)\npackages/b test: ok | 1 passed | 1 failed (3ms)\npackages/a test: Done`,
      [4, 1, 0],
    ],
  ] as const)('%s', (_name, output, expected) => {
    expect(counts(read(output))).toEqual(expected);
    expect(stateOf(output)).toBe('fail');
  });

  it('a run that began and never closed is a failure, whatever came after it', () => {
    const began = '============================= test session starts =============================';
    const whole = `${began}\ncollected 5 items\n${PYTEST_GREEN}`;
    expect(stateOf(`${whole}\n${whole}`)).toBe('pass');
    const crashed = `${began}\nFatal Python error: Aborted`;
    expect(counts(read(`${crashed}\n${whole}`))).toEqual([5, 1, 0]);
    expect(counts(read('running 3 tests\nprocess abort signal\n' + cargo(2, 0)))).toEqual([
      2, 1, 0,
    ]);
  });
});

function cargo(passed: number, failed: number): string {
  const word = failed === 0 ? 'ok' : 'FAILED';
  return `running ${passed + failed} tests\n\ntest result: ${word}. ${passed} passed; ${failed} failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\n`;
}

describe('REPORT-14 no executed test is no green, whoever says so', () => {
  it.each([
    ['CTest', 'Test project /w/build\nNo tests were found!!!'],
    ['RSpec', 'No examples found.\n\n\nFinished in 0.00026 seconds\n0 examples, 0 failures'],
    [
      'minitest',
      'Run options: --seed 1\n\n# Running:\n\n\nFinished in 0.0s\n\n0 runs, 0 assertions, 0 failures, 0 errors, 0 skips',
    ],
    ['test-unit', '0 tests, 0 assertions, 0 failures, 0 errors, 0 pendings, 0 omissions'],
    [
      'Surefire',
      '[INFO] --- surefire:3.2.5:test ---\n[INFO] No tests to run.\n[INFO] BUILD SUCCESS',
    ],
    ['Surefire, skipped', '[INFO] Tests are skipped.\n[INFO] BUILD SUCCESS'],
    [
      'Gradle',
      '> Task :compileTestJava NO-SOURCE\n> Task :test NO-SOURCE\n\nBUILD SUCCESSFUL in 1s',
    ],
    ['an old Gradle', ':compileTestJava NO-SOURCE\n:test NO-SOURCE\n\nBUILD SUCCESSFUL in 1s'],
    ['Gradle, up to date', '> Task :app:test UP-TO-DATE\n\nBUILD SUCCESSFUL in 1s'],
    ['PHPUnit', 'PHPUnit 11.0.0 by Sebastian Bergmann and contributors.\n\nNo tests executed!'],
    [
      'dotnet',
      'No test is available in /w/a.dll. Make sure that test discoverer & executors are registered',
    ],
    ['mocha', '\n\n  0 passing (1ms)\n'],
    ['jest', 'No tests found, exiting with code 0'],
    ['vitest', 'No test files found, exiting with code 0'],
    ['go', '?   \tex.org/m\t[no test files]'],
    [
      'go without a match',
      'testing: warning: no tests to run\nPASS\nok  \tex.org/m\t0.002s [no tests to run]',
    ],
    ['deno', 'ok | 0 passed | 0 failed (0ms)'],
    ['bun', 'bun test v1.2.0\n\n 0 pass\n 0 fail\nRan 0 tests across 1 file. [5.00ms]'],
    ['pytest', '============================ no tests ran in 0.01s ============================'],
    ['unittest', 'Ran 0 tests in 0.000s\n\nNO TESTS RAN'],
    ['cargo', cargo(0, 0)],
    ['node:test', NODE_GREEN.replace('tests 1', 'tests 0').replace('pass 1', 'pass 0')],
    ['prove', 'Files=0, Tests=0,  0 wallclock secs\nResult: NOTESTS'],
    [
      'GoogleTest',
      '[==========] Running 0 tests from 0 test suites.\n[==========] 0 tests from 0 test suites ran. (0 ms total)\n[  PASSED  ] 0 tests.',
    ],
    ['Catch2', 'No tests ran'],
    ['jasmine', 'Incomplete: No specs found'],
    ['ExUnit', '0 tests, 0 failures'],
    ['cucumber', '0 scenarios\n0 steps'],
    ['TAP', '1..0 # SKIP nothing here'],
    ['a runner that is not known', 'No tests found.'],
  ])('%s', (_name, output) => {
    expect(stateOf(output)).toBe('unverified');
    expect(read(output)).toMatchObject({ format: 'summary_line', executed: 0 });
  });

  it('is not said by tasks of a build that only prepare the tests', () => {
    const said = [
      ':compileTestJava',
      ':processTestResources NO-SOURCE',
      '> Task :lib:testClasses UP-TO-DATE',
      'BUILD SUCCESSFUL in 1s',
    ];
    expect(read(said.join('\n')).format).toBe('exit_code');
    for (const task of ['> Task :app:integrationTest', ':testDebugUnitTest', '> Task :a:b:test'])
      expect(read(`${task} NO-SOURCE`).format).toBe('summary_line');
  });

  it('is no matter where another part ran tests', () => {
    expect(
      stateOf(`[INFO] No tests to run.\n[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0`),
    ).toBe('pass');
  });
});

describe('REPORT-15 what a test prints is not taken for a count', () => {
  const began = '============================= test session starts =============================';
  it.each([
    ['counts in a run of pytest', `${began}\n1 passed, 40 failed\n${PYTEST_GREEN}`, [5, 0, 0]],
    [
      'another runner’s closing line in it',
      `${began}\n3 examples, 1 failure\n${PYTEST_GREEN}`,
      [5, 0, 0],
    ],
    ['counts before mocha’s', `40 passed, 1 failed\n\n  2 passing (3ms)\n`, [2, 0, 0]],
    [
      'a count of TAP in node:test’s',
      `TAP version 13\n# pass 3\n# fail 2\nok 1 - a\n1..1\n${NODE_GREEN.replaceAll('ℹ', '#')}`,
      [1, 0, 0],
    ],
    [
      'whole runs within a run of vitest',
      ` RUN  v5.1.1 /repo\n${PYTEST_RED}\n${MOCHA_RED}\n Test Files  1 passed (1)\n      Tests  3 passed (3)`,
      [3, 0, 0],
    ],
  ])('%s', (_name, output, expected) => {
    expect(counts(read(output))).toEqual(expected);
  });
});

describe('REPORT-16 closing lines in the words of their runners', () => {
  it.each([
    [
      'CTest, green',
      '1/3 Test #1: adds ....   Passed    0.00 sec\n\n100% tests passed, 0 tests failed out of 3\n\nTotal Test time (real) =   0.02 sec',
      [3, 0, 0],
      [],
    ],
    [
      'CTest, red',
      '67% tests passed, 1 tests failed out of 3\n\nThe following tests FAILED:\n\t  2 - subs (Failed)\nErrors while running CTest',
      [2, 1, 0],
      ['subs'],
    ],
    [
      'CTest, one skipped',
      '2/2 Test #2: b ....***Skipped   0.00 sec\n\n100% tests passed, 0 tests failed out of 2',
      [1, 0, 1],
      [],
    ],
    [
      'CTest, timed out',
      '0% tests passed, 1 tests failed out of 1\n\nThe following tests FAILED:\n\t  1 - slow (Timeout)',
      [0, 1, 0],
      ['slow'],
    ],
    [
      'bun',
      'bun test v1.2.0\n\na.test.ts:\n(pass) adds [0.10ms]\n(fail) subtracts [0.20ms]\n\n 1 pass\n 1 fail\n 2 expect() calls\nRan 2 tests across 1 file. [12.00ms]',
      [1, 1, 0],
      ['subtracts'],
    ],
    [
      'bun, skipped and todo',
      ' 3 pass\n 1 skip\n 1 todo\n 0 fail\nRan 5 tests across 2 files. [12.00ms]',
      [3, 0, 2],
      [],
    ],
    [
      'bun, one whose line is missing',
      ' 1 pass\n 0 fail\nRan 2 tests across 1 file. [1ms]',
      [1, 1, 0],
      ['(tests that ran and were not counted)'],
    ],
    [
      'deno',
      'adds ... ok (1ms)\nsubtracts ... FAILED (2ms)\n\nFAILED | 1 passed (2 steps) | 1 failed | 1 ignored (5ms)',
      [1, 1, 1],
      ['subtracts'],
    ],
    ['mocha', MOCHA_RED, [1, 1, 0], ['sum is odd']],
    ['jest', JEST_RED, [2, 1, 0], ['sum › is odd']],
    [
      'jest, a suite that does not load',
      'Test Suites: 1 failed, 1 total\nTests:       0 total',
      [0, 1, 0],
      [],
    ],
    [
      'vitest, an error outside tests',
      ' Test Files  1 passed (1)\n      Tests  3 passed (3)\n     Errors  1 error',
      [3, 1, 0],
      [],
    ],
    [
      'RSpec',
      '3 examples, 1 failure, 1 pending\n\nFailed examples:\n\nrspec ./spec/a_spec.rb:5 # Sum adds',
      [1, 1, 1],
      ['Sum adds'],
    ],
    [
      'RSpec, an error while loading',
      '0 examples, 0 failures, 1 error occurred outside of examples',
      [0, 1, 0],
      [],
    ],
    [
      'minitest',
      '  1) Failure:\nTestSum#test_adds [test/sum_test.rb:5]:\nExpected: 2\n\n3 runs, 4 assertions, 1 failures, 0 errors, 1 skips',
      [1, 1, 1],
      ['TestSum#test_adds'],
    ],
    ['PHPUnit, green', 'OK (3 tests, 5 assertions)', [3, 0, 0], []],
    [
      'PHPUnit, red',
      '1) SumTest::testAdds\nFailed asserting that 1 matches expected 2.\n\nFAILURES!\nTests: 4, Assertions: 5, Failures: 1, Skipped: 1.',
      [2, 1, 1],
      ['SumTest::testAdds'],
    ],
    ['Pest', '  Tests:    1 failed, 2 passed (3 assertions)', [2, 1, 0], []],
    [
      'dotnet',
      'Passed!  - Failed:     0, Passed:     3, Skipped:     1, Total:     4, Duration: 12 ms - a.dll (net8.0)',
      [3, 0, 1],
      [],
    ],
    [
      'dotnet, two assemblies',
      'Passed!  - Failed:     0, Passed:     3, Skipped:     0, Total:     3\nFailed!  - Failed:     1, Passed:     1, Skipped:     0, Total:     2',
      [4, 1, 0],
      [],
    ],
    [
      'Gradle',
      'AlphaTest > red FAILED\n\n3 tests completed, 1 failed, 1 skipped',
      [1, 1, 1],
      ['AlphaTest > red'],
    ],
    [
      'Surefire with a flake',
      '[WARNING] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1, Flakes: 1',
      [2, 0, 1],
      [],
    ],
    [
      'nextest',
      '     Summary [   0.005s] 3 tests run: 2 passed, 1 failed, 1 skipped',
      [2, 1, 1],
      [],
    ],
    [
      'GoogleTest',
      '[==========] Running 2 tests from 1 test suite.\n[==========] 2 tests from 1 test suite ran. (0 ms total)\n[  PASSED  ] 1 test.\n[  FAILED  ] 1 test, listed below:\n[  FAILED  ] Sum.Adds',
      [1, 1, 0],
      ['Sum.Adds'],
    ],
    ['Catch2', 'test cases: 3 | 2 passed | 1 failed', [2, 1, 0], []],
    ['Catch2, green', 'All tests passed (5 assertions in 3 test cases)', [3, 0, 0], []],
    [
      'prove',
      't/a.t (Wstat: 256 (exited 1) Tests: 3 Failed: 1)\nFiles=1, Tests=3,  0 wallclock secs\nResult: FAIL',
      [2, 1, 0],
      ['t/a.t'],
    ],
    ['ExUnit', '2 doctests, 3 tests, 1 failure, 1 skipped', [3, 1, 1], []],
    [
      'Playwright',
      '  1 failed\n    [chromium] › a.spec.ts:3:1 › adds\n  1 flaky\n    [chromium] › a.spec.ts:9:1 › b\n  2 passed (3.1s)',
      [3, 1, 0],
      [],
    ],
    ['AVA', '  2 tests passed\n  1 test failed', [2, 1, 0], []],
    ['jasmine', '3 specs, 1 failure, 1 pending spec', [1, 1, 1], []],
    ['tape', '# tests 2\n# pass  1\n# fail  1', [1, 1, 0], []],
  ] as const)('%s', (_name, output, expected, failing) => {
    const report = read(output);
    expect(counts(report)).toEqual(expected);
    if (failing.length > 0) expect(names(report)).toEqual(failing);
    expect(stateOf(output)).toBe(expected[1] === 0 ? 'pass' : 'fail');
  });
});

describe('JUDGE-17 output that was cut', () => {
  it('proves no green, for what is missing may be red', () => {
    const gate = {
      kpi: 'test_pass_rate',
      rule: 'at_least',
      threshold: 0.9,
      required: true,
    } as const;
    const input = {
      report: null,
      stdout: '',
      output: PYTEST_GREEN,
      outputIsCut: true,
      exitCode: 0,
    };
    expect(judgeGate(gate, measureTests('summary_line', input)).state).toBe('unverified');
    const red = { ...input, output: PYTEST_RED };
    expect(judgeGate(gate, measureTests('summary_line', red)).state).toBe('fail');
  });
});
