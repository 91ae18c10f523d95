import { describe, expect, it } from 'vitest';
import {
  type RunState,
  type TaskState,
  PROJECT_STATES,
  RUN_STATES,
  TASK_STATES,
} from '#shared/states.ts';
import { mayMoveProject, moveProject } from './project-transitions.ts';
import { isTerminalRun, moveRun } from './run-transitions.ts';
import { isTerminalTask, moveTask } from './task-transitions.ts';

function reachable<S extends string>(
  states: readonly S[],
  may: (from: S, to: S) => boolean,
  start: S,
): Set<S> {
  const found = new Set<S>([start]);
  for (const from of found) {
    for (const to of states) if (may(from, to)) found.add(to);
  }
  return found;
}

function followers<S extends string>(
  states: readonly S[],
  may: (from: S, to: S) => boolean,
  from: S,
) {
  return states.filter((to) => may(from, to)).toSorted();
}

const mayMoveRun = (from: RunState, to: RunState): boolean => moveRun(from, to).ok;
const mayMoveTask = (from: TaskState, to: TaskState): boolean => moveTask(from, to).ok;

describe('runs', () => {
  it('LIFE-1 moves exactly as the specification lists', () => {
    const table = Object.fromEntries(
      RUN_STATES.map((from) => [from, followers(RUN_STATES, mayMoveRun, from)]),
    );
    expect(table).toEqual({
      pending: ['executing', 'planning', 'terminated'],
      planning: ['executing', 'failed', 'terminated'],
      executing: ['failed', 'paused', 'terminated', 'validating'],
      paused: ['executing', 'terminated'],
      validating: ['completed', 'executing', 'failed', 'needs_review', 'terminated'],
      needs_review: ['completed', 'executing', 'terminated', 'validating'],
      completed: [],
      failed: [],
      terminated: [],
    });
  });

  it('LIFE-1 reaches every state from pending', () => {
    expect(reachable(RUN_STATES, mayMoveRun, 'pending').size).toBe(RUN_STATES.length);
  });

  it('LIFE-2 completed, failed and terminated are final, review is not', () => {
    expect(RUN_STATES.filter(isTerminalRun)).toEqual(['completed', 'failed', 'terminated']);
  });

  it('LIFE-3 no state of a run or task follows itself', () => {
    expect(RUN_STATES.filter((state) => mayMoveRun(state, state))).toEqual([]);
    expect(TASK_STATES.filter((state) => mayMoveTask(state, state))).toEqual([]);
  });

  it('LIFE-4 a refusal names what could do it', () => {
    expect(moveRun('completed', 'paused')).toEqual({
      ok: false,
      detail: 'A completed run cannot be paused; only an executing run can.',
    });
    expect(moveRun('executing', 'pending')).toEqual({
      ok: false,
      detail: 'An executing run cannot become pending again; no run can.',
    });
    expect(moveRun('pending', 'validating')).toEqual({
      ok: false,
      detail: 'A pending run cannot be validated; only an executing run or a run in review can.',
    });
    expect(moveRun('executing', 'paused')).toEqual({ ok: true, to: 'paused' });
  });

  it('LIFE-4 a project is refused exactly where it may not move', () => {
    for (const from of PROJECT_STATES) {
      for (const to of PROJECT_STATES) {
        expect(moveProject(from, to).ok).toBe(mayMoveProject(from, to));
      }
    }
  });
});

describe('tasks', () => {
  it('LIFE-5 a queued task may be ended by an outside receipt', () => {
    expect(followers(TASK_STATES, mayMoveTask, 'queued')).toEqual([
      'failed',
      'running',
      'skipped',
      'succeeded',
    ]);
  });

  it('LIFE-5 a running or waiting task may be queued again', () => {
    expect(mayMoveTask('running', 'queued')).toBe(true);
    expect(mayMoveTask('waiting_io', 'queued')).toBe(true);
  });

  it('LIFE-6 an ended task can only be queued again', () => {
    expect(followers(TASK_STATES, mayMoveTask, 'succeeded')).toEqual(['queued']);
    expect(followers(TASK_STATES, mayMoveTask, 'failed')).toEqual(['queued']);
    expect(followers(TASK_STATES, mayMoveTask, 'skipped')).toEqual(['queued']);
    expect(TASK_STATES.filter(isTerminalTask)).toEqual(['succeeded', 'failed', 'skipped']);
  });
});

describe('projects', () => {
  it('LIFE-7 every way to executing leads over estimating and approved', () => {
    for (const gate of ['estimating', 'approved'] as const) {
      const around = reachable(
        PROJECT_STATES,
        (from, to) => from !== gate && mayMoveProject(from, to),
        'ideation',
      );
      expect(around.has('executing')).toBe(false);
    }
    expect(reachable(PROJECT_STATES, mayMoveProject, 'ideation').has('executing')).toBe(true);
  });

  it('LIFE-8 may be planned anew before it executes and after it ended, and then approved again', () => {
    const replannable = PROJECT_STATES.filter((from) => mayMoveProject(from, 'planning'));
    expect(replannable).toEqual([
      'ideation',
      'clarifying',
      'planning',
      'estimating',
      'pending_approval',
      'approved',
      'completed',
      'needs_review',
    ]);
    for (const ended of ['completed', 'needs_review'] as const)
      expect(mayMoveProject(ended, 'approved')).toBe(true);
  });

  it('LIFE-8 no state but those before an approval leads to estimating', () => {
    expect(PROJECT_STATES.filter((from) => mayMoveProject(from, 'estimating'))).toEqual([
      'planning',
      'estimating',
    ]);
  });

  it('LIFE-9 a stopped run leaves it in review; cancelled is final', () => {
    for (const from of ['executing', 'paused', 'validating'] as const) {
      expect(mayMoveProject(from, 'needs_review')).toBe(true);
    }
    expect(followers(PROJECT_STATES, mayMoveProject, 'cancelled')).toEqual([]);
    expect(moveProject('completed', 'paused')).toEqual({
      ok: false,
      detail: 'A completed project cannot be paused; only an executing project can.',
    });
  });
});
