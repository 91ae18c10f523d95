import { isTerminalRun } from '#core/lifecycle/run-transitions.ts';
import type { CallContext, Output, Parsed, plmsContract } from '#shared/contract/contract.ts';
import type { RunRow } from '../db/runs.ts';
import type { Tx } from '../db/transactions.ts';
import type { Execution, Ledger, Queue, Upkeep } from '../dispatch/spine.ts';
import { stopRun, storeStop } from '../dispatch/stop-run.ts';
import { writeKeyed } from '../runs/keyed-write.ts';
import { goTo } from './plan-project.ts';
import { changedProject, requireProject } from './read-projects.ts';

type Cancel = Parsed<(typeof plmsContract)['cancelProject']>;
type Changed = Output<(typeof plmsContract)['cancelProject']>;

const REASON = 'its project was cancelled';

/**
 * Cancels a project for good. A run of it that is not over is terminated: nobody would look at what
 * it does.
 */
export async function cancelProject(
  spine: Ledger & Queue & Execution & Upkeep,
  input: Cancel,
  call: CallContext,
): Promise<Changed> {
  let stopped: RunRow | undefined;
  return writeKeyed<Changed>(spine, {
    operation: 'cancelProject',
    input,
    call,
    effect: (tx) => {
      const row = requireProject(tx, input.project_id);
      tx.projects.setStatus(row.project_id, goTo(row, 'cancelled'), tx.nowMs);
      tx.events.append(
        { type: 'project.cancelled', projectId: row.project_id, data: {} },
        tx.nowMs,
      );
      stopped = openRun(tx, row.current_run_id);
      if (stopped !== undefined) storeStop(tx, stopped, REASON);
      return changedProject(tx, input.project_id);
    },
    afterCommit: () => {
      if (stopped !== undefined) stopRun(spine, stopped.run_id, REASON);
    },
  });
}

/**
 * The run if something of it may still run. One in review waits for a person, and stays as the
 * record of what was done.
 */
function openRun(tx: Tx, runId: string | null): RunRow | undefined {
  const run = runId === null ? undefined : tx.read.runs.get(runId);
  return run === undefined || run.status === 'needs_review' || isTerminalRun(run.status)
    ? undefined
    : run;
}
