import type { ProjectState } from '#shared/states.ts';
import type { Moved, TransitionTable, TransitionWords } from './transition.ts';
import { move } from './transition.ts';

/**
 * A project goes from an idea over a plan, an estimate and an approval to a run, and mirrors that
 * run until it is settled. Until it executes, its plan may be made again at any time. A failed or
 * terminated run leaves it in review: a person runs the failed part again, plans again, or cancels.
 * After it is completed or in review it may be planned or approved anew and run again; an estimate
 * then changes no state. Cancelled is final. clarifying is set once questions about the goal exist;
 * estimating is passed through, since an estimate is made in one step.
 */
const TABLE: TransitionTable<ProjectState> = {
  ideation: ['clarifying', 'planning', 'cancelled'],
  clarifying: ['planning', 'cancelled'],
  planning: ['planning', 'clarifying', 'estimating', 'cancelled'],
  estimating: ['planning', 'estimating', 'pending_approval', 'cancelled'],
  pending_approval: ['planning', 'approved', 'cancelled'],
  approved: ['planning', 'approved', 'executing', 'cancelled'],
  executing: ['paused', 'validating', 'needs_review', 'cancelled'],
  paused: ['executing', 'needs_review', 'cancelled'],
  validating: ['executing', 'completed', 'needs_review', 'cancelled'],
  needs_review: ['executing', 'validating', 'completed', 'planning', 'approved', 'cancelled'],
  completed: ['planning', 'approved', 'executing'],
  cancelled: [],
};

const WORDS: TransitionWords<ProjectState> = {
  thing: 'project',
  noun: {
    ideation: 'a project in ideation',
    clarifying: 'a project in clarification',
    planning: 'a project in planning',
    estimating: 'a project in estimation',
    pending_approval: 'a project that waits for approval',
    approved: 'an approved project',
    executing: 'an executing project',
    validating: 'a project in validation',
    completed: 'a completed project',
    needs_review: 'a project in review',
    paused: 'a paused project',
    cancelled: 'a cancelled project',
  },
  verb: {
    ideation: 'become an idea again',
    clarifying: 'be clarified',
    planning: 'be planned',
    estimating: 'be estimated',
    pending_approval: 'be put up for approval',
    approved: 'be approved',
    executing: 'start or go on executing',
    validating: 'be validated',
    completed: 'be completed',
    needs_review: 'be sent to review',
    paused: 'be paused',
    cancelled: 'be cancelled',
  },
};

/** Whether a project may go from one state to another. */
export function mayMoveProject(from: ProjectState, to: ProjectState): boolean {
  return TABLE[from].includes(to);
}

/** Moves a project, or says why not. */
export function moveProject(from: ProjectState, to: ProjectState): Moved<ProjectState> {
  return move(TABLE, WORDS, from, to);
}
