/**
 * A run's work is brought into the branch that was checked out when it began. Each merge is written
 * down before its first effect, with the worktree that it is tried in and the two commits it moves
 * the branch between, so that a crash leaves nothing half moved and a person can take it back.
 */
export const merges = `
ALTER TABLE worktrees ADD COLUMN target_branch TEXT;
CREATE TABLE merges (
  merge_id INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id TEXT NOT NULL REFERENCES runs(run_id),
  repo TEXT NOT NULL,
  target TEXT NOT NULL,
  from_commit TEXT NOT NULL,
  to_commit TEXT NOT NULL,
  tree TEXT NOT NULL,
  state TEXT NOT NULL,
  trial_path TEXT NOT NULL,
  trial_branch TEXT NOT NULL,
  checked_out_at TEXT,
  actor TEXT NOT NULL,
  reason TEXT,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX merges_by_run ON merges(run_id);
CREATE INDEX merges_open ON merges(state) WHERE state IN ('trying', 'moving', 'undoing');
`;
