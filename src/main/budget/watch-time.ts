import { timeLeftMs } from '#core/budget/worked-time.ts';
import type { RunRow, RunTime } from '../db/runs.ts';
import type { Ledger, Queue } from '../dispatch/spine.ts';

/** Node fires a longer timer at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

type Watched = RunTime & Pick<RunRow, 'run_id' | 'overtime_accepted'>;

/** The round that follows the end of a run's time looks at its budget: BUDGET-22. */
export function watchTime(spine: Ledger & Queue, row: Watched): void {
  const { run_id: runId } = row;
  const leftMs = timeLeftMs(row, spine.clock.nowMs());
  spine.timeUp.disarm(runId);
  if (leftMs === null) return;
  if (leftMs === 0) {
    spine.endedIn.add(runId);
    return spine.requestPump();
  }
  spine.timeUp.arm(runId, Math.min(leftMs, LONGEST_TIMER_MS), () => {
    const now = spine.store.read.runs.get(runId);
    if (now !== undefined) watchTime(spine, now);
  });
}
