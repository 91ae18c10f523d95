import type { Reader, Writer } from './open-ledger.ts';

export interface WorktreeRow {
  run_id: string;
  repo: string;
  path: string;
  branch: string;
  base_commit: string;
  /** The branch that was checked out when it began; null: none was, or it is not known. */
  target_branch: string | null;
  /** `intended` before the effect, `ready` after it. */
  state: 'intended' | 'ready';
  created_at: number;
  /** HEAD of the checkout; null where nobody wrote it down. */
  checkout_commit: string | null;
  /** How many changes of the checkout were in no commit; null: they were not counted. */
  uncommitted: number | null;
  /** 1: these changes are part of the base. */
  with_changes: 0 | 1;
  /** JSON list of sentences: what the worktree could not be given. */
  lacks: string;
}

/** Reading worktrees. */
export function createWorktreeReads(reader: Reader) {
  const ofRun = reader.prepare('SELECT * FROM worktrees WHERE run_id = ? ORDER BY created_at');
  // Sorted here: an ORDER BY would cost three times the read of the one or no row there is.
  const anyOrder = reader.prepare('SELECT * FROM worktrees WHERE run_id = ?');
  const one = reader.prepare('SELECT * FROM worktrees WHERE run_id = ? AND repo = ?');
  return {
    listOfRun: (runId: string) => ofRun.all(runId) as WorktreeRow[],
    /** The run's first worktree: the one it is shown with. */
    firstOfRun: (runId: string) =>
      (anyOrder.all(runId) as WorktreeRow[]).toSorted((a, b) => a.created_at - b.created_at)[0],
    get: (runId: string, repo: string) => one.get(runId, repo) as WorktreeRow | undefined,
  };
}

/**
 * Worktrees are written down before they are made, so that a crash leaves no unrecorded folder.
 */
export function createWorktreeWrites(writer: Writer) {
  const put = writer.prepare(
    `INSERT INTO worktrees (run_id, repo, path, branch, base_commit, state, created_at, target_branch, checkout_commit, uncommitted, with_changes, lacks)
     VALUES (@run_id, @repo, @path, @branch, @base_commit, @state, @created_at, @target_branch, @checkout_commit, @uncommitted, @with_changes, @lacks)
     ON CONFLICT (run_id, repo) DO UPDATE SET path = excluded.path, branch = excluded.branch, base_commit = excluded.base_commit, state = excluded.state,
       target_branch = excluded.target_branch, checkout_commit = excluded.checkout_commit, uncommitted = excluded.uncommitted, with_changes = excluded.with_changes, lacks = excluded.lacks`,
  );
  const leave = writer.prepare('INSERT OR IGNORE INTO left_worktrees VALUES (?, ?, ?, ?)');
  return {
    put: (row: WorktreeRow) => put.run(row),
    /** A place that its run has left for another. */
    leave: (row: Pick<WorktreeRow, 'path' | 'run_id' | 'repo' | 'branch'>) =>
      leave.run(row.path, row.run_id, row.repo, row.branch),
  };
}
