import type { TaskEstimate } from '#shared/contract/plms-schemas.ts';
import { estimateTask } from '#core/estimate/estimate-task.ts';
import { projectRehearsal } from '#core/estimate/project-rehearsal.ts';
import type { CallContext, Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { microToUsd } from '#shared/units.ts';
import { mayApprove } from '#shared/rules.ts';
import type { TaskAsker, TaskCard } from '../db/tasks.ts';
import type { Execution, Ledger, Queue, Settings, Upkeep } from '../dispatch/spine.ts';
import { requireRun } from '../dispatch/run-states.ts';
import { answerOnce, writeKeyed } from '../runs/keyed-write.ts';
import { runWillAsk } from '../approvals/will-ask.ts';
import { planOfTask } from '../dispatch/plan-of-task.ts';
import { cardOfTask } from '../runs/card-of-task.ts';
import { askerOf } from '../runs/submit-jobcard.ts';
import { simulateCards, toWireProjection, type SimulatedCard } from './simulate-cards.ts';

type Simulate = Parsed<(typeof pasContract)['simulateRun']>;
type Simulated = Output<(typeof pasContract)['simulateRun']>;

/**
 * Rehearses a stratified sample of a run's tasks and projects the whole. A run without tasks
 * answers from the priors.
 */
export async function simulateRun(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  input: Simulate,
  call: CallContext,
): Promise<Simulated> {
  return answerOnce(spine, { operation: 'simulateRun', input, call }, async () => {
    const run = spine.store.read.runs.get(input.run_id);
    if (run !== undefined) requireRun(spine.store, input.run_id);
    const tasks = run === undefined ? [] : spine.store.read.tasks.listOfRun(input.run_id);
    const answer =
      run === undefined || tasks.length === 0
        ? fromPriors(spine, input)
        : await simulateCards(spine, {
            name: run.run_id,
            projectId: run.project_id,
            mode: run.declared_mode,
            cards: tasks.map((task) => toSimulatedCard(task, askerOf(call))),
            pct: input.rehearsal_pct,
            stratified: input.stratified,
            budgetUsd: run.cap_micro === null ? null : microToUsd(run.cap_micro),
            asks: await runWillAsk(
              spine,
              { projectId: run.project_id, runId: run.run_id },
              tasks.map((row) => ({ row, plan: planOfTask(spine, row) })),
            ),
            key: call.idempotencyKey,
          });
    return writeKeyed<Simulated>(spine, {
      operation: 'simulateRun',
      input,
      call,
      effect: () => answer,
    });
  });
}

/**
 * One task of medium complexity in every lane, by a model: all that can be said of a run nobody
 * described.
 */
function fromPriors(spine: Settings, input: Simulate): Simulated {
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
    run_id: input.run_id,
    ...toWireProjection(projection),
    basis: 'priors',
    strata_coverage: 0,
    rehearsal_tokens: 0,
    actual_pct: 0,
    auto_bumped: false,
    rehearsal_run_id: null,
    sampled: 0,
    will_ask: [],
    note: 'The run has no tasks yet: this is one medium model task in every lane, from the shipped priors (cold start).',
  };
}

/** Rehearsing gives nobody's card more than it has: the weaker of the two asks. */
function toSimulatedCard(task: TaskCard & TaskAsker, caller: TaskAsker): SimulatedCard {
  const estimate = JSON.parse(task.estimate) as TaskEstimate;
  const { requester, asked_by } = task;
  const by = mayApprove(requester) ? caller : { requester, asked_by };
  return { id: task.task_id, card: { ...cardOfTask(task), by }, estimate };
}
