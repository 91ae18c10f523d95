import { expect, it } from 'vitest';
import { parseReport } from './parse-report.ts';
import { addTest, newTally, reportOf } from './report-result.ts';

const of = (format: Parameters<typeof parseReport>[0], text: string) => {
  const result = parseReport(format, { report: text, stdout: '', exitCode: 1 });
  return result.ok ? result.report.names : result.reason;
};

it('REPORT-12 every test keeps its name, as failures name it', () => {
  expect(
    of(
      'junit',
      '<testsuite><testcase classname="t.T" name="a"/><testcase classname="t.T" name="b"><failure/></testcase><testcase classname="t.T" name="c"><skipped/></testcase></testsuite>',
    ),
  ).toEqual({ passed: ['t.T.a'], failed: ['t.T.b'], skipped: ['t.T.c'] });
  expect(
    of('go_test', '--- PASS: TestA (0.00s)\n--- FAIL: TestB (0.00s)\nFAIL\tm\t0.1s\n'),
  ).toEqual({ passed: ['TestA'], failed: ['TestB'], skipped: [] });
  const file = {
    name: '/w/src/a.test.js',
    assertionResults: [
      { fullName: 'adds', status: 'passed' },
      { fullName: 'later', status: 'todo' },
    ],
  };
  expect(of('jest', JSON.stringify({ numTotalTests: 2, testResults: [file] }))).toEqual({
    passed: ['src/a.test.js::adds'],
    failed: [],
    skipped: ['src/a.test.js::later'],
  });
});

it('REPORT-12 counts without names, and more than 20,000 tests, have none', () => {
  expect(of('summary_line', '3 passed, 1 failed')).toBeUndefined();
  const tally = newTally();
  for (let n = 0; n <= 20_000; n += 1) addTest(tally, 'passed', `t${n}`);
  expect(reportOf('junit', tally)).toMatchObject({ report: { executed: 20_001 } });
  expect(reportOf('junit', tally)).not.toHaveProperty('report.names');
});
