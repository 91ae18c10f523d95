import { posix } from 'node:path';
import { SYNTHETIC_MOST } from '#core/execution/synthetic-price.ts';
import { expectedMs, p90Amount } from '#core/estimate/amounts.ts';
import type { AddResult } from '#core/scheduler/types.ts';
import type { TaskEstimate } from '#shared/contract/plms-schemas.ts';
import type { WaitReason } from '#shared/contract/pas-schemas.ts';
import type { Payload } from '#shared/payload.ts';
import type { RunRow } from '../db/runs.ts';
import type { TaskRow } from '../db/tasks.ts';
import { watchTime } from '../budget/watch-time.ts';
import type { Execution, Ledger, Queue } from '../dispatch/spine.ts';

/** Makes a run known to scheduler and budgets. */
export function openRun(spine: Ledger & Queue, row: RunRow): void {
  spine.runs.open(row);
  watchTime(spine, row);
  spine.scheduler.addRun({
    runId: row.run_id,
    projectId: row.project_id,
    rehearsal: row.kind === 'rehearsal',
    held: holdOf(spine, row),
  });
}

export const WAITS_FOR_BUDGET: WaitReason = {
  kind: 'approval',
  text: 'Waits for your answer about the budget.',
};

/** Why a run in this state starts nothing; null when it may. */
export function holdOf(spine: Ledger, row: Pick<RunRow, 'run_id' | 'status'>): WaitReason | null {
  switch (row.status) {
    case 'executing':
    case 'validating':
      return null;
    case 'paused':
      return spine.store.read.approvals.pendingOfRun(row.run_id) === undefined
        ? { kind: 'paused', text: 'The run is paused; resume it to go on.' }
        : WAITS_FOR_BUDGET;
    case 'pending':
    case 'planning':
    case 'completed':
    case 'needs_review':
    case 'failed':
    case 'terminated':
      return { kind: 'not_started', text: 'The run has not been started; start it to go on.' };
  }
}

/** What a task that runs again has cost so far says nothing of what the others will cost. */
export function carrySpend(spine: Ledger & Queue, task: Pick<TaskRow, 'task_id' | 'run_id'>): void {
  const { task_id: taskId, run_id: runId } = task;
  const spent = spine.store.read.receipts.figuresOfTask(taskId)?.cost_micro ?? 0;
  if (spent > 0) spine.runs.carry({ taskId, runId }, spent);
}

/** Queues a task of the ledger in the scheduler. Its dependencies must be known there. */
export function queueTask(
  spine: Ledger & Queue & Execution,
  row: TaskRow,
  deps: readonly string[],
): AddResult {
  const estimate = JSON.parse(row.estimate) as TaskEstimate;
  const ask = p90Amount(estimate);
  const isOutside = row.kind === 'external';
  // An outside executor may spend up to the card's own budget: that is what must be free before it
  // starts.
  spine.runs.expect(row.task_id, {
    amount: { ...ask, micro: isOutside ? row.budget_micro : Math.min(ask.micro, row.budget_micro) },
    pretended: isOutside ? null : SYNTHETIC_MOST,
  });
  if (row.attempt > 0) carrySpend(spine, row);
  return spine.scheduler.addTask({
    taskId: row.task_id,
    runId: row.run_id,
    projectId: row.project_id,
    lane: row.lane,
    seq: row.seq,
    priority: row.priority,
    ciWidth: row.ci_width,
    deadlineMs: row.deadline_at,
    deps,
    estimateMs: expectedMs(estimate),
    queuedAtMs: row.queued_at,
    notBeforeMs: row.not_before,
    complexity: row.complexity,
    provider: null,
    conflictKeys: conflictKeysOf(spine, row),
  });
}

/**
 * Everything a change of the files a card will write may affect, by the code index: two tasks whose
 * impact sets meet never run at the same time in one repository, whichever runs they belong to,
 * unless the card says that it may. Without an index the files themselves are the set.
 */
function conflictKeysOf(
  spine: Ledger & Execution,
  row: Pick<TaskRow, 'project_id' | 'payload'>,
): string[] {
  const { paths, repo, may_overlap: mayOverlap } = JSON.parse(row.payload) as Payload;
  if (paths === undefined || paths.length === 0 || mayOverlap === true) return [];
  const where = repo ?? spine.store.read.projects.repoOf(row.project_id) ?? '';
  const written = paths.map((path) => posix.normalize(path));
  const reached = spine.index.reach(where, written) ?? written;
  return reached.map((path) => `${where}:${path}`);
}
