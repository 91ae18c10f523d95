import { findNoRoom, type Breach } from '#core/budget/breach.ts';
import type { LiveRun } from '../dispatch/live-runs.ts';
import type { Execution, Ledger, Queue, Settings, Upkeep } from '../dispatch/spine.ts';
import { whyWaits } from '../runs/read-runs.ts';
import { actOnBreach } from './act-on-breach.ts';

/** Of a longer queue, this many tasks stand for the rest. */
const MOST_LOOKED_AT = 200;

/** Runs that would wait for money without a word ask for it: BUDGET-17. */
export function askForRoom(spine: Ledger & Settings & Queue & Execution & Upkeep): void {
  for (const run of spine.runs.all()) {
    const breach = isIdle(run) ? noRoomOf(spine, run) : null;
    if (breach !== null) actOnBreach(spine, run, breach, 'beside');
  }
}

function isIdle({ row, running, cap }: LiveRun): boolean {
  return (
    cap.micro !== null &&
    running === 0 &&
    row.status === 'executing' &&
    row.tasks_terminal < row.tasks_total
  );
}

function noRoomOf(spine: Ledger & Queue, run: LiveRun): Breach | null {
  const { approvals, tasks } = spine.store.read;
  if (approvals.pendingOfRun(run.runId) !== undefined) return null;
  const asks: number[] = [];
  for (const task of tasks.listOfRunByState(run.runId, 'queued', MOST_LOOKED_AT)) {
    const kind = whyWaits(spine, task)?.kind;
    if (kind !== 'budget' && kind !== 'dependency') return null;
    const askMicro = spine.runs.askOf({ taskId: task.task_id, runId: run.runId }).micro;
    if (kind === 'budget') asks.push(askMicro);
  }
  return findNoRoom({ capMicro: run.cap.micro, spentMicro: run.spent.micro, asksMicro: asks });
}
