import type { ExecuteResult } from '#shared/messages/job.ts';
import type { Question } from '#core/rules/answering-rule.ts';
import { judgeGate, type Judgement, type Measurement } from '#core/gates/judge-gate.ts';
import type { Evidence, FailedTest } from '#shared/evidence.ts';
import { KPIS } from '#shared/kpis.ts';
import type { LaneConfig, LaneGate } from '#shared/lanes.ts';
import type { Execution, Ledger } from '../dispatch/spine.ts';
import type { PreparedTool } from '../dispatch/tool-job.ts';
import type { WorkerPools } from '../dispatch/worker-pools.ts';
import { acceptedBy } from './exit-code-rules.ts';

/** One gate, judged by something the app itself ran. */
export interface MeasuredGate {
  gate: LaneGate;
  judgement: Judgement;
  evidence: Evidence;
}

/** What was run for a gate, and for whom. */
interface MeasuredStep {
  lane: LaneConfig;
  prepared: PreparedTool;
  asked: Omit<Question, 'action'>;
}

/** Judges the gate that a step's command measures, from its report, output and exit code. */
export async function measureStep(
  spine: Ledger & Execution,
  { lane, prepared, asked }: MeasuredStep,
  result: ExecuteResult,
): Promise<MeasuredGate[]> {
  const { step } = prepared;
  if (step === null) return [];
  const gate = lane.gates.find((candidate) => KPIS[candidate.kpi].measured === step.step);
  if (gate === undefined) return [];
  const { measurement, testsExecuted, failures, format } = await read(
    spine.pools,
    prepared,
    result,
  );
  const judgement = judgeGate(gate, withAcceptance(spine, measurement, { lane, prepared, asked }));
  const evidence: Evidence = {
    command: [...prepared.job.argv],
    exit_code: result.exitCode,
    duration_ms: result.timeMs,
    tests_executed: testsExecuted,
    tests_failed: failures.map(({ id }) => id),
    failures,
    report_format: format,
    tree_hash: prepared.treeHash,
    reason: judgement.reason,
    output_tail: result.outputTail.slice(-4000),
  };
  return [{ gate, judgement, evidence }];
}

function withAcceptance(
  { store, clock }: Ledger,
  measurement: Measurement,
  { prepared, asked }: MeasuredStep,
): Measurement {
  const repo = prepared.worktree?.repo;
  if (measurement.kind !== 'tests' || repo === undefined) return measurement;
  const at = { read: store.read, nowMs: clock.nowMs() };
  const command = prepared.job.argv;
  return { ...measurement, acceptedBy: acceptedBy(at, { repo, command }, asked) };
}

interface Reading {
  measurement: Measurement;
  testsExecuted: number | null;
  failures: FailedTest[];
  format: Evidence['report_format'];
}

async function read(
  pools: WorkerPools,
  prepared: PreparedTool,
  result: ExecuteResult,
): Promise<Reading> {
  const { step } = prepared;
  if (result.exitCode === null) {
    const reason = result.reason ?? 'the command did not end by itself';
    return { ...noTests, measurement: { kind: 'unverified', reason } };
  }
  if (step?.step !== 'test')
    return { ...noTests, measurement: { kind: 'exit', exitCode: result.exitCode } };
  const { report, stdout, output, outputIsCut, exitCode } = result;
  const input = { report, stdout, output, outputIsCut, exitCode };
  const measurement = await pools.measureTests(step.format, input);
  if (measurement.kind !== 'tests' || measurement.report.format === 'exit_code')
    return { ...noTests, measurement };
  const tests = {
    ...measurement.report,
    failures: shortNames(measurement.report.failures, prepared),
  };
  return {
    measurement: { ...measurement, report: tests },
    testsExecuted: tests.executed,
    failures: tests.failures,
    format: tests.format,
  };
}

/** Runners name tests by absolute path; the worktree's folder says nothing to a person. */
function shortNames(failures: readonly FailedTest[], prepared: PreparedTool): FailedTest[] {
  return failures.map((one) => ({ ...one, id: one.id.replaceAll(`${prepared.job.cwd}/`, '') }));
}

const noTests = { testsExecuted: null, failures: [], format: 'exit_code' as const };
