/** What main asks of the host about bringing a run's branch into another branch. */
export type MergeRequest =
  | ({ kind: 'prepare_merge' } & MergeWanted)
  | ({ kind: 'move_branch' } & BranchMove)
  /** Brings a move to an end that a crash cut short. */
  | ({ kind: 'settle_move' } & BranchMove)
  /** Removes the worktree that a merge was tried in, with its branch; nothing of it is kept. */
  | { kind: 'drop_trial'; repo: string; trial: string; branch: string };

export interface MergeWanted {
  repo: string;
  /** The run's branch. */
  branch: string;
  /** The branch that is to have its work. */
  target: string;
  /** Of the merge commit, without a trailer. */
  subject: string;
  /** Lines that end the merge commit's message, `Name: value`. */
  trailers: readonly string[];
}

/** A branch that goes from one commit to another, with index and files where it is checked out. */
export interface BranchMove {
  repo: string;
  branch: string;
  from: string;
  to: string;
  /** One line for the branch's log. */
  note: string;
}

export interface PreparedMerge {
  /** The target's commit before. */
  from: string;
  /** The merge commit, which nothing names yet. */
  to: string;
  tree: string;
  /** Paths that the target gets in another state, relative. */
  touched: string[];
}

export interface MovedBranch {
  /** Top level of the work tree whose files moved along; null: it is checked out nowhere. */
  checkedOutAt: string | null;
}

/** How a move that a crash cut short was ended. */
export interface SettledMove {
  ended: 'moved' | 'taken_back';
  /** Where files lie that were neither as before nor as after; null: there were none. */
  keptIn: string | null;
}

export type MergeAnswer =
  | { kind: 'prepare_merge'; prepared: PreparedMerge }
  | { kind: 'move_branch'; moved: MovedBranch }
  | { kind: 'settle_move'; settled: SettledMove }
  | { kind: 'drop_trial' };
