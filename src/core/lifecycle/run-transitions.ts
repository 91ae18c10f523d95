import type { RunState } from '#shared/states.ts';
import type { Moved, TransitionTable, TransitionWords } from './transition.ts';
import { move } from './transition.ts';

/**
 * A run waits (pending), is prepared (planning: set once that is a step of its own), executes, and
 * is validated by its gates. Validation settles it: completed, in review, or failed; it goes back
 * to executing when cards came meanwhile. A run in review is not over: a person re-runs the failed
 * part, has the gates run again, overrides, or gives up.
 */
const TABLE: TransitionTable<RunState> = {
  pending: ['planning', 'executing', 'terminated'],
  planning: ['executing', 'failed', 'terminated'],
  executing: ['paused', 'validating', 'failed', 'terminated'],
  paused: ['executing', 'terminated'],
  validating: ['completed', 'needs_review', 'failed', 'executing', 'terminated'],
  needs_review: ['executing', 'validating', 'completed', 'terminated'],
  completed: [],
  failed: [],
  terminated: [],
};

const WORDS: TransitionWords<RunState> = {
  thing: 'run',
  noun: {
    pending: 'a pending run',
    planning: 'a run in planning',
    executing: 'an executing run',
    paused: 'a paused run',
    validating: 'a run in validation',
    needs_review: 'a run in review',
    completed: 'a completed run',
    failed: 'a failed run',
    terminated: 'a terminated run',
  },
  verb: {
    pending: 'become pending again',
    planning: 'be planned',
    executing: 'start or go on executing',
    paused: 'be paused',
    validating: 'be validated',
    needs_review: 'be sent to review',
    completed: 'be completed',
    failed: 'fail',
    terminated: 'be terminated',
  },
};

/** Moves a run, or says why not. */
export function moveRun(from: RunState, to: RunState): Moved<RunState> {
  return move(TABLE, WORDS, from, to);
}

/** Whether nothing can follow: completed, failed or terminated. A run in review is not terminal. */
export function isTerminalRun(state: RunState): boolean {
  return TABLE[state].length === 0;
}
