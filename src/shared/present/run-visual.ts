import { assertNever } from '../assert.ts';
import type { RunState } from '../states.ts';
import { type StatusVisual, visual } from './status-visual.ts';

/** How a run looks. A run that a person ended is grey: that is no error. */
export function runVisual(status: RunState): StatusVisual {
  switch (status) {
    case 'pending':
    case 'planning':
      return visual('queued', 'ring', 'pending');
    case 'executing':
      return visual('running', 'disc', 'executing');
    case 'validating':
      return visual('running', 'half', 'validating');
    case 'paused':
      return visual('paused', 'bars', 'paused');
    case 'completed':
      return visual('done', 'check', 'completed');
    case 'needs_review':
      return visual('blocked', 'triangle', 'needs review');
    case 'failed':
      return visual('error', 'cross', 'failed');
    case 'terminated':
      return visual('queued', 'square', 'terminated');
    default:
      return assertNever(status);
  }
}
