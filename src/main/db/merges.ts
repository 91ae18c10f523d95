import type { Reader, Writer } from './open-ledger.ts';

/**
 * `trying`: its gates are run in a worktree of its own; `moving`, `undoing`: the branch is about to
 * move; the others are ends.
 */
export type MergeState = 'trying' | 'moving' | 'undoing' | 'merged' | 'refused' | 'undone';

export interface MergeRow {
  merge_id: number;
  run_id: string;
  repo: string;
  target: string;
  from_commit: string;
  to_commit: string;
  tree: string;
  state: MergeState;
  trial_path: string;
  trial_branch: string;
  checked_out_at: string | null;
  actor: string;
  reason: string | null;
  created_at: number;
  ended_at: number | null;
}

/** Reading merges. */
export function createMergeReads(reader: Reader) {
  const ofRun = reader.prepare('SELECT * FROM merges WHERE run_id = ? ORDER BY merge_id');
  const open = reader.prepare(
    "SELECT * FROM merges WHERE state IN ('trying', 'moving', 'undoing') ORDER BY merge_id",
  );
  return {
    listOfRun: (runId: string) => ofRun.all(runId) as MergeRow[],
    /** Those that a crash cut short, and those under way. */
    listOpen: () => open.all() as MergeRow[],
  };
}

type NewMerge = Omit<MergeRow, 'merge_id' | 'state' | 'checked_out_at' | 'reason' | 'ended_at'>;

/** Writing merges. */
export function createMergeWrites(writer: Writer) {
  const add = writer.prepare(
    `INSERT INTO merges (run_id, repo, target, from_commit, to_commit, tree, state, trial_path, trial_branch, actor, created_at)
     VALUES (@run_id, @repo, @target, @from_commit, @to_commit, @tree, 'trying', @trial_path, @trial_branch, @actor, @created_at)`,
  );
  const begin = writer.prepare('UPDATE merges SET state = ?, ended_at = NULL WHERE merge_id = ?');
  const end = writer.prepare(
    `UPDATE merges SET state = @state, checked_out_at = coalesce(@checkedOutAt, checked_out_at),
     reason = @reason, ended_at = @endedAt WHERE merge_id = @mergeId`,
  );
  return {
    /** Answers its number. */
    add: (row: NewMerge) => Number(add.run(row).lastInsertRowid),
    begin: (mergeId: number, state: 'moving' | 'undoing') => begin.run(state, mergeId),
    end: (ended: {
      mergeId: number;
      state: 'merged' | 'refused' | 'undone';
      checkedOutAt: string | null;
      reason: string | null;
      endedAt: number;
    }) => end.run(ended),
  };
}
