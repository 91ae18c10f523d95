import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportFormatSchema } from '#shared/evidence.ts';
import type { LaneGate } from '#shared/lanes.ts';
import { evidenceHolds } from './evidence-holds.ts';
import { judgeGate } from './judge-gate.ts';
import { measureTests } from './measure-tests.ts';
import type { TestReport } from './types.ts';

const tests: LaneGate = { kpi: 'test_pass_rate', rule: 'at_least', threshold: 0.9, required: true };
const linter: LaneGate = { kpi: 'linter_pass', rule: 'is_true', threshold: true, required: false };
const diff: LaneGate = { kpi: 'schema_diff', rule: 'at_most', threshold: 0, required: true };

function report(passed: number, failed: number, names: string[] = []): TestReport {
  const failures = names.map((id) => ({ id, message: '' }));
  return { format: 'junit', executed: passed + failed, passed, failed, skipped: 0, failures };
}

describe('a test run', () => {
  test('JUDGE-1 all tests passed and exit code 0: pass, with the rate as value', () => {
    const judged = judgeGate(tests, { kind: 'tests', report: report(40, 0), exitCode: 0 });
    expect(judged).toEqual({ state: 'pass', value: 1, reason: null });
  });

  test('JUDGE-2 a failing test is never green, even where the rate reaches the threshold', () => {
    const judged = judgeGate(tests, { kind: 'tests', report: report(40, 1, ['t.a']), exitCode: 1 });
    expect(judged).toEqual({ state: 'fail', value: 40 / 41, reason: '1 of 41 tests failed: t.a' });
    expect(judgeGate(tests, { kind: 'tests', report: report(40, 1), exitCode: 0 }).state).toBe(
      'fail',
    );
  });

  test('JUDGE-3 the reason names the first five failing tests and counts the rest', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const judged = judgeGate(tests, { kind: 'tests', report: report(0, 9, names), exitCode: 1 });
    expect(judged.reason).toBe('9 of 9 tests failed: a, b, c, d, e and 4 more');
  });

  test('JUDGE-20 files that could not be collected are no failing tests', () => {
    const junit = (more: string) =>
      measureTests('junit', {
        report: `<testsuites><testsuite name="pytest"><testcase classname="" name="test_a" time="0.000"><error message="collection failure">E   ModuleNotFoundError: No module named 'nothere'</error></testcase>${more}</testsuite></testsuites>`,
        stdout: '',
        exitCode: 2,
      });
    expect(judgeGate(tests, junit(''))).toMatchObject({
      state: 'fail',
      reason: '1 file could not be collected: test_a',
    });
    const failing =
      '<testcase classname="test_b" name="bad"><failure message="no"/></testcase><testcase classname="test_b" name="ok"/>';
    expect(judgeGate(tests, junit(failing)).reason).toBe(
      '1 file could not be collected, 1 of 2 tests failed: test_a, test_b.bad',
    );
    // A test may say so itself.
    const own = junit(
      '<testcase classname="t" name="x"><error message="collection failure"/></testcase>',
    );
    expect(judgeGate(tests, own).reason).toMatch(/^1 file .*, 1 of 1 tests failed/);
  });

  test('JUDGE-20 a command that left no report is told by its last words', () => {
    const output =
      "ImportError while loading conftest '/repo/conftest.py'.\nconftest.py:1: in <module>\n    import nothere\nE   ModuleNotFoundError: No module named 'nothere'\n";
    const measured = measureTests('junit', { report: null, stdout: '', output, exitCode: 4 });
    expect(judgeGate(tests, measured).reason).toContain(
      "ended with exit code 4; the command left no JUnit report; it ended with: ModuleNotFoundError: No module named 'nothere'",
    );
  });

  test('JUDGE-4 no executed test is never green: unverified after success, failed after failure', () => {
    const nothing = report(0, 0);
    expect(judgeGate(tests, { kind: 'tests', report: nothing, exitCode: 0 })).toEqual({
      state: 'unverified',
      value: null,
      reason: 'no test was executed',
    });
    expect(judgeGate(tests, { kind: 'tests', report: nothing, exitCode: 5 }).state).toBe('fail');
  });

  test('JUDGE-5 a green report with a failing exit code fails', () => {
    const judged = judgeGate(tests, { kind: 'tests', report: report(3, 0), exitCode: 1 });
    expect(judged.state).toBe('fail');
    expect(judged.reason).toContain('exit code 1');
  });

  test('JUDGE-6 a command that did not end by itself proves nothing', () => {
    expect(judgeGate(tests, { kind: 'tests', report: report(3, 0), exitCode: null }).state).toBe(
      'unverified',
    );
    expect(judgeGate(linter, { kind: 'exit', exitCode: null }).state).toBe('unverified');
  });

  test('JUDGE-7 JUDGE-18 the exit code alone is red or needs a person, and says so', () => {
    const bare: TestReport = { ...report(0, 0), format: 'exit_code' };
    const green = judgeGate(tests, { kind: 'tests', report: bare, exitCode: 0 });
    expect(green).toMatchObject({ state: 'unverified', value: null });
    expect(green.reason).toMatch(/^exit code only/);
    const accepted = { kind: 'tests', report: bare, exitCode: 0, acceptedBy: 'ada' } as const;
    expect(judgeGate(tests, accepted)).toEqual({
      state: 'pass',
      value: 1,
      reason: 'exit code only, accepted by ada',
    });
    expect(judgeGate(tests, { ...accepted, report: report(0, 0) }).state).toBe('unverified');
    expect(judgeGate(tests, { ...accepted, exitCode: 2 }).state).toBe('fail');
    const red = judgeGate(tests, { kind: 'tests', report: bare, exitCode: 2 });
    expect(red).toMatchObject({ state: 'fail', value: 0 });
    expect(red.reason).toContain('exit code alone');
  });
});

describe('other measurements', () => {
  test('JUDGE-8 a yes-or-no command passes by exit code 0', () => {
    expect(judgeGate(linter, { kind: 'exit', exitCode: 0 })).toEqual({
      state: 'pass',
      value: true,
      reason: null,
    });
    expect(judgeGate(linter, { kind: 'exit', exitCode: 1 })).toMatchObject({
      state: 'fail',
      value: false,
    });
  });

  test('JUDGE-9 a value is compared by the rule; the threshold itself holds', () => {
    expect(judgeGate(diff, { kind: 'value', value: 0 }).state).toBe('pass');
    expect(judgeGate(diff, { kind: 'value', value: 2 })).toEqual({
      state: 'fail',
      value: 2,
      reason: 'schema_diff is 2, it must be at most 0',
    });
    expect(judgeGate(tests, { kind: 'value', value: 0.9 }).state).toBe('pass');
  });

  test('JUDGE-9 a value that the rule cannot compare is unverified', () => {
    expect(judgeGate(diff, { kind: 'value', value: Number.NaN }).state).toBe('unverified');
    expect(judgeGate(diff, { kind: 'value', value: true }).state).toBe('unverified');
    expect(judgeGate(linter, { kind: 'value', value: 1 }).state).toBe('unverified');
  });

  test('JUDGE-10 what is missing is not measured, what is unproved is unverified, each with its reason', () => {
    expect(judgeGate(tests, { kind: 'missing', reason: 'no test command' })).toEqual({
      state: 'not_measured',
      value: null,
      reason: 'no test command',
    });
    expect(judgeGate(tests, { kind: 'unverified', reason: 'r' }).state).toBe('unverified');
  });
});

test('JUDGE-11 a run without a readable report fails by its exit code, or proves nothing', () => {
  const failed = measureTests('junit', { report: null, stdout: '', exitCode: 4 });
  expect(judgeGate(tests, failed)).toMatchObject({ state: 'fail', value: 0 });
  expect(judgeGate(tests, failed).reason).toContain('left no JUnit report');
  const silent = measureTests('junit', { report: null, stdout: '', exitCode: 0 });
  expect(judgeGate(tests, silent).state).toBe('unverified');
});

test('JUDGE-12 evidence holds for its own tree only, and never for an unknown one', () => {
  expect(evidenceHolds({ evidenceTree: 'a1', currentTree: 'a1' })).toBe(true);
  expect(evidenceHolds({ evidenceTree: 'a1', currentTree: 'b2' })).toBe(false);
  expect(evidenceHolds({ evidenceTree: '', currentTree: '' })).toBe(false);
});

test('JUDGE-2 JUDGE-4 JUDGE-5 green with red is impossible, whatever was reported', () => {
  const anyReport = fc.record({
    format: fc.constantFrom(...reportFormatSchema.options),
    executed: fc.integer(),
    passed: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.double()),
    failed: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double()),
    skipped: fc.nat(),
    failures: fc.array(fc.record({ id: fc.string(), message: fc.string() }), { maxLength: 3 }),
  });
  const exit = fc.option(fc.integer({ min: 0, max: 3 }));
  fc.assert(
    fc.property(fc.constantFrom(tests, linter), anyReport, exit, (gate, one, exitCode) => {
      const { state } = judgeGate(gate, { kind: 'tests', report: one, exitCode });
      const isClean = one.failed === 0 && one.passed > 0 && one.format !== 'exit_code';
      expect(state !== 'pass' || (exitCode === 0 && isClean)).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});
