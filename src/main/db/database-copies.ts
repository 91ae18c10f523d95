import type { Reader, Writer } from './open-ledger.ts';

/** `taking`, `returning`: the original is about to be written. */
export type CopyState = 'kept' | 'taking' | 'taken' | 'returning';

export interface DatabaseCopyRow {
  task_id: string;
  attempt: number;
  run_id: string;
  repo: string;
  /** Of the original, relative to the repository. */
  path: string;
  original_digest: string;
  result_digest: string;
  /** What the migration changed, a sentence each, as JSON. */
  changes: string;
  state: CopyState;
  /** Who wrote the original last. */
  actor: string | null;
  moved_at: number | null;
  created_at: number;
}

/** Reading copies of databases. */
export function createDatabaseCopyReads(reader: Reader) {
  // A re-run makes a copy of its own, which takes the place of an earlier one that nobody took.
  const ofRun = reader.prepare(
    `SELECT * FROM database_copies c WHERE run_id = ? AND (state <> 'kept' OR attempt =
     (SELECT max(attempt) FROM database_copies WHERE task_id = c.task_id)) ORDER BY created_at, attempt`,
  );
  const open = reader.prepare(
    "SELECT * FROM database_copies WHERE state IN ('taking', 'returning') ORDER BY moved_at",
  );
  const all = reader.prepare('SELECT * FROM database_copies WHERE run_id = ? ORDER BY created_at');
  return {
    /** Those that a person may take or return. */
    listOfRun: (runId: string) => ofRun.all(runId) as DatabaseCopyRow[],
    /** Those whose files are kept. */
    allOfRun: (runId: string) => all.all(runId) as DatabaseCopyRow[],
    /** Those that a crash cut short, and those under way. */
    listOpen: () => open.all() as DatabaseCopyRow[],
  };
}

/** Writing copies of databases. */
export function createDatabaseCopyWrites(writer: Writer) {
  const put = writer.prepare(
    `INSERT OR REPLACE INTO database_copies (task_id, attempt, run_id, repo, path, original_digest, result_digest, changes, state, created_at)
     VALUES (@task_id, @attempt, @run_id, @repo, @path, @original_digest, @result_digest, @changes, 'kept', @created_at)`,
  );
  const move = writer.prepare(
    `UPDATE database_copies SET state = @state, actor = @actor, moved_at = @nowMs
     WHERE task_id = @task_id AND attempt = @attempt`,
  );
  return {
    put: (row: Omit<DatabaseCopyRow, 'state' | 'actor' | 'moved_at'>) => put.run(row),
    move: (
      { task_id, attempt }: Pick<DatabaseCopyRow, 'task_id' | 'attempt'>,
      to: { state: CopyState; actor: string | null; nowMs: number },
    ) => move.run({ task_id, attempt, ...to }),
  };
}
