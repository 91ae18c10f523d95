import { describe, expect, it } from 'vitest';
import { parseReport } from '../parse-report.ts';
import type { TestReport } from '../types.ts';

function read(output: string, exitCode: number): TestReport {
  const result = parseReport('summary_line', { report: null, stdout: '', output, exitCode });
  if (!result.ok) throw new Error(result.reason);
  return result.report;
}

/** passed, failed, skipped. */
const counts = ({ passed, failed, skipped }: TestReport): number[] => [passed, failed, skipped];
const names = ({ failures }: TestReport): string[] => failures.map(({ id }) => id);

describe('REPORT-17 a test with failing subtests is one failed test', () => {
  const unittest = (failing: readonly string[], ran: number): string =>
    `${failing.map((name) => `FAIL: ${name}\n------\nAssertionError: 0 != -1\n`).join('')}\nRan ${ran} tests in 0.001s\n\nFAILED (failures=${failing.length})`;
  const test = 'test_c (test_s.T.test_c)';
  it.each([
    ['unittest', unittest([`${test} (i=0)`, `${test} (i=1)`], 3), [2, 1, 0], [test]],
    [
      'more failing subtests than tests',
      unittest(
        Array.from({ length: 9 }, (_, i) => `${test} (i=${i})`),
        3,
      ),
      [2, 1, 0],
      [test],
    ],
    [
      'with a message',
      unittest([`${test} [first] (i=0)`, `${test} [second]`], 2),
      [1, 1, 0],
      [test],
    ],
    [
      'of Python 3.10',
      unittest(['test_c (test_s.T) (i=0)', 'test_c (test_s.T) (i=1)'], 3),
      [2, 1, 0],
      ['test_c (test_s.T)'],
    ],
    [
      'two tests',
      unittest([`${test} (i=0)`, `${test} (i=1)`, 'test_b (test_s.T.test_b)'], 3),
      [1, 2, 0],
      [test, 'test_b (test_s.T.test_b)'],
    ],
    [
      'a class that cannot be set up beside a test',
      `ERROR: setUpClass (test_s.U)\n\nRan 1 test in 0.1s\n\nFAILED (errors=1)`,
      [1, 1, 0],
      ['setUpClass (test_s.U)'],
    ],
    [
      'pytest 9, of unittest',
      'SUBFAILED(i=0) test_s.py::T::test_c - AssertionError: 0 != -1\nSUBFAILED(i=1) test_s.py::T::test_c - AssertionError: 1 != -1\n2 failed, 3 passed in 0.12s',
      [2, 1, 0],
      ['test_s.py::T::test_c'],
    ],
    [
      'pytest 9, of its own',
      'SUBFAILED(i=1) test_n.py::test_sub - assert 1 != 1\nFAILED test_n.py::test_sub - contains 1 failed subtest\n2 failed, 1 passed, 3 subtests passed in 0.04s',
      [1, 1, 0],
      ['test_n.py::test_sub'],
    ],
    ['pytest 9, none failing', '2 passed, 3 subtests passed in 0.04s', [2, 0, 0], []],
  ] as const)('%s', (_name, output, expected, failing) => {
    const report = read(output, 1);
    expect(counts(report)).toEqual(expected);
    expect(names(report)).toEqual(failing);
  });
});
