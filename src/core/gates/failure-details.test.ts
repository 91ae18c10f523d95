import { describe, expect, it } from 'vitest';
import type { FailedTest, ReportFormat } from '#shared/evidence.ts';
import { parseReport } from './parse-report.ts';
import * as real from './testing/runner-output.ts';

function failuresOf(format: ReportFormat, text: string): FailedTest[] {
  const where = format === 'junit' ? { report: text, stdout: '' } : { report: null, stdout: text };
  const result = parseReport(format, { ...where, exitCode: 1 });
  if (!result.ok) throw new Error(result.reason);
  return result.report.failures;
}

describe('REPORT-11 a failed test keeps what its report says', () => {
  it.each([
    [
      'pytest JUnit',
      'junit',
      real.PYTEST_JUNIT,
      {
        id: 'test_s.test_bad',
        message: 'AssertionError: x < y & z\nassert 1 == 2',
        file: 'test_s.py',
        line: 3,
      },
    ],
    [
      'node JUnit',
      'node_test',
      real.NODE_JUNIT,
      {
        id: 'group.inner bad',
        message: '1 == 2',
        expected: '2',
        got: '1',
        file: '/repo/n.test.mjs',
      },
    ],
    [
      'node TAP',
      'tap',
      real.NODE_TAP,
      {
        id: 'inner bad',
        message: '1 == 2',
        expected: '2',
        got: '1',
        file: '/repo/n.test.mjs',
        line: 3,
      },
    ],
    [
      'vitest JUnit',
      'junit',
      real.VITEST_JUNIT,
      {
        id: 'a.test.ts::sum > is odd',
        message: 'expected 1 to be 2 // Object.is equality',
        expected: '2',
        got: '1',
        file: 'a.test.ts',
        line: 2,
      },
    ],
    [
      'vitest JSON',
      'vitest',
      real.VITEST_JSON,
      {
        id: 'repo/a.test.ts::sum is odd',
        message: 'AssertionError: expected 1 to be 2 // Object.is equality',
        file: '/repo/a.test.ts',
      },
    ],
  ] as const)('%s', (_name, format, text, expected) => {
    expect(failuresOf(format, text)).toContainEqual(expect.objectContaining(expected));
  });

  it('the test’s own output, where the report has it', () => {
    const xml = `<testsuite><testcase name="a"><failure message="no">x</failure><system-out>said this</system-out></testcase></testsuite>`;
    expect(failuresOf('junit', xml)).toMatchObject([{ message: 'no', output: 'said this' }]);
  });

  it('bounded: long parts are cut, and of many failures the later ones keep what is short', () => {
    const one = (at: number) =>
      `<testcase name="t${at}"><failure message="${'m'.repeat(9_000)}">${'x\n'.repeat(50_000)}</failure></testcase>`;
    const xml = `<testsuite>${Array.from({ length: 80 }, (_, at) => one(at)).join('')}</testsuite>`;
    const failures = failuresOf('junit', xml);
    expect(failures).toHaveLength(50);
    expect(failures[0]?.trace?.length).toBeLessThanOrEqual(4_000);
    expect(failures.at(-1)).toMatchObject({ id: 't49', message: 'm'.repeat(2_000) });
    expect(JSON.stringify(failures).length).toBeLessThan(200_000);
  });
});

it('REPORT-11 a stream that a test printed nothing to is not headed', () => {
  const head = (name: string): string => `${'-'.repeat(33)} Captured ${name} ${'-'.repeat(33)}\n`;
  const outputOf = (said: string): string | undefined => {
    const text = `<testsuite><testcase name="a"><failure message="m"/><system-out>${said}</system-out></testcase></testsuite>`;
    const read = parseReport('junit', { report: text, stdout: '', exitCode: 1 });
    return read.ok ? read.report.failures[0]?.output : read.reason;
  };
  expect(outputOf(`${head('Log')}\n${head('Out')}\n${head('Err')}\n`)).toBeUndefined();
  expect(outputOf(`${head('Log')}\n${head('Out')}hi\n${head('Err')}\n`)).toBe(`${head('Out')}hi`);
});
