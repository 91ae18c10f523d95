import { askAbout, stepsAtBreach, type Breach } from '#core/budget/breach.ts';
import { OF_A_RUN, raiseApproval } from '../approvals/raise-approval.ts';
import type { Tx } from '../db/transactions.ts';
import type { LiveRun } from '../dispatch/live-runs.ts';
import { moveRunTo } from '../dispatch/run-states.ts';
import type { Execution, Ledger, Queue, Settings, Upkeep } from '../dispatch/spine.ts';
import { stopRun, storeStop } from '../dispatch/stop-run.ts';
import { writeUntilDurable } from '../dispatch/write-until-durable.ts';
import { holdOf, WAITS_FOR_BUDGET } from '../scheduler/admit-task.ts';

/**
 * Does at a breach what the run's policy promises; the rules are BUDGET-12 to BUDGET-14 of
 * core/budget/SPEC.md. `beside`: a question of its own does not pause the run.
 */
export function actOnBreach(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  run: LiveRun,
  breach: Breach,
  how: 'by policy' | 'beside' = 'by policy',
): void {
  const steps = stepsAtBreach(run.row.breach_policy);
  const acting = steps.includes('terminate')
    ? terminate(spine, run, breach)
    : ask(spine, run, { breach, pauses: steps.includes('pause') && how === 'by policy' });
  acting
    .catch((error: unknown) =>
      spine.log.error({ err: error, run: run.runId }, 'a breach of a budget could not be stored'),
    )
    .finally(() => followLedger(spine, run));
}

async function terminate(
  spine: Ledger & Queue & Execution & Upkeep,
  run: LiveRun,
  { fact }: Breach,
): Promise<void> {
  // Held at once: the ledger may take a while, and nothing may start meanwhile.
  spine.scheduler.holdRun(run.runId, { kind: 'budget', text: `The run is being ended. ${fact}` });
  const reason = `its budget is breached. ${fact.replace(/\.$/, '')}`;
  await writeUntilDurable(
    spine,
    (tx) => {
      const row = tx.read.runs.get(run.runId);
      if (row?.status !== 'executing') return false;
      storeStop(tx, row, reason);
      return true;
    },
    (stopped) => {
      if (stopped) stopRun(spine, run.runId, reason);
    },
  );
}

async function ask(
  spine: Ledger & Settings & Queue,
  run: LiveRun,
  { breach, pauses }: { breach: Breach; pauses: boolean },
): Promise<void> {
  if (pauses) spine.scheduler.holdRun(run.runId, WAITS_FOR_BUDGET);
  await spine.store.commit.write((tx) => {
    const row = tx.read.runs.get(run.runId);
    if (row?.status !== 'executing') return;
    if (pauses) moveRunTo(tx, row, 'paused', askAbout(breach));
    askOnce(tx, spine, run, breach);
  });
}

/** One question a run at a time: until it is answered the next breach adds nothing. */
function askOnce(tx: Tx, spine: Settings, run: LiveRun, breach: Breach): void {
  if (tx.read.approvals.pendingOfRun(run.runId) !== undefined) return;
  raiseApproval(tx, spine, {
    ...OF_A_RUN,
    kind: 'budget',
    run_id: run.runId,
    projectId: run.projectId,
    question: askAbout(breach),
    proposed_micro: breach.proposedMicro ?? null,
    proposed_ms: breach.proposedMs ?? null,
  });
}

/**
 * The ledger decides: a run that could not be paused or ended, or that a person had paused or ended
 * already, is not held for the breach.
 */
function followLedger(spine: Ledger & Queue & Upkeep, run: LiveRun): void {
  if (spine.life.isStopping() || spine.runs.get(run.runId) !== run) return;
  run.row = spine.store.read.runs.get(run.runId) ?? run.row;
  spine.scheduler.holdRun(run.runId, holdOf(spine, run.row));
  spine.requestPump();
}
