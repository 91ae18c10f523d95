import type { Rng } from '#core/ports.ts';
import { decideRetry } from '#core/retry/decide-retry.ts';
import type { AttemptRow } from '../db/attempts.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';
import { openRun, queueTask } from '../scheduler/admit-task.ts';
import { emptyReceipt, skipTasks } from './end-task.ts';
import type { Spine } from './spine.ts';

/** A task that was running at this many crashes of the engine is taken for their cause. */
const SUSPECT_AFTER_ATTEMPTS = 10;

/**
 * Takes up where the last engine stopped, without a click: ends the processes it left behind and counts its open
 * attempts as lost leases. rebuild() follows.
 */
export async function recover(spine: Spine): Promise<void> {
  const open = spine.store.read.attempts.listOpen();
  await endLeftovers(spine, open);
  await spine.store.commit.write((tx) => {
    for (const attempt of open) loseAttempt(tx, spine.rng, attempt);
    tx.idempotency.prune(tx.nowMs);
  });
}

async function endLeftovers(spine: Spine, open: readonly AttemptRow[]): Promise<void> {
  const processes = open.flatMap((attempt) =>
    attempt.pid === null ? [] : [{ pid: attempt.pid, startTicks: attempt.pid_ticks }],
  );
  if (processes.length > 0) await spine.pools.ask({ kind: 'kill_recorded', processes });
}

function loseAttempt(tx: Tx, rng: Rng, attempt: AttemptRow): void {
  const row = tx.read.tasks.get(attempt.task_id);
  if (row === undefined || row.epoch !== attempt.epoch) return;
  const { nowMs } = tx;
  const reason = 'The engine ended while this attempt ran.';
  const ended = tx.read.runs.get(row.run_id)?.status === 'terminated';
  // A crash of the engine is rarely the task's fault: only one that was there again and again is set aside.
  const leaseLosses = row.attempt < SUSPECT_AFTER_ATTEMPTS ? 0 : row.attempt;
  const decision = decideRetry(
    { failureClass: 'lease_lost', attempt: row.attempt, leaseLosses },
    rng,
  );
  tx.tasks.closeAttempt({
    taskId: row.task_id,
    epoch: row.epoch,
    outcome: 'lost',
    failureClass: 'lease_lost',
    reason,
    nowMs,
  });
  if (!ended && decision.kind === 'retry') {
    tx.tasks.requeue({
      taskId: row.task_id,
      epoch: row.epoch,
      reason,
      notBefore: 0,
      lost: 0,
      nowMs,
    });
    tx.events.append(
      {
        type: 'task.retrying',
        projectId: row.project_id,
        runId: row.run_id,
        taskId: row.task_id,
        data: { reason, failure_class: 'lease_lost' },
      },
      nowMs,
    );
    return;
  }
  const why = ended || decision.kind === 'retry' ? 'The run was terminated.' : decision.reason;
  failLost(tx, row, { reason: why, executor: attempt.executor, nowMs });
}

function failLost(
  tx: Tx,
  row: TaskRow,
  why: { reason: string; executor: string; nowMs: number },
): void {
  const { tasks, receipts, runs, events } = tx;
  if (
    !tasks.end({
      taskId: row.task_id,
      epoch: row.epoch,
      status: 'failed',
      reason: why.reason,
      nowMs: why.nowMs,
    })
  )
    return;
  // What an outside executor spent before the crash is unknown, not nothing.
  const costKnown = why.executor === 'external' ? 0 : 1;
  receipts.insert({
    ...emptyReceipt(row, why.nowMs),
    failure_class: 'lease_lost',
    cost_known: costKnown,
  });
  runs.addTally({ runId: row.run_id, failed: true, micro: 0, tokens: 0, energyKwh: null });
  events.append(
    {
      type: 'task.failed',
      projectId: row.project_id,
      runId: row.run_id,
      taskId: row.task_id,
      data: { reason: why.reason },
    },
    why.nowMs,
  );
}

/** Fills scheduler and budgets from the ledger. */
export function rebuild(spine: Spine): void {
  const { projects, runs, tasks } = spine.store.read;
  for (const { project_id: id, weight } of projects.weights())
    spine.scheduler.setWeight(id, weight);
  const open = runs.listOpen();
  for (const row of open) openRun(spine, row);
  // In order of arrival over all runs: a dependency always arrived before what depends on it.
  const all = open.flatMap((row) => tasks.listOfRun(row.run_id)).toSorted((a, b) => a.seq - b.seq);
  const deps = new Map(open.flatMap((row) => [...tasks.depsOfRun(row.run_id)]));
  for (const task of all) restoreTask(spine, task, deps.get(task.task_id) ?? []);
  const doomed = spine.scheduler.takeDoomed();
  if (doomed.length > 0) skipTasks(spine, doomed);
  for (const row of open) spine.scheduleSettle(row.run_id);
}

function restoreTask(spine: Spine, task: TaskRow, deps: readonly string[]): void {
  if (task.status === 'succeeded' || task.status === 'failed' || task.status === 'skipped') {
    if (!spine.scheduler.knows(task.task_id))
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
  spine: Spine,
  task: Pick<TaskRow, 'run_id'>,
  deps: readonly string[],
): void {
  for (const id of deps) {
    if (spine.scheduler.knows(id)) continue;
    const dep = spine.store.read.tasks.get(id);
    if (
      dep === undefined ||
      (dep.status !== 'succeeded' && dep.status !== 'failed' && dep.status !== 'skipped')
    )
      continue;
    spine.scheduler.restoreFinished(id, task.run_id, dep.status);
  }
}
