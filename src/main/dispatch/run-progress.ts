import { findBreach, findOvertime, type Breach } from '#core/budget/breach.ts';
import { workedMs } from '#core/budget/worked-time.ts';
import { runwayRisk } from '#core/budget/runway-risk.ts';
import { isTerminalRun } from '#core/lifecycle/run-transitions.ts';
import { actOnBreach } from '../budget/act-on-breach.ts';
import type { RunRow, RunTime, RunTotalsRow } from '../db/runs.ts';
import { forgetRun } from './forget-run.ts';
import type { LiveRun } from './live-runs.ts';
import type { Execution, Ledger, Queue, Settings, Upkeep } from './spine.ts';

/** Every end of a task asks: is the budget still in sight, and is the run done? */
export function afterTaskEnded(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  runId: string,
): void {
  const run = spine.runs.get(runId);
  const row = spine.store.read.runs.get(runId);
  if (run === undefined || row === undefined) return;
  spine.runs.follow(run, row);
  if (isTerminalRun(row.status)) {
    if (run.running === 0) forgetRun(spine, runId);
    return;
  }
  const risk = runwayRisk({
    capMicro: run.cap.micro,
    spentMicro: run.spent.micro,
    elapsedMs: row.started_at === null ? 0 : spine.clock.nowMs() - row.started_at,
  });
  spine.scheduler.setRunwayRisk(runId, risk);
  const breach = breachOf(run) ?? overtimeOf(row, spine.clock.nowMs());
  if (breach !== null && row.status === 'executing') actOnBreach(spine, run, breach);
  // While tasks are left there is nothing to arm, only an earlier timer to disarm.
  if (row.tasks_terminal >= row.tasks_total || spine.settling.armed(runId) !== undefined)
    spine.scheduleSettle(runId);
}

type Timed = RunTime &
  Pick<RunTotalsRow, 'tasks_total' | 'tasks_terminal'> &
  Pick<RunRow, 'overtime_accepted'>;

function overtimeOf(row: Timed, nowMs: number): Breach | null {
  return findOvertime({
    capMs: row.cap_ms,
    workedMs: workedMs(row, nowMs),
    tasksLeft: row.tasks_total - row.tasks_terminal,
    overtimeAccepted: row.overtime_accepted === 1,
  });
}

function breachOf({ row, cap, spent, openMicro, costSamplesMicro }: LiveRun): Breach | null {
  return findBreach({
    capMicro: cap.micro,
    spentMicro: spent.micro,
    openMicro,
    endedTasks: row.tasks_terminal,
    totalTasks: row.tasks_total,
    costSamplesMicro,
    projectionAccepted: row.projection_accepted === 1,
  });
}
