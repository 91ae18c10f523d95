import { formatCount, wordFor } from '#shared/present/format-count.ts';
import type { LaneGate } from '#shared/lanes.ts';
import { judgeGate, type Judgement, type Measurement } from '../judge-gate.ts';
import type { TestReport } from '../types.ts';
import { compareSuites, type SuiteComparison } from './compare-suites.ts';

/** A run's result beside the tree that it started from, each measured by the same command. */
export interface ChangeUnderTest {
  /** The run's worktree as it stands. */
  own: Measurement;
  /** The tree that the run started from. */
  base: Measurement;
  /** What the run would hand over, judged by the base's tests and settings. */
  guarded: Measurement;
  /** Files that decide how tests are run and differ from the base's. */
  runnerFiles: readonly string[];
  /** Test files of which something of the base is gone. */
  weakenedTests: readonly string[];
  /** Test files of the base that were changed in any way. */
  touchedTests: readonly string[];
  /** Lines of the change itself that reach for the test runner. */
  reaches: readonly string[];
}

export interface ChangeJudgement extends Judgement {
  comparison: SuiteComparison | null;
}

const NAMED = 5;

/**
 * Judges a change by three runs of one command. What failed before the run is not held against it;
 * what the change itself did to its judges is never taken for proof: a person looks at it. The
 * rules are BASE-1 to BASE-6 of SPEC.md.
 */
export function judgeChange(gate: LaneGate, change: ChangeUnderTest): ChangeJudgement {
  const { own, base } = change;
  const comparison = isTests(own) && isTests(base) ? compareSuites(base.report, own.report) : null;
  const judgement =
    judgeOwn(gate, change, comparison) ??
    judgeGuarded(gate, change, comparison) ??
    judgeJudges(change, comparison) ??
    passes(gate, change, comparison);
  return { ...judgement, comparison };
}

type Tests = Extract<Measurement, { kind: 'tests' }>;

function isTests(measurement: Measurement): measurement is Tests {
  return measurement.kind === 'tests' && measurement.report.format !== 'exit_code';
}

/** null: nothing of the run's own result is held against it. */
function judgeOwn(
  gate: LaneGate,
  { own, base }: ChangeUnderTest,
  comparison: SuiteComparison | null,
): Judgement | null {
  const judgement = judgeGate(gate, own);
  if (judgement.state === 'pass') return null;
  if (comparison === null || !isTests(own)) {
    const failedBefore = judgement.state === 'fail' && judgeGate(gate, base).state === 'fail';
    if (!failedBefore) return judgement;
    const reason = `${judgement.reason ?? 'the command failed'}, and it failed before the run, too; it names no tests that could be told apart`;
    return { state: 'unverified', value: judgement.value, reason };
  }
  if (own.report.failed === 0 && endedBadly(base)) {
    const reason = `${judgement.reason ?? 'the command failed'}, as it did before the run`;
    return { state: 'unverified', value: judgement.value, reason };
  }
  return judgeFailures(judgement, own.report, comparison);
}

function judgeFailures(
  judgement: Judgement,
  { executed, passed }: TestReport,
  { newlyFailing, alreadyFailing, unnamed }: SuiteComparison,
): Judgement | null {
  const isOnlyOld = newlyFailing.length === 0 && alreadyFailing.length > 0 && unnamed <= 0;
  if (isOnlyOld && passed > 0) return null;
  if (newlyFailing.length === 0) return judgement;
  const more = alreadyFailing.length;
  const also = more === 0 ? '' : `; ${formatCount(more)} more failed before, too`;
  const reason = `${formatCount(newlyFailing.length)} of ${formatCount(executed)} tests ${wordFor(newlyFailing.length, 'fails', 'fail')} that did not fail before the run: ${nameFirst(newlyFailing)}${also}`;
  return { state: 'fail', value: judgement.value, reason };
}

/** No test failed, and the command did: by a hook, or by what it needs and has not. */
function endedBadly(base: Measurement): boolean {
  return isTests(base) && base.report.failed === 0 && base.exitCode !== 0;
}

const BY_BASE = 'With the tests and settings of the base, and without files that git ignores';

/** What is green in the run's worktree has to be green there, too. */
function judgeGuarded(
  gate: LaneGate,
  { base, guarded }: ChangeUnderTest,
  comparison: SuiteComparison | null,
): Judgement | null {
  if (isTests(base) && isTests(guarded))
    return judgeGuardedTests(base.report, guarded.report, comparison?.alreadyFailing ?? []);
  const judgement = judgeGate(gate, guarded);
  if (judgement.state === 'pass') return null;
  const state = judgement.state === 'fail' ? 'fail' : 'unverified';
  const reason = `${BY_BASE}, it is not green: ${judgement.reason ?? 'no reason is known'}`;
  return { state, value: judgement.value, reason };
}

function judgeGuardedTests(
  base: TestReport,
  guarded: TestReport,
  allowed: readonly string[],
): Judgement | null {
  const { newlyFailing, alreadyFailing, missing, newlySkipped, unnamed } = compareSuites(
    base,
    guarded,
  );
  const red = [...newlyFailing, ...alreadyFailing.filter((name) => !allowed.includes(name))];
  if (red.length > 0 || unnamed > 0) {
    const names = red.length > 0 ? `: ${nameFirst(red)}` : '';
    const count = red.length + Math.max(0, unnamed);
    const reason = `${BY_BASE}, ${formatCount(count)} of ${formatCount(guarded.executed)} tests ${wordFor(count, 'fails', 'fail')}${names}`;
    return { state: 'fail', value: guarded.passed / guarded.executed, reason };
  }
  const gone = [...missing, ...newlySkipped];
  if (gone.length === 0 && guarded.executed >= base.executed) return null;
  const names = gone.length > 0 ? `: ${nameFirst(gone)} did not run` : '';
  const reason = `${BY_BASE}, ${formatCount(guarded.executed)} of ${formatCount(base.executed)} tests were executed${names}`;
  return { state: 'unverified', value: null, reason };
}

/** What a person has to look at before the result counts. */
function judgeJudges(
  { own, base, runnerFiles, weakenedTests, touchedTests, reaches }: ChangeUnderTest,
  comparison: SuiteComparison | null,
): Judgement | null {
  const fewer =
    isTests(own) && isTests(base) && own.report.executed < base.report.executed
      ? [
          `${formatCount(own.report.executed)} tests were executed, ${formatCount(base.report.executed)} before the run`,
        ]
      : [];
  // A test that still fails may fail in another way now.
  const isRed = isTests(own) && own.report.failed > 0;
  const changes = [
    ...named('how tests are run was changed', runnerFiles),
    ...named('tests of the base were changed', isRed ? touchedTests : weakenedTests),
    ...named('tests are not there any more', comparison?.missing ?? []),
    ...named('tests are skipped now', comparison?.newlySkipped ?? []),
    ...fewer,
    ...named('the change itself reaches for the test runner', reaches),
  ];
  if (changes.length === 0) return null;
  const reason = `${isRed ? 'Only tests that failed before fail' : 'The result is green'}, but a person has to accept what judges it: ${changes.join('; ')}`;
  return { state: 'unverified', value: null, reason };
}

function passes(
  gate: LaneGate,
  { own }: ChangeUnderTest,
  comparison: SuiteComparison | null,
): Judgement {
  const judgement = judgeGate(gate, own);
  if (judgement.state === 'pass' || !isTests(own)) return judgement;
  const old = comparison?.alreadyFailing ?? [];
  const reason = `${formatCount(old.length)} of ${formatCount(own.report.executed)} tests ${wordFor(old.length, 'fails', 'fail')} as before the run, and none beside: ${nameFirst(old)}`;
  return { state: 'pass', value: judgement.value, reason };
}

function named(what: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${what}: ${nameFirst(names)}`];
}

function nameFirst(names: readonly string[]): string {
  const rest = names.length - NAMED;
  const shown = names.slice(0, NAMED).join(', ');
  return rest > 0 ? `${shown} and ${formatCount(rest)} more` : shown;
}
