import { runwayMinutes } from '#core/budget/runway.ts';
import { isTerminalRun } from '#core/lifecycle/run-transitions.ts';
import { isOverProjection, projectSpend } from '#core/budget/projection.ts';
import { microToUsd } from '#shared/units.ts';
import { holdOf } from '../scheduler/admit-task.ts';
import { forgetRun } from './forget-run.ts';
import type { LiveRun } from './live-runs.ts';
import { moveRunTo } from './run-states.ts';
import type { Spine } from './spine.ts';
import type { Tx } from '../db/transactions.ts';

/** Every end of a task asks: is the budget still in sight, and is the run done? */
export function afterTaskEnded(spine: Spine, runId: string): void {
  const run = spine.runs.get(runId);
  const row = spine.store.read.runs.get(runId);
  if (run === undefined || row === undefined) return;
  run.row = row;
  if (isTerminalRun(row.status)) {
    if (run.running === 0) forgetRun(spine, runId);
    return;
  }
  spine.scheduler.setRunwayRisk(runId, runwayRisk(spine, run));
  const question = budgetQuestion(run);
  if (question !== null && row.status === 'executing') pauseForBudget(spine, run, question);
  // While tasks are left there is nothing to arm, only an earlier timer to disarm.
  if (row.tasks_terminal >= row.tasks_total || spine.settleTimers.has(runId))
    spine.scheduleSettle(runId);
}

/** From this many minutes on a runway is no risk; at none left the risk is 1. */
const SAFE_RUNWAY_MINUTES = 30;

/** 0..1 by how soon the run's budget is used up at its burn since the start; 0 without a cap or while nothing burns. */
function runwayRisk(spine: Spine, run: LiveRun): number {
  const elapsedMs = spine.clock.nowMs() - (run.row.started_at ?? spine.clock.nowMs());
  const burnMicroPerMin = elapsedMs > 0 ? run.spent.micro / (elapsedMs / 60_000) : 0;
  const minutes = runwayMinutes({
    capMicro: run.cap.micro,
    spentMicro: run.spent.micro,
    burnMicroPerMin,
  });
  return minutes === null ? 0 : 1 - Math.min(1, minutes / SAFE_RUNWAY_MINUTES);
}

interface BudgetQuestion {
  text: string;
  proposedMicro: number;
}

/** Spend so far ÷ share done, against 125 % of the cap; and a cap so used up that nothing more may start. */
export function budgetQuestion(run: LiveRun): BudgetQuestion | null {
  const capMicro = run.cap.micro;
  const { row } = run;
  if (capMicro === null || row.tasks_total === 0 || row.tasks_terminal >= row.tasks_total)
    return null;
  const projected = projectSpend({
    spentMicro: run.spent.micro,
    doneShare: row.tasks_terminal / row.tasks_total,
    doneTasks: row.tasks_terminal,
    totalTasks: row.tasks_total,
    costSamplesMicro: run.costSamplesMicro,
  });
  if (run.spent.micro >= capMicro) {
    const proposedMicro = Math.ceil(Math.max(projected?.hiMicro ?? 0, capMicro * 1.5));
    return {
      proposedMicro,
      text: `The run has spent its whole cap: ${dollars(run.spent.micro)} of ${dollars(capMicro)}, with ${row.tasks_total - row.tasks_terminal} tasks left. Raise the cap, or stop here?`,
    };
  }
  if (
    projected === null ||
    row.projection_accepted === 1 ||
    !isOverProjection(projected.meanMicro, capMicro)
  )
    return null;
  return {
    proposedMicro: Math.ceil(projected.hiMicro),
    text: `Projected spend is ${dollars(projected.meanMicro)} (90 %: ${dollars(projected.loMicro)} to ${dollars(projected.hiMicro)}), more than 125 % of the cap of ${dollars(capMicro)}. Raise the cap, or stop here?`,
  };
}

function pauseForBudget(spine: Spine, run: LiveRun, question: BudgetQuestion): void {
  spine.scheduler.holdRun(run.runId, {
    kind: 'approval',
    text: 'Waits for your answer about the budget.',
  });
  spine.store.commit
    .write((tx) => {
      const row = tx.read.runs.get(run.runId);
      if (row?.status !== 'executing') return;
      moveRunTo(tx, row, 'paused', question.text);
      raiseApproval(tx, run, question);
    })
    .catch((error: unknown) =>
      spine.log.error({ err: error }, 'a budget pause could not be stored'),
    )
    .finally(() => followPause(spine, run));
}

function raiseApproval(tx: Tx, run: LiveRun, question: BudgetQuestion): void {
  if (tx.read.approvals.pendingOfRun(run.runId) !== undefined) return;
  const { nowMs } = tx;
  const id = tx.approvals.raise(run.runId, question.text, question.proposedMicro, nowMs);
  tx.events.append(
    {
      type: 'approval.raised',
      projectId: run.projectId,
      runId: run.runId,
      data: {
        approval_id: id,
        question: question.text,
        proposed_budget_usd: microToUsd(question.proposedMicro),
      },
    },
    nowMs,
  );
}

/** The ledger decides: a run that could not be paused, or was not executing any more, is not held for the question. */
function followPause(spine: Spine, run: LiveRun): void {
  if (spine.stopping || spine.runs.get(run.runId) !== run) return;
  run.row = spine.store.read.runs.get(run.runId) ?? run.row;
  if (run.row.status === 'paused') return;
  spine.scheduler.holdRun(run.runId, holdOf(run.row));
  spine.requestPump();
}

function dollars(micro: number): string {
  const usd = microToUsd(micro);
  return `$${usd < 0.1 ? usd.toFixed(4) : usd.toFixed(2)}`;
}
