import { assertNever } from '#shared/assert.ts';
import type { RunState } from '#shared/states.ts';

export const RUN_ACTIONS = [
  'pause',
  'resume',
  'budget',
  'rerun',
  'validate',
  'override',
  'terminate',
  'delete',
] as const;
export type RunAction = (typeof RUN_ACTIONS)[number];

export const RUN_ACTION_TITLES: Readonly<Record<RunAction, string>> = {
  pause: 'Pause',
  resume: 'Resume',
  budget: 'Change budget',
  rerun: 'Re-run failed',
  validate: 'Validate',
  override: 'Override gates',
  terminate: 'Terminate',
  delete: 'Delete',
};

/**
 * Actions offered for a run in this state. The engine decides; this only keeps the useless ones off
 * the screen.
 */
export function allowedRunActions(status: RunState): RunAction[] {
  switch (status) {
    case 'pending':
    case 'planning':
    case 'validating':
      return ['budget', 'terminate'];
    case 'executing':
      return ['pause', 'budget', 'terminate'];
    case 'paused':
      return ['resume', 'budget', 'terminate'];
    case 'needs_review':
      return ['rerun', 'validate', 'override', 'terminate', 'delete'];
    case 'completed':
    case 'failed':
    case 'terminated':
      return ['delete'];
    default:
      return assertNever(status);
  }
}

/** Whether an action says first what it does, and asks for a reason or a figure. */
export function needsForm(
  action: RunAction,
): action is 'terminate' | 'override' | 'budget' | 'delete' {
  return !['pause', 'resume', 'rerun', 'validate'].includes(action);
}
