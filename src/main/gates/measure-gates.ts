import type { ExecuteResult } from '#shared/messages/job.ts';
import type { Question } from '#core/rules/answering-rule.ts';
import { worstCode } from '#core/gates/combine-measurements.ts';
import type { MeasuredGate } from './measured-gate.ts';
import { exitCodeAction } from '#core/gates/exit-code-only.ts';
import { judgeGate, type Judgement, type Measurement } from '#core/gates/judge-gate.ts';
import type { Evidence, FailedTest } from '#shared/evidence.ts';
import { KPIS } from '#shared/kpis.ts';
import type { LaneConfig, LaneGate } from '#shared/lanes.ts';
import { flakyTests, withFlaky } from '#core/gates/base/flaky-tests.ts';
import { missingPlace } from '#core/gates/base/needs-environment.ts';
import { countOf, wordFor } from '#shared/present/format-count.ts';
import type { Execution, Ledger, Settings } from '../dispatch/spine.ts';
import { digestSetting } from './digest-setting.ts';
import { judgeAgainstBase, type RunAgain } from './judge-against-base.ts';
import type { PreparedTool } from '../dispatch/tool-job.ts';
import { readStep, type Reading } from './read-step.ts';
import { acceptedBy } from './acceptance-rules.ts';

const MOST_PLACES = 3;

/** What was run, and how it can be run again. */
export interface StepRun {
  lane: LaneConfig;
  prepared: PreparedTool;
  result: ExecuteResult;
  /** Whom what was decided about the command is looked up for. */
  asked: Omit<Question, 'action'>;
  again: RunAgain;
  /** The base has no such command: nothing of it can be judged beside the base. */
  isAdded?: true;
}

/**
 * Judges the gate that a step's command measures, from its report, output and exit code. Tests of a
 * run that changed something are judged beside the tree that it started from.
 */
export async function measureStep(
  spine: Ledger & Settings & Execution,
  run: StepRun,
): Promise<MeasuredGate[]> {
  const { lane, prepared, result, again } = run;
  const { step } = prepared;
  if (step === null) return [];
  const gate = lane.gates.find((candidate) => KPIS[candidate.kpi].measured === step.step);
  if (gate === undefined) return [];
  const reading = await readStep(spine.pools, prepared, result);
  const { testsExecuted, failures, format } = reading;
  const measurement = withAcceptance(spine, reading.measurement, run);
  const readAgain = async (other: ExecuteResult): Promise<Measurement> =>
    withAcceptance(spine, (await readStep(spine.pools, prepared, other)).measurement, run);
  const setting = step.step === 'test' ? await digestSetting(spine, prepared) : null;
  const against =
    setting !== null && result.exitCode !== null && prepared.worktree !== null && !run.isAdded
      ? await judgeAgainstBase(spine, {
          lane,
          gate,
          prepared,
          own: measurement,
          read: readAgain,
          setting,
          again,
        })
      : null;
  const needs = needsOf(failures);
  const treeAfter = await treeLeft(spine, prepared);
  const flaky = setting === null ? [] : flakyOf(spine, run, { gate, setting, reading });
  const judgement = withFlaky(
    against?.judgement ??
      withoutNeeds(judgeGate(gate, measurement), { measurement, result }, needs),
    flaky,
  );
  const evidence: Evidence = {
    ...whatRan(prepared, result),
    duration_ms: result.timeMs,
    tests_executed: testsExecuted,
    tests_failed: failures.map(({ id }) => id),
    failures,
    report_format: format,
    tree_hash: prepared.treeHash,
    ...(treeAfter === prepared.treeHash ? {} : { tree_after: treeAfter }),
    ...(prepared.worktree === null ? {} : { commit: prepared.worktree.commit }),
    ...(against === null ? {} : { against_base: against.evidence }),
    ...(setting === null ? {} : { setting }),
    ...namesOf(flaky, needs),
    reason: judgement.reason,
    output_tail: result.outputTail.slice(-4000),
  };
  const { state, value, reason } = judgement;
  return [{ gate, judgement: { state, value, reason }, evidence }];
}

function namesOf(
  flaky: string[],
  needs: { test: string; place: string }[],
): Pick<Evidence, 'flaky' | 'needs_environment'> {
  return {
    ...(flaky.length === 0 ? {} : { flaky }),
    ...(needs.length === 0 ? {} : { needs_environment: needs }),
  };
}

/** Held against the newest measurement of the same tree in the same setting. */
function flakyOf(
  { store }: Ledger,
  { prepared, asked }: StepRun,
  { gate, setting, reading }: { gate: LaneGate; setting: string; reading: Reading },
): string[] {
  const earlier = store.read.kpis.onTree(gate.kpi, prepared.treeHash, asked.projectId);
  const evidence = earlier?.evidence;
  if (evidence === undefined || evidence === null || evidence.setting !== setting) return [];
  return flakyTests(
    { executed: evidence.tests_executed, failed: evidence.tests_failed },
    { executed: reading.testsExecuted, failed: reading.failures.map(({ id }) => id) },
  );
}

function whatRan(
  { job: { argv, also } }: PreparedTool,
  result: Pick<ExecuteResult, 'exitCode' | 'also'>,
): Pick<Evidence, 'command' | 'also' | 'exit_code'> {
  return {
    command: [...argv],
    ...(also.length === 0 ? {} : { also: also.map((one) => [...one.argv]) }),
    exit_code: worstCode([result, ...result.also].map(({ exitCode }) => exitCode)),
  };
}

function needsOf(failures: readonly FailedTest[]): { test: string; place: string }[] {
  return failures.flatMap(({ id, message, trace = '', output = '' }) => {
    const place = missingPlace([message, trace, output].join('\n'));
    return place === null ? [] : [{ test: id, place }];
  });
}

/**
 * On the base itself, tests that fail for want of something outside are neither green nor red; one
 * that fails by itself is red.
 */
function withoutNeeds(
  judgement: Judgement,
  { measurement, result }: Pick<Reading, 'measurement'> & Pick<StepRun, 'result'>,
  needs: readonly { place: string }[],
): Judgement {
  if (judgement.state !== 'fail') return judgement;
  const failed = measurement.kind === 'tests' ? measurement.report.failed : 0;
  if (failed === 0) return withoutItsPlace(judgement, result);
  if (needs.length === 0 || needs.length < failed) return judgement;
  const places = [...new Set(needs.map(({ place }) => place))].slice(0, MOST_PLACES).join(', ');
  const reason = `${countOf(failed, 'test')} could not reach ${places}: the sandbox has no network, so ${wordFor(failed, 'it is', 'they are')} neither green nor red`;
  return { state: 'unverified', value: judgement.value, reason };
}

/** No test failed, but what runs beside them, such as a hook of the package manager. */
function withoutItsPlace(
  judgement: Judgement,
  { outputTail }: Pick<ExecuteResult, 'outputTail'>,
): Judgement {
  const place = missingPlace(outputTail);
  if (place === null) return judgement;
  const why = judgement.reason ?? 'the command failed';
  const reason = `${why}; it could not reach ${place}: the sandbox has no network, so it is neither green nor red`;
  return { state: 'unverified', value: judgement.value, reason };
}

/** Commands leave files behind that nothing ignores: what was built, or measured beside. */
async function treeLeft(
  { pools }: Execution,
  { worktree, treeHash }: Pick<PreparedTool, 'worktree' | 'treeHash'>,
): Promise<string> {
  if (worktree === null) return treeHash;
  return pools
    .ask({ kind: 'tree_hash', worktree: worktree.worktree })
    .then((answer) => answer.treeHash)
    .catch(() => treeHash);
}

function withAcceptance(
  { store, clock }: Ledger,
  measurement: Measurement,
  { prepared, asked }: StepRun,
): Measurement {
  const repo = prepared.worktree?.repo;
  if (measurement.kind !== 'tests' || repo === undefined) return measurement;
  const at = { read: store.read, nowMs: clock.nowMs() };
  const action = exitCodeAction(repo, prepared.job.argv);
  return { ...measurement, acceptedBy: acceptedBy(at, { ...asked, action }) };
}
