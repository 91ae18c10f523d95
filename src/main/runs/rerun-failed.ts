import { moveTask } from '#core/lifecycle/task-transitions.ts';
import { must } from '#shared/assert.ts';
import type { CallContext, Output, Parsed, pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { Reads } from '../db/reads.ts';
import type { RunRow } from '../db/runs.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { WorktreeRow } from '../db/worktrees.ts';
import type { Tx } from '../db/transactions.ts';
import { presentBase } from '../dispatch/choose-base.ts';
import { moveRunTo, requireRun } from '../dispatch/run-states.ts';
import type { Execution, Ledger, Queue, Upkeep } from '../dispatch/spine.ts';
import { reopen } from './change-run.ts';
import { answerOnce, writeKeyed } from './keyed-write.ts';
import { totalsWithin } from './run-totals.ts';
import { enqueue, type Queued } from './submit-jobcard.ts';

type Rerun = Parsed<(typeof pasContract)['rerunFailed']>;
type Rerunning = Output<(typeof pasContract)['rerunFailed']>;

/**
 * Runs the failed and skipped tasks of a run in review again: the next attempt of each. When the
 * run changed nothing itself, it moves to the repository's present commit first: that is where a
 * person fixes things.
 */
export async function rerunFailed(
  spine: Ledger & Queue & Execution & Upkeep,
  input: Rerun,
  call: CallContext,
): Promise<Rerunning> {
  return answerOnce(spine, { operation: 'rerunFailed', input, call }, async () => {
    requireReview(spine.store, input.run_id);
    const moved = await atPresentCommit(spine, input.run_id);
    let stored: Queued[] = [];
    return writeKeyed<Rerunning>(spine, {
      operation: 'rerunFailed',
      input,
      call,
      effect: (tx) => {
        const row = requireReview(tx, input.run_id);
        moveRunTo(tx, row, 'executing', input.reason ?? 're-running the failed part');
        // What the evidence said belongs to the attempts before.
        tx.runs.setVerification(row.run_id, 'unverified');
        for (const place of moved) {
          const left = tx.read.worktrees.get(row.run_id, place.repo);
          if (left !== undefined) tx.worktrees.leave(left);
          tx.worktrees.put(place);
        }
        stored = queueAgain(tx, row, input.which);
        return { status: 'executing', run_id: row.run_id, requeued: stored.length };
      },
      afterCommit: () => {
        if (moved.length > 0) spine.worktrees.forget(input.run_id);
        enqueue(spine, stored);
        // What is spent already may be all of the cap: then a person is asked at once.
        spine.endedIn.add(input.run_id);
        reopen(spine, input.run_id);
      },
    });
  });
}

function requireReview(from: { read: Reads }, runId: string): RunRow {
  const row = requireRun(from, runId);
  if (row.kind === 'rehearsal')
    throw new AppError(
      'illegal_transition',
      `Run "${runId}" is a rehearsal, and its worktree is gone; rehearse the plan anew instead.`,
    );
  if (row.status === 'needs_review') return row;
  throw new AppError(
    'illegal_transition',
    `Run "${runId}" is ${row.status}; only a run in needs_review has a failed part to run again.`,
  );
}

function queueAgain(tx: Tx, run: RunRow, which: Rerun['which']): Queued[] {
  const tasks = tx.read.tasks.listOfRun(run.run_id);
  const failed = tasks.filter((task) => task.status === 'failed' || task.status === 'skipped');
  // Nothing failed but a gate did: the tasks that measure gates are run again.
  const some = failed.length > 0 ? failed : tasks.filter((task) => task.kind.startsWith('tool:'));
  const again = which === 'all' ? tasks : some;
  tx.runs.reopenTasks(
    run.run_id,
    again.length,
    again.filter((task) => task.status === 'failed').length,
  );
  return again.map((task) => rerunTask(tx, run, task));
}

/** The next attempt of the same task: its name, history, receipts and spend stay. */
function rerunTask(tx: Tx, run: RunRow, task: TaskRow): Queued {
  const { task_id: taskId } = task;
  const moved = moveTask(task.status, 'queued');
  if (!moved.ok) throw new AppError('illegal_transition', `“${task.title}”: ${moved.detail}`);
  tx.tasks.rerun({ taskId, nowMs: tx.nowMs });
  const deps = tx.read.tasks.depsOf(taskId);
  tx.events.append(
    {
      type: 'task.queued',
      projectId: task.project_id,
      runId: task.run_id,
      taskId,
      data: { lane: task.lane, title: task.title, deps, run: totalsWithin(tx, task.run_id) },
    },
    tx.nowMs,
  );
  return { run, task: must(tx.read.tasks.get(taskId), 'a queued task is in the ledger'), deps };
}

/**
 * New places for the run's worktrees whose repository has moved on. They are stored with the
 * re-run: one that is refused moves nothing.
 */
async function atPresentCommit(spine: Ledger & Execution, runId: string): Promise<WorktreeRow[]> {
  const moved: WorktreeRow[] = [];
  for (const row of spine.store.read.worktrees.listOfRun(runId)) {
    const { facts } = await spine.pools.ask({ kind: 'git_facts', repo: row.repo });
    if (facts.commit === null) continue;
    const base = await presentBase(spine.pools, facts, row.with_changes === 1);
    if (base.base_commit === row.base_commit || (await wasChanged(spine, row))) continue;
    const place = await spine.worktrees.newPlace(runId, row.repo);
    moved.push({ ...row, ...place, ...base, state: 'intended' });
  }
  return moved;
}

/**
 * Whether the run left anything of its own in its worktree; that is never given up for a newer
 * commit.
 */
async function wasChanged(spine: Execution, row: WorktreeRow): Promise<boolean> {
  const { patch } = await spine.pools.ask({
    kind: 'run_diff',
    worktree: row.path,
    base: row.base_commit,
  });
  return patch.trim() !== '';
}
