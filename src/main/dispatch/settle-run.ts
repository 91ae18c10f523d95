import { settleGates } from '#core/gates/settle-gates.ts';
import { isReadyToSettle, settleWaitMs, type SettlingRun } from '#core/lifecycle/settle-wait.ts';
import { settleRun, type SettledGate, type SettledTask } from '#core/lifecycle/settle-run.ts';
import type { RunRow, RunStage } from '../db/runs.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import { forgetRun } from './forget-run.ts';
import {
  askAboutInstalls,
  missingOfRun,
  type Missing,
} from '../approvals/install/ask-about-installs.ts';
import { askAboutPlaces } from '../approvals/places/ask-about-places.ts';
import { askAboutResults } from '../gates/acceptance-rules.ts';
import { gatesToMeasure } from '../gates/lane-gates.ts';
import { measureMissing } from '../gates/measure-missing.ts';
import { moveRunTo } from './run-states.ts';
import type { Execution, Ledger, Queue, Settings, Spine, Upkeep } from './spine.ts';
import { writeUntilDurable } from './write-until-durable.ts';

/**
 * Arms the end of a run: every task terminal and no card for the settle window. `known` is the run
 * where the caller has just read it.
 */
export function scheduleSettle(spine: Spine, runId: string, known?: RunRow): void {
  const row = known ?? spine.store.read.runs.get(runId);
  spine.settling.disarm(runId);
  if (row === undefined || spine.life.isStopping() || !spine.dispatching) return;
  const waitMs = settleWaitMs(settlingOf(row), spine.clock.nowMs(), spine.options.settleMs);
  if (waitMs !== null) spine.settling.arm(runId, waitMs, () => begin(spine, runId));
}

type SettlingRow = Pick<
  RunRow,
  'status' | 'kind' | 'tasks_total' | 'tasks_terminal' | 'last_card_at' | 'created_at'
>;

function settlingOf(row: SettlingRow): SettlingRun {
  return {
    status: row.status,
    kind: row.kind,
    totalTasks: row.tasks_total,
    endedTasks: row.tasks_terminal,
    lastCardMs: row.last_card_at ?? row.created_at,
  };
}

function begin(spine: Ledger & Settings & Queue & Execution & Upkeep, runId: string): void {
  settle(spine, runId).catch((error: unknown) =>
    spine.log.error({ err: error, run: runId }, 'a run could not be settled'),
  );
}

/**
 * executing → validating → completed, needs_review or failed, by evidence. Two calls at once do it
 * once.
 */
export function settle(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  runId: string,
): Promise<void> {
  return spine.settling.once(runId, () => settleNow(spine, runId));
}

async function settleNow(
  spine: Ledger & Settings & Queue & Execution & Upkeep,
  runId: string,
): Promise<void> {
  for (;;) {
    const validating = await writeUntilDurable(spine, (tx) => {
      const row = tx.read.runs.get(runId);
      if (row === undefined || !isReadyToSettle(settlingOf(row))) return null;
      if (row.status === 'executing') moveRunTo(tx, row, 'validating', null);
      return row;
    });
    if (validating === null) return;
    const obstacle = await gatherEvidence(spine, validating);
    const missing = await missingOfRun(spine, validating);
    if (spine.life.isStopping()) return;
    const outcome = await writeUntilDurable(
      spine,
      (tx) => storeSettlement(tx, spine, { validated: validating, obstacle, missing }),
      (stored) => {
        if (stored === 'ended') forgetRun(spine, runId);
        spine.requestPump();
      },
    );
    if (outcome !== 'again') return;
  }
}

/** Runs the gates and keeps the results; answers why that was not possible, or null. */
async function gatherEvidence(
  spine: Ledger & Settings & Execution & Upkeep,
  row: RunStage,
): Promise<string | null> {
  try {
    await measureMissing(spine, row);
    await commitResults(spine, row.run_id);
    return null;
  } catch (error) {
    if (!spine.life.isStopping())
      spine.log.error({ err: error, run: row.run_id }, 'a run could not be validated');
    return error instanceof Error ? error.message : String(error);
  }
}

/** What the run's tasks changed becomes a commit on the run's own branch. */
async function commitResults(spine: Ledger & Execution, runId: string): Promise<void> {
  for (const { path, branch, state } of spine.store.read.worktrees.listOfRun(runId)) {
    if (state !== 'ready') continue;
    const message = `Slipway run ${runId}\n`;
    const { leftOut } = await spine.pools.ask({
      kind: 'commit_worktree',
      worktree: path,
      branch,
      message,
    });
    sayWhatIsMissing(spine, runId, leftOut);
  }
}

/** The run's log names what is no part of its result. */
function sayWhatIsMissing(
  spine: Pick<Execution, 'logs'> & Pick<Ledger, 'clock'>,
  runId: string,
  leftOut: readonly string[],
): void {
  const lines = leftOut.map((path) => ({
    ts: new Date(spine.clock.nowMs()).toISOString(),
    task_id: '',
    stream: 'system' as const,
    text: `“${path}” is too large for a commit: it stays in the worktree and is no part of the run's result.`,
  }));
  if (lines.length > 0) spine.logs.append(runId, lines);
}

/** `again`: cards came and ended while the gates ran, so their evidence is of an older tree. */
function storeSettlement(
  tx: Tx,
  spine: Ledger & Settings,
  {
    validated,
    obstacle,
    missing,
  }: { validated: RunRow; obstacle: string | null; missing: readonly Missing[] },
): 'ended' | 'again' | 'left' {
  const runId = validated.run_id;
  const row = spine.store.read.runs.get(runId);
  if (row?.status !== 'validating') return 'left';
  // A card that came meanwhile takes the run back to work.
  if (row.tasks_terminal < row.tasks_total) {
    moveRunTo(tx, row, 'executing', null);
    return 'left';
  }
  if (row.tasks_total !== validated.tasks_total) return 'again';
  // Nothing is left that the budget could be raised for.
  tx.approvals.expireOfRun(runId, tx.nowMs);
  if (obstacle !== null) {
    tx.runs.setVerification(runId, 'unverified');
    moveRunTo(tx, row, 'needs_review', `The run could not be validated: ${obstacle}`);
    return 'ended';
  }
  const tasks = spine.store.read.tasks.listOfRun(runId);
  const figures = spine.store.read.receipts.figuresOfRun(runId);
  const settlement = settleRun({
    tasks: tasks.map((task) => toSettled(task, figures.get(task.task_id)?.time_ms ?? 0)),
    gates: gatesOf(spine, runId, tasks),
  });
  tx.runs.setVerification(runId, settlement.verification);
  // What was lacking can be installed, so a person decides about the run.
  const to = settlement.to === 'failed' && missing.length > 0 ? 'needs_review' : settlement.to;
  moveRunTo(tx, row, to, settlement.reason);
  if (to === 'needs_review') {
    askAboutResults(tx, spine, row, tasks);
    askAboutInstalls(tx, spine, row, { missing, tasks });
    askAboutPlaces(tx, spine, row, tasks);
  }
  return 'ended';
}

function toSettled(
  task: Pick<TaskRow, 'task_id' | 'title' | 'status' | 'mode' | 'reason'>,
  workedMs: number,
): SettledTask {
  return {
    taskId: task.task_id,
    title: task.title === '' ? 'a task without a title' : task.title,
    state: task.status,
    mode: task.mode,
    reason: task.reason,
    didWork: task.status !== 'skipped' && workedMs > 0,
  };
}

/** Every gate of every lane that did real work in a repository, and whatever clients reported. */
function gatesOf(
  spine: Ledger & Settings,
  runId: string,
  tasks: readonly TaskRow[],
): SettledGate[] {
  const wanted = gatesToMeasure(spine.lanes, tasks).map(({ gate }) => gate);
  return settleGates(wanted, spine.store.read.kpis.currentOfRun(runId));
}
