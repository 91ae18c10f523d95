/** Requests about what is moved to the trash and back. */
export type TrashRequest =
  /** What would go with a worktree; changes nothing. */
  | { kind: 'survey_worktree'; repo: string; worktree: string; branch: string }
  /** Moves it into `place`, a folder of the trash; `ref` holds its work from then on. */
  | {
      kind: 'trash_worktree';
      repo: string;
      worktree: string;
      branch: string;
      place: string;
      ref: string;
    }
  | { kind: 'restore_worktree'; place: string }
  /** Removes a folder of the trash for good, with the ref that it names. */
  | { kind: 'drop_kept'; place: string }
  /** Drops snapshot refs made until a time, but for those made at the `held` times. */
  | { kind: 'drop_old_snapshots'; repo: string; untilMs: number; held: readonly number[] };

export type TrashAnswer =
  | { kind: 'survey_worktree'; survey: WorktreeSurvey }
  | { kind: 'trash_worktree' }
  | { kind: 'restore_worktree' }
  | { kind: 'drop_kept' }
  | { kind: 'drop_old_snapshots' };

/** Things that are many: how many there are, and the first of them. */
interface Counted {
  count: number;
  named: string[];
}

/** What a worktree holds that is nowhere else. */
export interface WorktreeSurvey {
  isThere: boolean;
  hasBranch: boolean;
  /** On disk, ignored files included. */
  bytes: number;
  files: number;
  /** Changed, staged and new files: two letters of git's status, and the path. */
  changed: Counted;
  /** Commits that are in no other branch, tag or remote: short hash and subject. */
  commits: Counted;
  /** Why git could not be asked; null when it could. */
  problem: string | null;
}
