import { combineMeasurements } from '#core/gates/combine-measurements.ts';
import { whyNotFetched } from '#core/gates/could-not-fetch.ts';
import type { Measurement } from '#core/gates/judge-gate.ts';
import type { StepCommand, TestReport } from '#core/gates/types.ts';
import type { Evidence, FailedTest } from '#shared/evidence.ts';
import type { CommandResult, ExecuteResult } from '#shared/messages/job.ts';
import type { PreparedTool } from '../dispatch/tool-job.ts';
import type { WorkerPools } from '../dispatch/worker-pools.ts';

/** What a step's commands left, as it is judged. */
export interface Reading {
  measurement: Measurement;
  testsExecuted: number | null;
  failures: FailedTest[];
  format: Evidence['report_format'];
}

/** Reads what the commands of a step left: each by itself, and then all together. */
export async function readStep(
  pools: WorkerPools,
  prepared: PreparedTool,
  result: CommandResult & Pick<ExecuteResult, 'also' | 'reason'>,
): Promise<Reading> {
  const { step } = prepared;
  if (step === null) return { ...noTests, measurement: { kind: 'missing', reason: 'no step' } };
  const steps = [step, ...(step.also ?? [])];
  const parts = await Promise.all(
    [result, ...result.also].map((one, at) =>
      readCommand(pools, steps[at] ?? step, { ...one, reason: at === 0 ? result.reason : null }),
    ),
  );
  const measurement = combineMeasurements(parts);
  if (measurement.kind !== 'tests' || measurement.report.format === 'exit_code')
    return { ...noTests, measurement };
  const tests = shortNames(measurement.report, prepared);
  return {
    measurement: { ...measurement, report: tests },
    testsExecuted: tests.executed,
    failures: tests.failures,
    format: tests.format,
  };
}

/** What one command of a step measures. */
async function readCommand(
  pools: WorkerPools,
  step: StepCommand,
  { reason, ...said }: CommandResult & Pick<ExecuteResult, 'reason'>,
): Promise<Measurement> {
  const { exitCode, report, stdout, output, outputIsCut } = said;
  if (exitCode === null)
    return { kind: 'unverified', reason: reason ?? 'the command did not end by itself' };
  const measurement: Measurement =
    step.step === 'test'
      ? await pools.measureTests(step.format, { report, stdout, output, outputIsCut, exitCode })
      : { kind: 'exit', exitCode };
  const ranNothing = measurement.kind !== 'tests' || measurement.report.executed === 0;
  const why = exitCode === 0 || !ranNothing ? null : whyNotFetched(output, step.beforehand);
  return why === null ? measurement : { kind: 'unverified', reason: why };
}

/** Runners name tests by absolute path; the worktree's folder says nothing to a person. */
function shortNames({ failures, names, ...counts }: TestReport, { job }: PreparedTool): TestReport {
  const folder = `${job.copyOf ?? job.cwd}/`;
  const short = (name: string): string => name.replaceAll(folder, '');
  const failed = failures.map((one) => ({ ...one, id: short(one.id) }));
  if (names === undefined) return { ...counts, failures: failed };
  const { passed, failed: red, skipped } = names;
  const all = { passed: passed.map(short), failed: red.map(short), skipped: skipped.map(short) };
  return { ...counts, failures: failed, names: all };
}

const noTests = { testsExecuted: null, failures: [], format: 'exit_code' as const };
