import type { RunWork } from '#shared/messages/changes.ts';
import type { WorktreeRow } from '../db/worktrees.ts';

/** What the host is asked about a run's work by. */
export function workOf(place: WorktreeRow): RunWork {
  const { repo, path: tree, branch, base_commit: base } = place;
  return { repo, tree, branch, base };
}
