import type { Tx } from '../db/transactions.ts';

/** A project, a run and queued tasks, straight into the ledger. */
export function fillLedger(tx: Tx, taskIds: readonly string[]): void {
  const { projects, runs, tasks } = tx;
  projects.ensure(1, 0);
  runs.insert({
    run_id: 'r',
    project_id: 1,
    kind: 'baseline',
    declared_mode: null,
    seed: 1,
    created_at: 0,
    parent_run_id: null,
  });
  for (const taskId of taskIds) {
    tasks.insert(
      {
        task_id: taskId,
        seq: tx.read.tasks.maxSeq() + 1,
        run_id: 'r',
        project_id: 1,
        lane: 'Code-Impl',
        kind: 'external',
        complexity: 'low',
        title: taskId,
        priority: 0.5,
        ci_width: 0.3,
        deadline_at: null,
        budget_micro: 1_000_000,
        payload: '{}',
        estimate: '{}',
        queued_at: 0,
        requester: 'local_user',
        asked_by: 'local',
      },
      [],
    );
    runs.countCard('r', 0);
  }
}
