import { describe, expect, it } from 'vitest';
import { parseReport } from './parse-report.ts';

/** passed, failed, skipped; null: only the exit code is known. */
function read(output: string): number[] | null {
  const input = { report: null, stdout: '', output, exitCode: 0 };
  const result = parseReport('summary_line', input);
  if (!result.ok) throw new Error(result.reason);
  const { format, passed, failed, skipped } = result.report;
  return format === 'exit_code' ? null : [passed, failed, skipped];
}

describe('REPORT-16 of `2 of 3 passed` one did not pass', () => {
  it.each([
    ['2/3 passed', [2, 1, 0]],
    ['2 of 3 tests passed', [2, 1, 0]],
    ['Results: 2 out of 3 passed', [2, 1, 0]],
    ['3/3 tests passed', [3, 0, 0]],
    ['2 of 3 passed, 1 skipped', [2, 0, 1]],
    ['2/3 passed, 1 failed', [2, 1, 0]],
    ['0 of 3 tests failed', [3, 0, 0]],
    ['1 out of 3 tests failed (0.01s)', [2, 1, 0]],
    ['3 passed on 12/25 at noon', [3, 0, 0]],
  ])('%s', (output, expected) => {
    expect(read(output)).toEqual(expected);
  });

  it.each(['0 failed', '0 tests failed', '0 tests skipped'])(
    '%s says nothing of how many ran',
    (output) => {
      expect(read(output)).toBeNull();
    },
  );
});

describe('REPORT-16 closing lines in the words of their runners', () => {
  it('JUnit console: no test skipped is not no test', () => {
    const lines = ['3 containers found', '1 containers failed', '0 tests skipped'];
    lines.push('3 tests started', '1 tests aborted', '2 tests successful', '1 tests failed');
    const output = lines.map((line) => `[         ${line}      ]`).join('\n');
    expect(read(output)).toEqual([2, 2, 1]);
  });

  it('karma counts what it calls a success', () => {
    expect(read('TOTAL: 1 FAILED, 2 SUCCESS')).toEqual([2, 1, 0]);
    expect(read('TOTAL: 3 SUCCESS')).toEqual([3, 0, 0]);
  });

  it.each([
    ['Type Errors  1 failed', [3, 1, 0]],
    ['Type Errors  no errors\n     Errors  1 error', [3, 1, 0]],
    ['Type Errors  no errors', [3, 0, 0]],
  ])('vitest: %s', (below, expected) => {
    const output = `\n RUN  v4.0.0 /x\n\n Test Files  1 passed (1)\n      Tests  3 passed (3)\n${below}\n`;
    expect(read(output)).toEqual(expected);
  });
});

describe('REPORT-16 a number of steps is no count of tests', () => {
  it.each([
    ['3 scenarios (1 failed, 2 passed)\n9 steps (1 failed, 1 skipped, 7 passed)', [2, 1, 0]],
    ['3 scenarios (2 passed, 1 failed)\n9 steps (8 passed, 1 failed)', [2, 1, 0]],
    ['2 scenarios (1 undefined, 1 passed)\n2 steps (1 undefined, 1 passed)', [1, 0, 1]],
    ['2 scenarios (1 ambiguous, 1 passed)\n2 steps (1 ambiguous, 1 passed)', [1, 1, 0]],
    [
      '1 feature passed, 0 failed, 0 skipped\n2 scenarios passed, 0 failed, 1 skipped\n8 steps passed, 0 failed, 3 skipped\nTook 0m0.1s',
      [2, 0, 1],
    ],
    [
      '0 features passed, 1 failed, 0 skipped\n2 scenarios passed, 1 failed, 0 skipped\n8 steps passed, 1 failed, 0 skipped',
      [2, 1, 0],
    ],
  ])('%s', (output, expected) => {
    expect(read(output)).toEqual(expected);
  });
});

describe('REPORT-13 packages that run at once', () => {
  const output = [
    '[a] Tests:       2 passed, 2 total',
    '[1]  Tests  1 failed | 1 passed (2)',
    '[a] npm test exited with code 0',
    '[1] npm test exited with code 1',
  ];

  it('are kept apart by the names that concurrently gives them', () => {
    expect(read(output.join('\n'))).toEqual([3, 1, 0]);
  });

  it('REPORT-6 a log line with a name in brackets is no package', () => {
    expect(read('[worker] 3 passed, 1 failed\n2 passed in 0.01s')).toEqual([2, 0, 0]);
  });
});
