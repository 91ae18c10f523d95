import { countOf } from './format-count.ts';

interface Based {
  base_commit: string | null;
  uncommitted: number | null;
  with_changes: boolean;
}

/** What a run's result speaks of, in one sentence; null before it has a worktree. */
export function describeBase({ base_commit, uncommitted, with_changes }: Based): string | null {
  if (base_commit === null) return null;
  const commit = `The result speaks of commit ${base_commit.slice(0, 10)}`;
  if (uncommitted === null || uncommitted === 0) return `${commit}.`;
  const changes = countOf(uncommitted, 'uncommitted change');
  if (with_changes) return `${commit} with the ${changes} of its start.`;
  const were = uncommitted === 1 ? 'was' : 'were';
  return `${commit}; ${changes} ${were} not part of it.`;
}

/** What a start that takes no changes along leaves out; null when there is nothing. */
export function describeLeftChanges(uncommitted: number): string | null {
  if (uncommitted === 0) return null;
  const changes = countOf(uncommitted, 'uncommitted change');
  return `The checkout has ${changes}, which a run from its commit does not see.`;
}
