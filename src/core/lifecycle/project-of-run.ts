import type { ProjectState, RunState } from '#shared/states.ts';

/**
 * A state that a run can be moved to; it is made pending, and nothing prepares it in planning yet.
 */
export type RunMove = Exclude<RunState, 'pending' | 'planning'>;

const STATE_OF = {
  executing: 'executing',
  paused: 'paused',
  validating: 'validating',
  completed: 'completed',
  needs_review: 'needs_review',
  failed: 'needs_review',
  terminated: 'needs_review',
} as const satisfies Record<RunMove, ProjectState>;

/** Where a project goes with its current run. */
export function projectStateOf<R extends RunMove>(run: R): (typeof STATE_OF)[R] {
  return STATE_OF[run];
}
