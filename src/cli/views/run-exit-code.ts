import type { RunState } from '#shared/states.ts';
import { assertNever } from '#shared/assert.ts';

/**
 * Exit code for a run that has ended, or null while it goes on. Only gates and budgets send a run
 * to review.
 */
export function runExitCode(state: RunState): 0 | 1 | 3 | null {
  switch (state) {
    case 'completed':
      return 0;
    case 'failed':
    case 'terminated':
      return 1;
    case 'needs_review':
      return 3;
    case 'pending':
    case 'planning':
    case 'executing':
    case 'paused':
    case 'validating':
      return null;
    default:
      return assertNever(state);
  }
}
