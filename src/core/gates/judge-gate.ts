import { assertNever } from '#shared/assert.ts';
import { countOf } from '#shared/present/format-count.ts';
import type { LaneGate } from '#shared/lanes.ts';
import type { GateState } from '#shared/states.ts';
import type { TestReport } from './types.ts';

/** What the app measured for one gate. */
export type Measurement =
  | {
      kind: 'tests';
      report: TestReport;
      exitCode: number | null;
      /** Who accepted that the exit code alone decides; only of a report that counts nothing. */
      acceptedBy?: string | null;
    }
  /** A command that only its exit code judges; `note` says why nothing else could be read. */
  | { kind: 'exit'; exitCode: number | null; note?: string }
  | { kind: 'value'; value: number | boolean }
  | { kind: 'missing'; reason: string }
  | { kind: 'unverified'; reason: string };

export interface Judgement {
  state: GateState;
  value: number | boolean | null;
  /**
   * Why it failed or could not be judged; for a pass, the limits of how it was measured.
   */
  reason: string | null;
}

/** Of a run that printed no count, until a person has accepted that. */
export const EXIT_CODE_ONLY: Judgement = {
  state: 'unverified',
  value: null,
  reason:
    'exit code only: the command ended with exit code 0 and printed no count of tests, which a person has to accept once for this repository',
};

/** Judges one gate of a lane by what was measured. The rules are JUDGE-1 to JUDGE-12 of SPEC.md. */
export function judgeGate(gate: LaneGate, measurement: Measurement): Judgement {
  switch (measurement.kind) {
    case 'tests':
      return judgeTests(gate, measurement);
    case 'exit':
      return judgeExit(gate, measurement.exitCode, measurement.note);
    case 'value':
      return judgeValue(gate, measurement.value);
    case 'missing':
      return { state: 'not_measured', value: null, reason: measurement.reason };
    case 'unverified':
      return { state: 'unverified', value: null, reason: measurement.reason };
    default:
      return assertNever(measurement);
  }
}

function judgeTests(
  gate: LaneGate,
  { report, exitCode, acceptedBy = null }: Measurement & { kind: 'tests' },
): Judgement {
  if (report.format === 'exit_code') {
    if (exitCode !== 0) return judgeExit(gate, exitCode);
    return acceptedBy === null ? EXIT_CODE_ONLY : judgeAccepted(acceptedBy);
  }
  const { passed, failed } = report;
  const executed = passed + failed;
  if (!isCount(passed) || !isCount(failed)) {
    return { state: 'unverified', value: null, reason: 'the report holds impossible numbers' };
  }
  if (executed === 0) return judgeNothingExecuted(exitCode);
  const rate = passed / executed;
  const value = gate.rule === 'is_true' ? failed === 0 && exitCode === 0 : rate;
  if (failed > 0) return { state: 'fail', value, reason: failingSentence(report, executed) };
  if (exitCode === null) return endedByForce(value);
  if (exitCode !== 0) {
    const reason = `all ${executed} reported tests passed, but the command ended with exit code ${exitCode}`;
    return { state: 'fail', value, reason };
  }
  return judgeValue(gate, value);
}

/** The judgement of a command that a person accepted to be judged by its exit code alone. */
export function judgeAccepted(by: string): Judgement {
  return { state: 'pass', value: 1, reason: `exit code only, accepted by ${by}` };
}

function judgeNothingExecuted(exitCode: number | null): Judgement {
  if (exitCode === 0) {
    return { state: 'unverified', value: null, reason: 'no test was executed' };
  }
  const ending = exitCode === null ? 'did not end by itself' : `ended with exit code ${exitCode}`;
  return { state: 'fail', value: 0, reason: `no test was executed and the command ${ending}` };
}

function judgeExit(gate: LaneGate, exitCode: number | null, note?: string): Judgement {
  if (exitCode === null) return endedByForce(null, note);
  const succeeded = exitCode === 0;
  const isNumber = gate.rule !== 'is_true';
  const value = isNumber ? Number(succeeded) : succeeded;
  const parts = [note, isNumber ? 'judged by the exit code alone' : null];
  if (!succeeded) parts.unshift(`the command ended with exit code ${exitCode}`);
  const reason = parts.filter((part) => part !== null && part !== undefined).join('; ');
  const state = succeeded ? judgeValue(gate, value).state : 'fail';
  return { state, value, reason: reason === '' ? null : reason };
}

function judgeValue(gate: LaneGate, value: number | boolean): Judgement {
  const holds = ruleHolds(gate, value);
  if (holds === null) {
    const reason = `${gate.kpi} was measured as ${String(value)}, which its rule cannot compare`;
    return { state: 'unverified', value: null, reason };
  }
  if (holds) return { state: 'pass', value, reason: null };
  return { state: 'fail', value, reason: `${gate.kpi} is ${shown(value)}, ${wanted(gate)}` };
}

/** null when the value does not fit the rule (not a number, a boolean where a number is wanted). */
function ruleHolds(gate: LaneGate, value: number | boolean): boolean | null {
  const { rule, threshold } = gate;
  switch (rule) {
    case 'is_true':
      return typeof value === 'boolean' ? value : null;
    case 'at_least':
    case 'at_most':
      if (typeof value !== 'number' || typeof threshold !== 'number' || !Number.isFinite(value))
        return null;
      return rule === 'at_least' ? value >= threshold : value <= threshold;
    default:
      return assertNever(rule);
  }
}

function wanted({ rule, threshold }: LaneGate): string {
  switch (rule) {
    case 'is_true':
      return 'it must be true';
    case 'at_least':
      return `it must be at least ${String(threshold)}`;
    case 'at_most':
      return `it must be at most ${String(threshold)}`;
    default:
      return assertNever(rule);
  }
}

function failingSentence(report: TestReport, executed: number): string {
  const names = report.failures.map(({ id }) => id);
  const first = names.slice(0, 5).join(', ');
  const count = countFailing(report, executed);
  if (first === '') return count;
  const rest = report.failed - Math.min(5, names.length);
  return rest > 0 ? `${count}: ${first} and ${rest} more` : `${count}: ${first}`;
}

function countFailing({ failed, uncollected = 0 }: TestReport, executed: number): string {
  const tests = `${failed - uncollected} of ${executed - uncollected} tests failed`;
  if (uncollected === 0) return tests;
  const files = `${countOf(uncollected, 'file')} could not be collected`;
  return failed === uncollected ? files : `${files}, ${tests}`;
}

function endedByForce(value: number | boolean | null, note?: string): Judgement {
  const reason = `the command did not end by itself, so its result proves nothing${note === undefined ? '' : `; ${note}`}`;
  return { state: 'unverified', value, reason };
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function shown(value: number | boolean): string {
  return typeof value === 'number' ? String(Math.round(value * 10_000) / 10_000) : String(value);
}
