/**
 * What a migration made of the copy of a database, and the copy as it was before: both are kept as
 * files until the run is deleted. A person puts the result into the original, and takes that back.
 */
export const databaseCopies = `
CREATE TABLE database_copies (
  task_id TEXT NOT NULL REFERENCES tasks(task_id),
  attempt INTEGER NOT NULL,
  run_id TEXT NOT NULL REFERENCES runs(run_id),
  repo TEXT NOT NULL,
  path TEXT NOT NULL,
  original_digest TEXT NOT NULL,
  result_digest TEXT NOT NULL,
  changes TEXT NOT NULL,
  state TEXT NOT NULL,
  actor TEXT,
  moved_at INTEGER,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (task_id, attempt)
) STRICT;
CREATE INDEX database_copies_by_run ON database_copies(run_id);
CREATE INDEX database_copies_open ON database_copies(state) WHERE state IN ('taking', 'returning');
`;
