import type {
  CallContext,
  Output,
  Parsed,
  pasContract,
  plmsContract,
} from '#shared/contract/contract.ts';
import type { PlanTask } from '#shared/contract/plms-schemas.ts';
import { microToUsd } from '#shared/units.ts';
import type { ProjectRow } from '../db/projects.ts';
import type { TaskAsker } from '../db/tasks.ts';
import { tokensOf } from '../dispatch/receipt-of.ts';
import type { Execution, Ledger, Queue, Settings, Upkeep } from '../dispatch/spine.ts';
import { answerOnce, writeKeyed } from '../runs/keyed-write.ts';
import { askerOf } from '../runs/submit-jobcard.ts';
import { missingOfCheckout } from '../approvals/install/ask-about-installs.ts';
import { planWillAsk } from '../approvals/will-ask.ts';
import { planOnTheWay, requirePlan } from '../projects/plan-project.ts';
import { estimatePlanTask } from './estimate-project.ts';
import { lookAtRepository, requireProject, toWireProject } from '../projects/read-projects.ts';
import { simulateCards, type SimulatedCard } from './simulate-cards.ts';
import { cardOfPlanTask, runnableTasks } from '../projects/start-project.ts';

type Plms = typeof plmsContract;
type Simulated = Output<Plms['simulateProject']>;

/** Rehearses a sample of the plan's runnable tasks and projects the whole plan. */
export async function simulateProject(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  input: Parsed<Plms['simulateProject']>,
  call: CallContext,
): Promise<Simulated> {
  return answerOnce(spine, { operation: 'simulateProject', input, call }, async () => {
    const planned_on_the_way = await planOnTheWay(spine, input.project_id);
    const answer = await simulatePlan(spine, input, call);
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
      will_ask: answer.will_ask,
      planned_on_the_way,
    };
    return writeKeyed<Simulated>(spine, {
      operation: 'simulateProject',
      input,
      call,
      effect: () => result,
    });
  });
}

async function simulatePlan(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  input: Parsed<Plms['simulateProject']>,
  call: CallContext,
): Promise<Output<(typeof pasContract)['simulateRun']>> {
  const project = requireProject(spine.store, input.project_id);
  const tasks = runnableTasks(requirePlan(project));
  return simulateCards(spine, {
    name: `plan-${input.project_id}`,
    projectId: input.project_id,
    mode: null,
    cards: tasks.map((task) => toSimulatedCard(spine, project, { task, by: askerOf(call) })),
    pct: input.rehearsal_pct,
    stratified: true,
    budgetUsd: toWireProject(project).budget_caps?.budget_usd ?? null,
    asks: planWillAsk({ read: spine.store.read, nowMs: spine.clock.nowMs() }, spine, project, {
      tasks,
      requester: call.requester,
      look: await lookAtRepository(spine, project),
      missing: await missingOfCheckout(spine, project.repo),
    }),
    key: call.idempotencyKey,
  });
}

function toSimulatedCard(
  spine: Ledger,
  project: Pick<ProjectRow, 'project_id'>,
  { task, by }: { task: PlanTask; by: TaskAsker },
): SimulatedCard {
  const estimate = task.estimate ?? estimatePlanTask(spine, project, task);
  return { id: task.key, card: { ...cardOfPlanTask(task), by }, estimate };
}

function failedReasons(spine: Ledger, runId: string | null): string[] {
  if (runId === null) return [];
  return spine.store.read.tasks
    .listOfRun(runId)
    .flatMap((task) =>
      task.status === 'failed' ? [`${task.title}: ${task.reason ?? 'failed'}`] : [],
    );
}
