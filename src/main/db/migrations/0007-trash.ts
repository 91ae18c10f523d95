/**
 * What was deleted: an item for each deletion, and on each run and project the item it went with.
 * Rows stay, so that money spent stays spent and no number is given out twice. A run may leave
 * worktrees behind when it moves to a newer commit; they go with it.
 */
export const trash = `
CREATE TABLE trash (
  trash_id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  project_id INTEGER NOT NULL,
  run_id TEXT,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  folder TEXT NOT NULL,
  contents TEXT NOT NULL,
  actor TEXT NOT NULL,
  deleted_at INTEGER NOT NULL,
  problem TEXT
) STRICT;
CREATE INDEX trash_open ON trash(state) WHERE state NOT IN ('restored', 'emptied');
ALTER TABLE runs ADD COLUMN trash_id INTEGER REFERENCES trash(trash_id);
ALTER TABLE projects ADD COLUMN trash_id INTEGER REFERENCES trash(trash_id);
CREATE INDEX runs_in_trash ON runs(trash_id) WHERE trash_id IS NOT NULL;
CREATE TABLE left_worktrees (
  path TEXT PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs(run_id),
  repo TEXT NOT NULL,
  branch TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX left_worktrees_by_run ON left_worktrees(run_id);
`;
