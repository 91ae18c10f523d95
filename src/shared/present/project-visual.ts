import { assertNever } from '../assert.ts';
import type { ProjectState } from '../states.ts';
import { runVisual } from './run-visual.ts';
import { type StatusVisual, visual } from './status-visual.ts';

/** How a project looks. */
export function projectVisual(status: ProjectState): StatusVisual {
  switch (status) {
    case 'ideation':
      return visual('queued', 'ring', 'idea');
    case 'clarifying':
    case 'planning':
      return visual('queued', 'ring', 'planning');
    case 'estimating':
    case 'approved':
      return visual('queued', 'ring', status);
    case 'pending_approval':
      return visual('approval', 'diamond', 'waits for approval');
    case 'cancelled':
      return visual('queued', 'square', 'cancelled');
    case 'executing':
    case 'validating':
    case 'paused':
    case 'completed':
    case 'needs_review':
      return runVisual(status);
    default:
      return assertNever(status);
  }
}
