import type { LiveRun } from '../dispatch/live-runs.ts';
import type { Ledger, Queue, Upkeep } from '../dispatch/spine.ts';
import { whyWaits } from '../runs/read-runs.ts';
import { watchTime } from './watch-time.ts';

/** Of a longer queue, this many tasks stand for the rest. */
const MOST_LOOKED_AT = 200;

/** The time of a run stands while the whole of it waits for a person: BUDGET-20. */
export function followWaits(spine: Ledger & Queue & Upkeep): void {
  for (const run of spine.runs.all()) {
    if (run.row.cap_ms === null || run.row.status !== 'executing') continue;
    const doesWork = !waitsForPerson(spine, run);
    if (doesWork !== (run.row.working_since !== null)) setWorks(spine, run, doesWork);
  }
}

function waitsForPerson(spine: Ledger & Queue, { runId, running }: LiveRun): boolean {
  if (running > 0) return false;
  const { approvals, tasks } = spine.store.read;
  const asksForMoney = approvals.pendingOfRun(runId) !== undefined;
  const kinds = tasks
    .listOfRunByState(runId, 'queued', MOST_LOOKED_AT)
    .map((task) => whyWaits(spine, task)?.kind);
  const isAsked = (kind: unknown) => kind === 'approval' || (kind === 'budget' && asksForMoney);
  return kinds.some(isAsked) && kinds.every((kind) => kind === 'dependency' || isAsked(kind));
}

function setWorks(spine: Ledger & Queue & Upkeep, run: LiveRun, doesWork: boolean): void {
  spine.store.commit
    .write(
      (tx) => tx.runs.setWorks(run.runId, doesWork, tx.nowMs),
      () => {
        run.row = spine.store.read.runs.get(run.runId) ?? run.row;
        watchTime(spine, run.row);
      },
    )
    .catch((error: unknown) =>
      spine.log.error({ err: error, run: run.runId }, 'the time of a run could not be followed'),
    );
}
