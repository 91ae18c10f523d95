import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportFormatSchema } from '#shared/evidence.ts';
import type { ReportFormat } from '#shared/evidence.ts';
import { parseReport } from './parse-report.ts';
import type { TestReport } from './types.ts';
import * as real from './testing/runner-output.ts';

function read(format: ReportFormat, text: string, exitCode: number | null = 1): TestReport {
  const input = format === 'junit' ? { report: text, stdout: '' } : { report: null, stdout: text };
  const result = parseReport(format, { ...input, exitCode });
  if (!result.ok) throw new Error(result.reason);
  return result.report;
}

function refusal(format: ReportFormat, text: string): string {
  const result = parseReport(format, { report: text, stdout: '', exitCode: 0 });
  return result.ok ? 'was read' : result.reason;
}

const names = ({ failures }: TestReport): string[] => failures.map(({ id }) => id);
const counts = ({ passed, failed, skipped }: TestReport): number[] => [passed, failed, skipped];

describe('output of real runners', () => {
  const cases: [string, ReportFormat, string, number[], string[]][] = [
    [
      'pytest JUnit',
      'junit',
      real.PYTEST_JUNIT,
      [2, 3, 2],
      ['test_s.test_bad', 'test_s.test_err', 'test_s.TestC.test_p[2]'],
    ],
    ['node JUnit', 'node_test', real.NODE_JUNIT, [3, 1, 2], ['group.inner bad']],
    ['node TAP as TAP', 'tap', real.NODE_TAP, [3, 1, 2], ['inner bad']],
    ['node TAP by its summary', 'node_test', real.NODE_TAP, [4, 1, 2], ['inner bad']],
    ['node spec', 'node_test', real.NODE_SPEC, [4, 1, 2], ['inner bad']],
    [
      'vitest JUnit',
      'junit',
      real.VITEST_JUNIT,
      [1, 2, 2],
      ['a.test.ts::sum > is odd', 'b.test.ts'],
    ],
    [
      'vitest JSON',
      'vitest',
      real.VITEST_JSON,
      [1, 2, 2],
      ['repo/a.test.ts::sum is odd', 'repo/b.test.ts (the file could not be run)'],
    ],
    ['vitest TAP', 'tap', real.VITEST_TAP, [1, 2, 2], ['is odd', 'b.test.ts']],
    [
      'pytest -q',
      'pytest',
      real.PYTEST_QUIET,
      [2, 3, 2],
      ['test_s.py::test_bad', 'test_s.py::TestC::test_p[2]', 'test_s.py::test_err'],
    ],
    [
      'pytest',
      'pytest',
      real.PYTEST_TEXT,
      [2, 3, 2],
      ['test_s.py::test_bad', 'test_s.py::TestC::test_p[2]', 'test_s.py::test_err'],
    ],
    ['cargo', 'cargo', real.CARGO_TEXT, [1, 1, 1], ['tests::bad']],
    [
      'pytest -q behind a script',
      'summary_line',
      real.PYTEST_QUIET,
      [2, 3, 2],
      ['test_s.py::test_bad', 'test_s.py::TestC::test_p[2]', 'test_s.py::test_err'],
    ],
    ['cargo behind make', 'summary_line', real.CARGO_TEXT, [1, 1, 1], ['tests::bad']],
    ['node behind a script', 'summary_line', real.NODE_SPEC, [4, 1, 2], ['inner bad']],
  ];
  test.each(cases)('REPORT-1 reads %s', (...[, format, text, expected, failing]) => {
    const report = read(format, text);
    expect(counts(report)).toEqual(expected);
    expect(names(report)).toEqual(failing);
  });
});

describe('summary lines', () => {
  const cases: [string, string, number[]][] = [
    ['plain', 'log\n40 passed, 1 failed, 2 skipped\n', [40, 1, 2]],
    ['two counts', '40 passed, 0 failed', [40, 0, 0]],
    ['all of several', '1 passed, 1 failed\nagain\n2 passed, 0 failed\nDone.', [3, 1, 0]],
    ['parts with their total once', '1 passed, 1 failed\n2 passed\n3 passed, 1 failed', [3, 1, 0]],
    ['mocha', '  12 passing (3s)\n  1 pending\n  2 failing\n\n  1) adds:', [12, 2, 1]],
    [
      'jest text',
      'Test Suites: 1 failed, 1 total\nTests:       1 failed, 2 passed, 3 total\nSnapshots:   0 total',
      [2, 1, 0],
    ],
    [
      'vitest text in colour',
      '\u001B[2m Test Files \u001B[22m \u001B[31m2 failed\u001B[39m (2)\n\u001B[2m      Tests \u001B[22m \u001B[31m1 failed\u001B[39m | \u001B[32m7 passed\u001B[39m (8)',
      [7, 1, 0],
    ],
    [
      'unittest',
      'FAIL: test_a (t.T.test_a)\nRan 5 tests in 0.01s\n\nFAILED (failures=1, errors=1, skipped=1)',
      [2, 2, 1],
    ],
    ['surefire', '[INFO] Tests run: 5, Failures: 1, Errors: 1, Skipped: 1', [2, 2, 1]],
    ['nothing found', 'No test files found, exiting with code 0', [0, 0, 0]],
    ['TAP', 'ok 1 - a\nnot ok 2 - b\n1..2', [1, 1, 0]],
  ];
  test.each(cases)('REPORT-7 reads %s', (_name, text, expected) => {
    expect(counts(read('summary_line', text))).toEqual(expected);
  });

  test('REPORT-7 a sentence with a number in it is not a summary', () => {
    expect(read('summary_line', 'handles 3 passed arguments', 0).format).toBe('exit_code');
  });

  test('REPORT-7 both streams are read: some runners sum up on standard error', () => {
    const input = {
      report: null,
      stdout: '',
      exitCode: 0,
      output: 'Ran 3 tests in 0.1s\n\nOK',
    };
    const result = parseReport('summary_line', input);
    expect(result).toMatchObject({ ok: true, report: { passed: 3, failed: 0 } });
  });

  test('REPORT-8 without any count only the exit code is left, and the format says so', () => {
    expect(read('summary_line', 'done', 0)).toMatchObject({ format: 'exit_code', executed: 0 });
    expect(parseReport('exit_code', { report: null, stdout: '', exitCode: null }).ok).toBe(false);
  });
});

describe('JUnit', () => {
  test('REPORT-3 a document type is refused unread, so entities cannot expand', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><testsuite name="&b;"/>';
    expect(refusal('junit', bomb)).toContain('document type');
    const quoted =
      '<testsuite><testcase name="a"><failure><![CDATA[got <!DOCTYPE html>]]></failure></testcase></testsuite>';
    expect(counts(read('junit', quoted))).toEqual([0, 1, 0]);
  });

  test('REPORT-2 a report cut at any byte inside its root is refused, never read as fewer tests', () => {
    const end = real.PYTEST_JUNIT.length - 1;
    for (let at = 60; at < end; at += 97) {
      expect(refusal('junit', real.PYTEST_JUNIT.slice(0, at))).not.toBe('was read');
    }
  });

  test('REPORT-2 deep nesting and foreign XML are refused', () => {
    expect(
      refusal('junit', '<testsuite>'.repeat(50_000) + '</testsuite>'.repeat(50_000)),
    ).toContain('nested');
    expect(refusal('junit', '<html><body/></html>')).toContain('not a JUnit report');
    expect(refusal('junit', '')).toContain('empty');
    expect(refusal('junit', 'Error: no such file')).toContain('not XML');
  });

  test('REPORT-4 failures that are declared but not listed count', () => {
    const report = read(
      'junit',
      '<testsuite tests="3" failures="2" errors="1"><testcase name="a"/></testsuite>',
    );
    expect(counts(report)).toEqual([1, 3, 0]);
  });

  test('REPORT-4 passes that are declared but not listed do not count', () => {
    expect(read('junit', '<testsuites tests="99999999999999999999" failures="0"/>').executed).toBe(
      0,
    );
  });

  test('REPORT-5 a test that was retried and passed is a pass, a suite-level error is a failure', () => {
    const flaky =
      '<testsuite><testcase classname="a.B" name="c"><flakyFailure/></testcase></testsuite>';
    expect(counts(read('junit', flaky))).toEqual([1, 0, 0]);
    expect(names(read('junit', '<testsuite name="s"><error/></testsuite>'))[0]).toContain(
      's (the suite',
    );
  });

  test('REPORT-5 names are decoded', () => {
    const xml =
      '<testsuite><testcase classname="a.B" name="x &lt; &#x41;&amp;lt;"><failure/></testcase></testsuite>';
    expect(names(read('junit', xml))).toEqual(['a.B.x < A&lt;']);
  });
});

describe('TAP', () => {
  test('REPORT-4 points that the plan promised and that never came are failures', () => {
    const report = read('tap', '1..5\nok 1 - a\nok 2 - b\n');
    expect(counts(report)).toEqual([2, 3, 0]);
    expect(names(report)).toEqual(['(3 of 5 planned tests did not run)']);
  });

  test('REPORT-4 Bail out! is a failure', () => {
    expect(names(read('tap', 'ok 1\nBail out! no database\nok 2'))).toEqual([
      'Bail out! no database',
    ]);
  });

  test('REPORT-5 TODO and SKIP are not executed; a failing TODO is no failure', () => {
    expect(
      counts(read('tap', 'not ok 1 - a # TODO later\nok 2 - b # skip no net\nok 3\n1..3')),
    ).toEqual([1, 0, 2]);
  });

  test('REPORT-5 a failing parent whose subtests all passed is a failure of its own', () => {
    const text = '    ok 1 - inner\n    1..1\nnot ok 1 - after hook\n1..1';
    expect(read('tap', text)).toMatchObject({
      passed: 1,
      failed: 1,
      failures: [{ id: 'after hook' }],
    });
  });

  test('REPORT-6 chatter is not a test point', () => {
    expect(refusal('tap', 'ok, starting\nnot okay')).toContain('no TAP');
  });
});

describe('JSON reporters', () => {
  test('REPORT-6 log lines around the report do not matter', () => {
    const noisy = `starting { ok }\n${real.VITEST_JSON}\nJSON report written\n`;
    expect(counts(read('vitest', noisy))).toEqual([1, 2, 2]);
  });

  test('REPORT-2 a cut report is refused', () => {
    expect(refusal('jest', real.VITEST_JSON.slice(0, -20))).toContain('no complete');
  });

  test('REPORT-4 success: false without a failing test is a failure', () => {
    const text =
      '{"success":false,"testResults":[{"status":"passed","assertionResults":[{"status":"passed","title":"a"}]}]}';
    expect(counts(read('jest', text))).toEqual([1, 1, 0]);
  });
});

describe('go test', () => {
  const event = (Action: string, Test?: string, Package = 'ex.com/m/p'): string =>
    JSON.stringify({ Time: '2026-01-01T00:00:00Z', Action, Package, Test });

  test('REPORT-5 leaves count: a test with subtests is the sum of them', () => {
    const lines = [
      'run TestA',
      'run TestA/one',
      'run TestA/two',
      'pass TestA/one',
      'fail TestA/two',
      'fail TestA',
      'run TestB',
      'skip TestB',
    ];
    const text = [
      ...lines.map((line) => event(line.split(' ')[0] ?? '', line.split(' ')[1])),
      event('fail'),
    ].join('\n');
    const report = read('go_test', `# building\n${text}`);
    expect(counts(report)).toEqual([1, 1, 1]);
    expect(names(report)).toEqual(['ex.com/m/p.TestA/two']);
  });

  test('REPORT-4 a package that did not build, and a test that never ended, are failures', () => {
    expect(names(read('go_test', event('fail')))[0]).toContain('failed to build or run');
    expect(names(read('go_test', event('run', 'TestA')))[0]).toContain('never ended');
  });

  test('REPORT-8 plain output without -v contains no count', () => {
    expect(read('go_test', 'ok  \tex.com/m\t0.01s', 0).format).toBe('exit_code');
    expect(read('go_test', '?   \tex.com/m\t[no test files]', 0)).toMatchObject({
      format: 'go_test',
      executed: 0,
    });
    expect(
      counts(
        read('go_test', '--- PASS: TestA (0.00s)\n--- FAIL: TestB (0.00s)\nFAIL\tex.com/m\t0.1s'),
      ),
    ).toEqual([1, 1, 0]);
  });
});

test('REPORT-4 a cargo test binary that dies counts as a failure', () => {
  expect(read('cargo', 'running 3 tests\nprocess abort signal').failed).toBe(1);
  expect(refusal('cargo', 'error: could not compile')).toContain('no cargo');
});

describe('hostile input', () => {
  const fragments = fc.constantFrom(
    'ok 1',
    'not ok 2 - x {',
    '    ok 1',
    '1..99999999999',
    '---',
    '...',
    '}',
    '# SKIP',
    '= 9 passed in 1s =',
    '999999999 passed, 999999999 failed',
    'test result: ok. 1 passed; 2 failed; 3 ignored',
    'running 2 tests',
    '<testsuite>',
    '<testcase name="a"/>',
    '</testsuite>',
    '<!DOCTYPE',
    '&#x110000;',
    '{"num',
    '{"Action":"run","Test":"TestA/b"}',
    '--- FAIL: TestA',
    'Ran 9 tests in ',
    'OK',
    '\u001B[31m',
    '\u001B]',
    '\r',
    '\n',
    ' ',
    'ℹ pass 3',
    'ℹ fail 1',
    'Bail out!',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join('\n')),
    fc.array(fragments).map((parts) => parts.join('')),
  );

  test('REPORT-9 no text makes a parser throw or count wrongly', () => {
    const format = fc.constantFrom(...reportFormatSchema.options);
    const exitCode = fc.option(fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(format, fc.option(text), text, exitCode, (kind, report, stdout, code) => {
        const result = parseReport(kind, { report, stdout, exitCode: code });
        expect(result.ok || result.reason.length > 0).toBe(true);
        if (!result.ok) return;
        const { executed, passed, failed, skipped, failures } = result.report;
        expect(executed).toBe(passed + failed);
        const isCount = (count: number): boolean => Number.isSafeInteger(count) && count >= 0;
        expect([passed, failed, skipped].filter(isCount)).toHaveLength(3);
        expect(failures.length).toBeLessThanOrEqual(50);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('REPORT-10 a file without tests', () => {
  const report = (cases: string): string =>
    `<?xml version="1.0"?><testsuites>${cases}</testsuites>`;
  const whole = '<testcase name="a b.test.js" classname="test" file="/repo/x/a b.test.js"/>';

  test('is no executed test in node:test’s report', () => {
    const input = { report: report(whole), stdout: '', exitCode: 0 };
    const result = parseReport('node_test', input);
    expect(result).toMatchObject({ ok: true, report: { executed: 0, passed: 0, failed: 0 } });
  });

  test('that fails to load is a failure all the same', () => {
    const broken = whole.replace('/>', '><failure>SyntaxError</failure></testcase>');
    const input = { report: report(broken), stdout: '', exitCode: 1 };
    expect(parseReport('node_test', input)).toMatchObject({ ok: true, report: { failed: 1 } });
  });
});
