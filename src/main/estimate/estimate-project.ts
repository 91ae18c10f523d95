import { estimateTask } from '#core/estimate/estimate-task.ts';
import { estimateTotals, type EstimatedTask } from '#core/estimate/estimate-totals.ts';
import type { CallContext, Output, Parsed, plmsContract } from '#shared/contract/contract.ts';
import type { PlanTask } from '#shared/contract/plms-schemas.ts';
import type { ProjectState } from '#shared/states.ts';
import type { ProjectRow } from '../db/projects.ts';
import type { Tx } from '../db/transactions.ts';
import type { Execution, Ledger, Settings } from '../dispatch/spine.ts';
import { goTo, planOnTheWay, requirePlan } from '../projects/plan-project.ts';
import { requireProject } from '../projects/read-projects.ts';
import { answerOnce, writeKeyed } from '../runs/keyed-write.ts';

type Plms = typeof plmsContract;

/**
 * Estimates every task and the whole, from shipped priors and what was observed in this project. A
 * project without a plan is planned first.
 */
export async function estimateProject(
  spine: Ledger & Settings & Execution,
  input: Parsed<Plms['estimateProject']>,
  call: CallContext,
): Promise<Output<Plms['estimateProject']>> {
  return answerOnce(spine, { operation: 'estimateProject', input, call }, async () => {
    const planned_on_the_way = await planOnTheWay(spine, input.project_id);
    return writeKeyed<Output<Plms['estimateProject']>>(spine, {
      operation: 'estimateProject',
      input,
      call,
      effect: (tx) => {
        const row = requireProject(tx, input.project_id);
        return {
          project_id: row.project_id,
          ...storeEstimate(tx, spine, row),
          planned_on_the_way,
        };
      },
    });
  });
}

/** Estimates the stored plan and keeps that. */
export function storeEstimate(
  tx: Tx,
  spine: Ledger & Settings,
  row: Pick<ProjectRow, 'project_id' | 'plan' | 'status'>,
) {
  const plan = requirePlan(row);
  const tasks = plan.tasks.map((task) => ({
    ...task,
    estimate: estimatePlanTask(spine, row, task),
  }));
  const included = tasks.filter((task) => task.runnable);
  const totals = estimateTotals(asEstimated(included), {
    caps: spine.lanes.caps(),
    seed: spine.options.seed,
  });
  const status = afterEstimate(row);
  const { nowMs } = tx;
  tx.projects.setEstimate({
    id: row.project_id,
    plan: JSON.stringify({ ...plan, tasks }),
    totals: JSON.stringify(totals),
    status,
    nowMs,
  });
  tx.events.append({ type: 'project.estimated', projectId: row.project_id, data: {} }, nowMs);
  return { status, tasks, totals };
}

const BEFORE_APPROVAL: readonly ProjectState[] = ['planning', 'estimating'];

/** An estimate leads a planned project on to its approval, and moves no other. */
function afterEstimate(row: Pick<ProjectRow, 'status'>): ProjectState {
  if (row.status === 'cancelled') return goTo(row, 'estimating');
  if (!BEFORE_APPROVAL.includes(row.status)) return row.status;
  return goTo({ ...row, status: goTo(row, 'estimating') }, 'pending_approval');
}

/** What is believed of one task of a plan, from priors and what was observed in this project. */
export function estimatePlanTask(
  spine: Ledger,
  row: Pick<ProjectRow, 'project_id'>,
  task: PlanTask,
) {
  const isTool = task.payload['step'] !== undefined || task.payload['command'] !== undefined;
  const observedMs = isTool ? spine.store.read.tasks.observedMs(row.project_id, task.kind) : [];
  return estimateTask({
    lane: task.lane,
    kind: task.kind,
    complexity: task.complexity,
    needsModel: !isTool,
    observedMs,
  });
}

/** Tasks left out of the run are no dependencies of it. */
function asEstimated(tasks: readonly PlanTask[]): EstimatedTask[] {
  const keys = new Set(tasks.map((task) => task.key));
  return tasks.flatMap((task) =>
    task.estimate === null
      ? []
      : [
          {
            key: task.key,
            lane: task.lane,
            deps: task.deps.filter((dep) => keys.has(dep)),
            estimate: task.estimate,
          },
        ],
  );
}
