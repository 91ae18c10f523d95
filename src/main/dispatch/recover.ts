import type { Rng } from '#core/ports.ts';
import { decideAfterCrash } from '#core/retry/decide-after-crash.ts';
import { waitForDecision } from '../approvals/ask-anew.ts';
import { waitsFor } from '../approvals/wait-reasons.ts';
import type { AttemptRow } from '../db/attempts.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import { settleDatabases } from '../databases/settle-databases.ts';
import { settleMerges } from '../outcome/settle-merges.ts';
import { openRun, queueTask } from '../scheduler/admit-task.ts';
import { endTask } from './end-task.ts';
import { skipTasks } from './skip-tasks.ts';
import { setScratchAside } from '../serve/set-scratch-aside.ts';
import type { Execution, Ledger, Queue, Settings, Upkeep } from './spine.ts';

/**
 * Takes up where the last engine stopped, without a click: ends the processes it left behind, sets
 * aside what they wrote beside a worktree, and counts its open attempts as lost leases. rebuild()
 * follows.
 */
export async function recover(spine: Ledger & Settings & Execution & Upkeep): Promise<void> {
  const open = spine.store.read.attempts.listOpen();
  await endLeftovers(spine, open);
  setScratchAside(spine.options.dataDir);
  await settleMerges(spine);
  await settleDatabases(spine);
  await spine.store.commit.write((tx) => {
    for (const attempt of open) loseAttempt(tx, spine.rng, attempt);
    tx.idempotency.prune(tx.nowMs);
  });
}

async function endLeftovers(spine: Execution, open: readonly AttemptRow[]): Promise<void> {
  const processes = open.flatMap((attempt) =>
    attempt.pid === null ? [] : [{ pid: attempt.pid, startTicks: attempt.pid_ticks }],
  );
  if (processes.length > 0) await spine.pools.ask({ kind: 'kill_recorded', processes });
}

function loseAttempt(tx: Tx, rng: Rng, attempt: AttemptRow): void {
  const row = tx.read.tasks.get(attempt.task_id);
  if (row === undefined) return;
  const lost = 'The engine ended while this attempt ran.';
  const decision = decideAfterCrash(row.attempt - row.attempts_before, rng);
  const end = {
    row: { ...row, epoch: attempt.epoch },
    failureClass: 'lease_lost' as const,
    used: {},
  };
  const isOver = tx.read.runs.get(row.run_id)?.status === 'terminated';
  if (isOver) endTask(tx, { ...end, to: 'failed', reason: 'The run was terminated.' });
  else if (decision.kind === 'give_up')
    endTask(tx, { ...end, to: 'failed', reason: decision.reason });
  else {
    const retry = { notBefore: 0, delayMs: 0, isLoss: false };
    endTask(tx, { ...end, to: 'queued', reason: lost, retry });
  }
}

/** Fills scheduler and budgets from the ledger. */
export function rebuild(spine: Ledger & Queue & Execution & Upkeep): void {
  const { projects, runs, tasks } = spine.store.read;
  for (const { project_id: id, weight } of projects.weights())
    spine.scheduler.setWeight(id, weight);
  const open = runs.listOpen();
  for (const row of open) openRun(spine, row);
  // In order of arrival over all runs: a dependency always arrived before what depends on it.
  const all = open.flatMap((row) => tasks.listOfRun(row.run_id)).toSorted((a, b) => a.seq - b.seq);
  const deps = new Map(open.flatMap((row) => [...tasks.depsOfRun(row.run_id)]));
  for (const task of all) restoreTask(spine, task, deps.get(task.task_id) ?? []);
  holdAsked(spine);
  const doomed = spine.scheduler.takeDoomed();
  if (doomed.length > 0) skipTasks(spine, doomed);
  for (const row of open) {
    spine.scheduleSettle(row.run_id);
    // The last engine may have stopped between the end of a task and the look at its run's budget.
    spine.endedIn.add(row.run_id);
  }
}

/** What asked before the last engine ended goes on waiting. */
function holdAsked(spine: Ledger & Queue): void {
  for (const row of spine.store.read.approvals.list('pending', Number.MAX_SAFE_INTEGER)) {
    const { task_id: taskId, run_id: runId, action } = row;
    if (taskId === null || action === null) continue;
    const reason = waitsFor(row.approval_id, row.question);
    waitForDecision(spine, { taskId, runId, action, reason, untilMs: null });
  }
}

function restoreTask(
  spine: Ledger & Queue & Execution & Upkeep,
  task: TaskRow,
  deps: readonly string[],
): void {
  if (task.status === 'succeeded' || task.status === 'failed' || task.status === 'skipped') {
    if (!spine.scheduler.has(task.task_id))
      spine.scheduler.restoreFinished(task.task_id, task.run_id, task.status);
    return;
  }
  makeDepsKnown(spine, task, deps);
  const added = queueTask(spine, task, deps);
  if (!added.ok)
    spine.log.error({ task: task.task_id, added }, 'a task of the ledger could not be queued');
}

/** Dependencies in other runs, ended ones included, must be known before the task is queued. */
export function makeDepsKnown(
  spine: Ledger & Queue,
  task: Pick<TaskRow, 'run_id'>,
  deps: readonly string[],
): void {
  for (const id of deps) {
    if (spine.scheduler.has(id)) continue;
    const dep = spine.store.read.tasks.get(id);
    if (
      dep === undefined ||
      (dep.status !== 'succeeded' && dep.status !== 'failed' && dep.status !== 'skipped')
    )
      continue;
    spine.scheduler.restoreFinished(id, task.run_id, dep.status);
  }
}
