/** What is known of where a result was measured, and of what lies there now. */
export interface MeasuredAt {
  /** Trees that gates were measured on, and that their commands left behind. */
  measuredTrees: readonly string[];
  /** The worktree's tree now; null: it is not there, or could not be read. */
  currentTree: string | null;
  baseCommit: string;
  /** The branch that the run began from and its commit now; null: it is not checked out. */
  target: { branch: string; commit: string } | null;
  /** The commit that a merge of this run made there. */
  mergedAs: string | null;
}

/** Why a result does not speak of what is there now, as a clause; null: it does. */
export function staleEvidence(at: MeasuredAt): string | null {
  const { measuredTrees, currentTree, baseCommit, target, mergedAs } = at;
  if (currentTree !== null && !measuredTrees.includes(currentTree))
    return 'the worktree was changed after it was measured';
  if (target === null || target.commit === baseCommit || target.commit === mergedAs) return null;
  return `${target.branch} moved on: it was at ${baseCommit.slice(0, 10)} and is at ${target.commit.slice(0, 10)} now`;
}
