import { createHash } from 'node:crypto';
import { ulid } from 'ulid';
import type { CallContext, Output, Parsed } from '#shared/contract/contract.ts';
import type { plmsContract } from '#shared/contract/contract.ts';
import { payloadSchema } from '#shared/payload.ts';
import { microToUsd } from '#shared/units.ts';
import { tokensOf } from '../dispatch/end-task.ts';
import type { Spine } from '../dispatch/spine.ts';
import { terminateRun } from './change-run.ts';
import { answerOnce, writeKeyed } from './keyed-write.ts';
import { requirePlan } from './plan-project.ts';
import { requireProject } from './read-projects.ts';
import { simulateRun } from './simulate-run.ts';
import { runnableTasks } from './start-project.ts';
import { enqueue, storeCard } from './submit-jobcard.ts';

type Plms = typeof plmsContract;
type Simulated = Output<Plms['simulateProject']>;

/** Rehearses a sample of the plan: its cards go into a draft run that is never started, and that run is simulated. */
export async function simulateProject(
  spine: Spine,
  input: Parsed<Plms['simulateProject']>,
  call: CallContext,
): Promise<Simulated> {
  return answerOnce(spine, { operation: 'simulateProject', input, call }, async () => {
    const draftId = await draftRun(spine, input.project_id, call);
    const answer = await simulateRun(
      spine,
      { run_id: draftId, rehearsal_pct: input.rehearsal_pct, stratified: true },
      call,
    );
    // The draft has served; what was rehearsed stays in the rehearsal's own run.
    await terminateRun(
      spine,
      { run_id: draftId, reason: 'draft of a rehearsal' },
      { actor: call.actor },
    ).catch(() => undefined);
    const receipts =
      answer.rehearsal_run_id === null
        ? []
        : spine.store.read.receipts.listOfRun(answer.rehearsal_run_id);
    const sum = (of: (receipt: (typeof receipts)[number]) => number): number =>
      receipts.reduce((total, receipt) => total + of(receipt), 0);
    const result: Simulated = {
      simulation_results: {
        rehearsal_run_id: answer.rehearsal_run_id,
        basis: answer.basis,
        strata_coverage: answer.strata_coverage,
        actual_pct: answer.actual_pct,
        auto_bumped: answer.auto_bumped,
        sampled: answer.sampled,
        rehearsal_actual: {
          tokens: sum(tokensOf),
          time_ms: sum((r) => r.time_ms),
          cost_usd: microToUsd(sum((r) => r.cost_micro)),
        },
        extrapolated_full: {
          tokens: { mean: answer.projected_tokens, ci_90: [answer.ci_lower, answer.ci_upper] },
          time_ms: answer.time_ms,
          cost_usd: answer.cost_usd,
          energy_kwh: answer.energy_kwh,
          ci_90: [answer.ci_lower, answer.ci_upper],
        },
        risk_score: answer.risk_score,
        risk_factors: [answer.note, ...failedReasons(spine, answer.rehearsal_run_id)],
      },
    };
    return writeKeyed<Simulated>(spine, {
      operation: 'simulateProject',
      input,
      call,
      effect: () => result,
    });
  });
}

/** The same key makes one draft, also when two requests race. */
async function draftRun(spine: Spine, projectId: number, call: CallContext): Promise<string> {
  const project = requireProject(spine, projectId);
  const tasks = runnableTasks(requirePlan(project));
  const seed = call.idempotencyKey ?? ulid(spine.clock.nowMs());
  const draftId = `draft-${projectId}-${createHash('sha256').update(seed).digest('hex').slice(0, 8)}`;
  await spine.store.commit.write(
    () => {
      if (spine.store.read.runs.get(draftId) !== undefined) return [];
      return tasks.map((task) =>
        storeCard(
          spine,
          {
            project_id: projectId,
            run_id: draftId,
            lane: task.lane,
            priority: 0.5,
            deps: [],
            payload: payloadSchema.parse({ title: task.title, ...task.payload }),
            budget_usd: 1,
            ci_width_hint: 0.3,
            kind: task.kind,
            complexity: task.complexity,
          },
          { runKind: 'rehearsal' },
        ),
      );
    },
    (stored) => enqueue(spine, stored),
  );
  return draftId;
}

function failedReasons(spine: Spine, runId: string | null): string[] {
  if (runId === null) return [];
  return spine.store.read.tasks
    .listOfRun(runId)
    .flatMap((task) =>
      task.status === 'failed' ? [`${task.title}: ${task.reason ?? 'failed'}`] : [],
    );
}
