import { createHash } from 'node:crypto';
import { estimateTask, type TaskEstimate } from '#core/estimate/estimate-task.ts';
import { projectRehearsal, type RehearsalProjection } from '#core/estimate/project-rehearsal.ts';
import {
  drawRehearsalSample,
  stratumOf,
  type RehearsalSample,
} from '#core/estimate/rehearsal-sample.ts';
import type { CallContext, Output, Parsed } from '#shared/contract/contract.ts';
import type { pasContract } from '#shared/contract/contract.ts';
import { microToUsd } from '#shared/units.ts';
import type { TaskRow } from '../db/tasks.ts';
import { tokensOf } from '../dispatch/end-task.ts';
import type { Spine } from '../dispatch/spine.ts';
import { answerOnce, writeKeyed } from './keyed-write.ts';
import { rehearse, type Rehearsed } from './rehearse.ts';

type Simulate = Parsed<(typeof pasContract)['simulateRun']>;
type Simulated = Output<(typeof pasContract)['simulateRun']>;

/** Rehearses a stratified sample of a run's tasks and projects the whole. A run without tasks answers from the priors. */
export async function simulateRun(
  spine: Spine,
  input: Simulate,
  call: CallContext,
): Promise<Simulated> {
  return answerOnce(spine, { operation: 'simulateRun', input, call }, async () => {
    const tasks =
      spine.store.read.runs.get(input.run_id) === undefined
        ? []
        : spine.store.read.tasks.listOfRun(input.run_id);
    const answer =
      tasks.length === 0
        ? fromPriors(spine, input)
        : await fromRehearsal(spine, input, tasks, call);
    return writeKeyed<Simulated>(spine, {
      operation: 'simulateRun',
      input,
      call,
      effect: () => answer,
    });
  });
}

/** One task of medium complexity in every lane, by a model: all that can be said of a run nobody described. */
function fromPriors(spine: Spine, input: Simulate): Simulated {
  const lanes = spine.lanes.all();
  const strata = lanes.map((lane) => ({ key: lane.name, total: 1 }));
  const priors = Object.fromEntries(
    lanes.map((lane) => [
      lane.name,
      estimateTask({ lane: lane.name, kind: 'agent', complexity: 'medium', needsModel: true }),
    ]),
  );
  const projection = projectRehearsal({
    strata,
    observed: [],
    priors,
    budgetUsd: null,
    gateFailures: 0,
  });
  return {
    ...toAnswer(input, projection),
    basis: 'priors',
    strata_coverage: 0,
    rehearsal_tokens: 0,
    actual_pct: 0,
    auto_bumped: false,
    rehearsal_run_id: null,
    sampled: 0,
    note: 'The run has no tasks yet: this is one medium model task in every lane, from the shipped priors (cold start).',
  };
}

async function fromRehearsal(
  spine: Spine,
  input: Simulate,
  tasks: readonly TaskRow[],
  call: CallContext,
): Promise<Simulated> {
  const candidates = tasks.map((task) => ({
    taskId: task.task_id,
    lane: task.lane,
    kind: task.kind,
    complexity: task.complexity,
  }));
  const sample = drawRehearsalSample(candidates, input.rehearsal_pct, {
    seed: spine.options.seed,
    stratified: input.stratified,
  });
  const chosen = tasks.filter((task) => sample.sampled.includes(task.task_id));
  const own = chosen.filter((task) => canRehearse(spine, task));
  const rehearsed =
    own.length === 0
      ? nothingRehearsed()
      : await rehearse(spine, {
          runId: input.run_id,
          rehearsalId: rehearsalIdOf(spine, input, call),
          tasks: own,
        });
  const projection = projectFrom(spine, input, { tasks, sample, rehearsed });
  return {
    ...toAnswer(input, projection),
    basis: basisOf(rehearsed, own.length === chosen.length),
    strata_coverage: new Set(own.map(stratumOf)).size / sample.strata.length,
    rehearsal_tokens: rehearsed.receipts.reduce((sum, receipt) => sum + tokensOf(receipt), 0),
    actual_pct: own.length / tasks.length,
    auto_bumped: sample.autoBumped,
    rehearsal_run_id: rehearsed.runId,
    sampled: own.length,
    note: noteOf(rehearsed, { sampled: own.length, left: chosen.length - own.length, tasks }),
  };
}

/** Outside executors are not asked to rehearse, and a closed lane starts nothing: nobody should wait for those. */
function canRehearse(spine: Spine, task: TaskRow): boolean {
  return task.kind !== 'external' && spine.lanes.get(task.lane).cap > 0;
}

function nothingRehearsed(): Rehearsed {
  return {
    runId: null,
    complete: true,
    blocked: null,
    receipts: [],
    tasks: new Map(),
    gateFailures: 0,
    synthetic: false,
  };
}

function basisOf(rehearsed: Rehearsed, isWhole: boolean): Simulated['basis'] {
  if (rehearsed.runId === null) return 'priors';
  return rehearsed.complete && isWhole ? 'rehearsal' : 'partial_rehearsal';
}

/** The same key rehearses once, also when two requests race. */
function rehearsalIdOf(spine: Spine, input: Simulate, call: CallContext): string {
  const seed = call.idempotencyKey ?? `${spine.clock.nowMs()}-${spine.store.read.tasks.maxSeq()}`;
  return `${input.run_id.slice(0, 150)}~rehearsal-${createHash('sha256').update(seed).digest('hex').slice(0, 10)}`;
}

function projectFrom(
  spine: Spine,
  input: Simulate,
  from: { tasks: readonly TaskRow[]; sample: RehearsalSample; rehearsed: Rehearsed },
): RehearsalProjection {
  const { tasks, sample, rehearsed } = from;
  const priors: Record<string, TaskEstimate> = {};
  for (const task of tasks) priors[stratumOf(task)] ??= JSON.parse(task.estimate) as TaskEstimate;
  const observed = rehearsed.receipts.map((receipt) => {
    const task = rehearsed.tasks.get(receipt.task_id);
    return {
      taskId: receipt.task_id,
      stratum: task === undefined ? '' : stratumOf(task),
      tokens: tokensOf(receipt),
      timeMs: receipt.time_ms,
      costUsd: microToUsd(receipt.cost_micro),
      energyKwh: receipt.energy_kwh,
      failed: receipt.status === 'failed',
    };
  });
  const capMicro = spine.store.read.runs.get(input.run_id)?.cap_micro ?? null;
  return projectRehearsal({
    strata: sample.strata,
    observed,
    priors,
    budgetUsd: capMicro === null ? null : microToUsd(capMicro),
    gateFailures: rehearsed.gateFailures,
  });
}

function toAnswer(input: Simulate, projection: RehearsalProjection) {
  const { tokens } = projection;
  return {
    run_id: input.run_id,
    projected_tokens: tokens.mean,
    ci_lower: tokens.ci_90[0],
    ci_upper: tokens.ci_90[1],
    risk_score: projection.riskScore,
    time_ms: projection.timeMs,
    cost_usd: projection.costUsd,
    energy_kwh: projection.energyKwh,
  };
}

interface Sampled {
  sampled: number;
  /** Drawn for the sample, but not to be rehearsed by the app. */
  left: number;
  tasks: readonly TaskRow[];
}

function noteOf(rehearsed: Rehearsed, { sampled, left, tasks }: Sampled): string {
  const parts = [`${sampled} of ${tasks.length} tasks were rehearsed.`];
  if (left > 0)
    parts.push(
      `${left} could not be, because an outside executor does them or their lane is closed: the priors stand for them.`,
    );
  if (rehearsed.blocked !== null) parts.push(`It was given up: ${rehearsed.blocked}`);
  else if (!rehearsed.complete)
    parts.push('It had not ended when this was answered; what was missing comes from the priors.');
  if (rehearsed.synthetic)
    parts.push('Part of it was synthetic: declared figures, not measured ones.');
  return parts.join(' ');
}
