import { describe, expect, it } from 'vitest';
import { must } from '#shared/assert.ts';
import { DEFAULT_LANES } from '#shared/lanes.ts';
import type { Measurement } from '../judge-gate.ts';
import { judgeChange, type ChangeUnderTest } from './judge-change.ts';

const gate = must(
  DEFAULT_LANES.flatMap(({ gates }) => gates).find(({ kpi }) => kpi === 'test_pass_rate'),
  'a shipped gate',
);

/** A test run by the names of its tests: `+a` passed, `-a` failed, `~a` was skipped. */
function run(words: string, exitCode = words.includes('-') ? 1 : 0): Measurement {
  const all = words.split(' ').filter(Boolean);
  const of = (sign: string) => all.filter((w) => w.startsWith(sign)).map((w) => w.slice(1));
  const names = { passed: of('+'), failed: of('-'), skipped: of('~') };
  const [passed, failed, skipped] = [names.passed, names.failed, names.skipped].map(
    ({ length }) => length,
  ) as [number, number, number];
  const failures = names.failed.map((id) => ({ id, message: '' }));
  const figures = { executed: passed + failed, passed, failed, skipped };
  return { kind: 'tests', exitCode, report: { format: 'junit', ...figures, failures, names } };
}

const judge = (change: Partial<ChangeUnderTest> & Pick<ChangeUnderTest, 'own' | 'base'>) =>
  judgeChange(gate, {
    guarded: change.own,
    runnerFiles: [],
    weakenedTests: [],
    touchedTests: [],
    reaches: [],
    ...change,
  });

describe('“What was red before is not held against the run”', () => {
  it('BASE-1 a test that fails and did not before is, whatever failed before', () => {
    const judged = judge({ base: run('-old +a +b'), own: run('-old -a +b') });
    expect(judged.state).toBe('fail');
    expect(judged.reason).toBe(
      '1 of 3 tests fails that did not fail before the run: a; 1 more failed before, too',
    );
    expect(judge({ base: run('+a'), own: run('+a -new') }).state).toBe('fail');
  });

  it('BASE-2 only what failed before: the gate passes and names it', () => {
    const judged = judge({ base: run('-old +a'), own: run('-old +a +b') });
    expect(judged).toMatchObject({
      state: 'pass',
      reason: '1 of 3 tests fails as before the run, and none beside: old',
    });
    expect(judged.comparison).toMatchObject({ alreadyFailing: ['old'], newlyFailing: [] });
  });

  it('BASE-2 where nothing passes, nothing is proved', () => {
    expect(judge({ base: run('-old'), own: run('-old') }).state).toBe('fail');
  });

  it('BASE-2 a command that names no tests and failed before', () => {
    const red: Measurement = { kind: 'exit', exitCode: 1 };
    expect(judge({ base: red, own: red })).toMatchObject({
      state: 'unverified',
      reason: expect.stringMatching(/failed before the run, too/),
    });
    expect(judge({ base: { kind: 'exit', exitCode: 0 }, own: red }).state).toBe('fail');
  });

  it('BASE-2 a command that fails beside its tests, as it did before', () => {
    expect(judge({ base: run('+a', 1), own: run('+a +b', 1) })).toMatchObject({
      state: 'unverified',
      reason: expect.stringMatching(/exit code 1, as it did before the run/),
    });
    expect(judge({ base: run('+a'), own: run('+a +b', 1) }).state).toBe('fail');
  });

  it('says what was fixed', () => {
    const judged = judge({ base: run('-old +a'), own: run('+old +a') });
    expect(judged).toMatchObject({ state: 'pass', comparison: { fixed: ['old'] } });
  });
});

describe('“The gate cannot be edited by what it judges”', () => {
  const base = run('-old +a +b');
  const own = run('+old +a +b');

  it.each([
    ['the test that was edited fails by the base', { guarded: run('-old +a +b') }, /1 of 3.*: old/],
    ['another one does', { guarded: run('+old +a -b') }, /1 of 3.*: b/],
    ['the command fails there', { guarded: { kind: 'exit', exitCode: 1 } as const }, /exit code 1/],
  ])('BASE-3 red where %s', (_what, change, reason) => {
    expect(judge({ base, own, ...change })).toMatchObject({
      state: 'fail',
      reason: expect.stringMatching(reason),
    });
  });

  it.each<[string, Partial<ChangeUnderTest>, RegExp]>([
    ['BASE-3 not all of the base ran', { guarded: run('+old +a') }, /b did not run/],
    [
      'BASE-3 the run by the base did not end',
      { guarded: { kind: 'unverified', reason: 'it was stopped' } },
      /it was stopped/,
    ],
    ['BASE-4 settings', { runnerFiles: ['package.json'] }, /how tests are run.*package\.json/],
    ['BASE-4 weakened tests', { weakenedTests: ['a.test.js'] }, /changed: a\.test\.js/],
    ['BASE-4 a deleted test', { own: run('+old +a'), guarded: own }, /not there any more: b/],
    ['BASE-4 a new skip', { own: run('+old +a ~b'), guarded: own }, /skipped now: b/],
    ['BASE-5 product code', { reaches: ['a.py: os._exit(0)'] }, /reaches for the test runner/],
    [
      'BASE-4 fewer, where none have names',
      {
        own: { kind: 'tests', exitCode: 0, report: { ...counts(2), format: 'summary_line' } },
        guarded: own,
      },
      /2 tests were executed, 3 before/,
    ],
  ])('%s: a person accepts it', (_what, change, reason) => {
    expect(judge({ base, own, ...change })).toMatchObject({
      state: 'unverified',
      reason: expect.stringMatching(reason),
    });
  });

  it('BASE-4 tests that were changed in any way, where some are red as before', () => {
    const touchedTests = ['a.test.js'];
    expect(judge({ base, own: base, touchedTests })).toMatchObject({
      state: 'unverified',
      reason: expect.stringMatching(/^Only tests that failed before fail, but.*a\.test\.js/),
    });
    expect(judge({ base, own, touchedTests }).state).toBe('pass');
  });

  it('BASE-6 added tests are welcome', () => {
    expect(judge({ base, own: run('+old +a +b +c'), guarded: own })).toMatchObject({
      state: 'pass',
      reason: null,
    });
  });
});

function counts(passed: number) {
  return { executed: passed, passed, failed: 0, skipped: 0, failures: [] };
}
