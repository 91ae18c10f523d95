import type { CallContext, Output, Parsed } from '#shared/contract/contract.ts';
import type { pasContract } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { Reads } from '../db/reads.ts';
import type { RunRow } from '../db/runs.ts';
import type { WorktreeRow } from '../db/worktrees.ts';
import type { Tx } from '../db/transactions.ts';
import { moveRunTo, requireRun } from '../dispatch/run-states.ts';
import type { Spine } from '../dispatch/spine.ts';
import { cardOfTask } from './card-of-task.ts';
import { reopen } from './change-run.ts';
import { answerOnce, writeKeyed } from './keyed-write.ts';
import { enqueue, storeCard } from './submit-jobcard.ts';

type Rerun = Parsed<(typeof pasContract)['rerunFailed']>;
type Rerunning = Output<(typeof pasContract)['rerunFailed']>;

/**
 * Runs the failed and skipped tasks of a run in review again, as new tasks that take their place. When the run changed
 * nothing itself, it moves to the repository's present commit first: that is where a person fixes things.
 */
export async function rerunFailed(
  spine: Spine,
  input: Rerun,
  call: CallContext,
): Promise<Rerunning> {
  return answerOnce(spine, { operation: 'rerunFailed', input, call }, async () => {
    requireReview(spine.store, input.run_id);
    await moveToPresentCommit(spine, input.run_id);
    let stored: ReturnType<typeof storeCard>[] = [];
    return writeKeyed<Rerunning>(spine, {
      operation: 'rerunFailed',
      input,
      call,
      effect: (tx) => {
        const row = requireReview(tx, input.run_id);
        moveRunTo(tx, row, 'executing', input.reason ?? 're-running the failed part');
        // What the evidence said belongs to the tasks that are replaced now.
        tx.runs.setVerification(row.run_id, 'unverified');
        stored = replaceTasks(tx, spine, row);
        return { status: 'executing', run_id: row.run_id, requeued: stored.length };
      },
      afterCommit: () => {
        enqueue(spine, stored);
        reopen(spine, input.run_id);
      },
    });
  });
}

function requireReview(from: { read: Reads }, runId: string): RunRow {
  const row = requireRun(from, runId);
  if (row.status === 'needs_review') return row;
  throw new AppError(
    'illegal_transition',
    `Run "${runId}" is ${row.status}; only a run in needs_review has a failed part to run again.`,
  );
}

function replaceTasks(tx: Tx, spine: Spine, run: RunRow): ReturnType<typeof storeCard>[] {
  const tasks = tx.read.tasks.listOfRun(run.run_id);
  const failed = tasks.filter((task) => task.status === 'failed' || task.status === 'skipped');
  // Nothing failed but a gate did: the tasks that measure gates are run again.
  const again = failed.length > 0 ? failed : tasks.filter((task) => task.kind.startsWith('tool:'));
  tx.runs.uncountTasks(
    run.run_id,
    again.length,
    again.filter((task) => task.status === 'failed').length,
  );
  const replacement = new Map<string, string>();
  return again.map((task) => {
    const deps = tx.read.tasks.depsOf(task.task_id).map((id) => replacement.get(id) ?? id);
    const stored = storeCard(tx, spine, {
      ...cardOfTask(task),
      deps,
      project_id: run.project_id,
      run_id: run.run_id,
    });
    replacement.set(task.task_id, stored.task.task_id);
    tx.tasks.supersede(task.task_id, stored.task.task_id);
    return stored;
  });
}

async function moveToPresentCommit(spine: Spine, runId: string): Promise<void> {
  for (const row of spine.store.read.worktrees.listOfRun(runId)) {
    const { facts } = await spine.pools.ask({ kind: 'git_facts', repo: row.repo });
    if (facts.commit === null || facts.commit === row.base_commit || (await wasChanged(spine, row)))
      continue;
    const place = spine.worktrees.newPlace(runId);
    await spine.store.commit.write((tx) =>
      tx.worktrees.put({
        ...row,
        ...place,
        base_commit: facts.commit ?? row.base_commit,
        state: 'intended',
      }),
    );
    spine.worktrees.forget(runId);
  }
}

/** Whether the run left anything of its own in its worktree; that is never given up for a newer commit. */
async function wasChanged(spine: Spine, row: WorktreeRow): Promise<boolean> {
  const { patch } = await spine.pools.ask({
    kind: 'run_diff',
    worktree: row.path,
    base: row.base_commit,
  });
  return patch.trim() !== '';
}
