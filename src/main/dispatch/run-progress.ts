import { findBreach, type Breach } from '#core/budget/breach.ts';
import { runwayMinutes } from '#core/budget/runway.ts';
import { isTerminalRun } from '#core/lifecycle/run-transitions.ts';
import { actOnBreach } from '../budget/act-on-breach.ts';
import { forgetRun } from './forget-run.ts';
import type { LiveRun } from './live-runs.ts';
import type { Spine } from './spine.ts';

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
  const breach = breachOf(run);
  if (breach !== null && row.status === 'executing') actOnBreach(spine, run, breach);
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

function breachOf({ row, cap, spent, costSamplesMicro }: LiveRun): Breach | null {
  return findBreach({
    capMicro: cap.micro,
    spentMicro: spent.micro,
    endedTasks: row.tasks_terminal,
    totalTasks: row.tasks_total,
    costSamplesMicro,
    projectionAccepted: row.projection_accepted === 1,
  });
}
