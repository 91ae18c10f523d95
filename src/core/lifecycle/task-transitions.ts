import type { TaskState } from '#shared/states.ts';
import type { Moved, TransitionTable, TransitionWords } from './transition.ts';
import { move } from './transition.ts';

/**
 * A queued task is started (running) and may wait for something outside (waiting_io: set once model
 * calls exist). A retry or a lost lease puts it back. A queued task ends without running when its
 * dependency failed (skipped) or when an outside executor's receipt ends it. An ended task is
 * queued again only for the re-run of a run in review; a success only to measure its gate again.
 */
const TABLE: TransitionTable<TaskState> = {
  queued: ['running', 'succeeded', 'failed', 'skipped'],
  running: ['waiting_io', 'succeeded', 'failed', 'skipped', 'queued'],
  waiting_io: ['running', 'succeeded', 'failed', 'skipped', 'queued'],
  succeeded: ['queued'],
  failed: ['queued'],
  skipped: ['queued'],
};

const WORDS: TransitionWords<TaskState> = {
  thing: 'task',
  noun: {
    queued: 'a queued task',
    running: 'a running task',
    waiting_io: 'a waiting task',
    succeeded: 'a succeeded task',
    failed: 'a failed task',
    skipped: 'a skipped task',
  },
  verb: {
    queued: 'be queued again',
    running: 'run',
    waiting_io: 'wait for input or output',
    succeeded: 'succeed',
    failed: 'fail',
    skipped: 'be skipped',
  },
};

/** Moves a task, or says why not. */
export function moveTask(from: TaskState, to: TaskState): Moved<TaskState> {
  return move(TABLE, WORDS, from, to);
}

/** Whether the task has ended: succeeded, failed or skipped (a re-run may queue it again). */
export function isTerminalTask(state: TaskState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'skipped';
}
