import { describe, expect, it } from 'vitest';
import { RUN_STATES } from '#shared/states.ts';
import { sampleRun, sampleTask } from '../../testing/samples.ts';
import { allowedRunActions, RUN_ACTION_TITLES } from './run-actions.ts';
import { whatDies } from './what-dies.ts';

describe('run actions', () => {
  it('offers nothing for an ended run, and a way out of every other', () => {
    for (const state of RUN_STATES) {
      const actions = allowedRunActions(state);
      const hasEnded = ['completed', 'failed', 'terminated'].includes(state);
      expect(actions.includes('terminate')).toBe(!hasEnded);
      expect(actions.every((action) => RUN_ACTION_TITLES[action] !== '')).toBe(true);
    }
  });

  it('never offers pause and resume together', () => {
    expect(allowedRunActions('executing')).toContain('pause');
    expect(allowedRunActions('paused')).toContain('resume');
    expect(allowedRunActions('paused')).not.toContain('pause');
  });
});

describe('whatDies', () => {
  it('counts what stops and says what stays', () => {
    const tasks = [
      sampleTask('a', { status: 'running' }),
      sampleTask('b', { status: 'waiting_io' }),
      sampleTask('c'),
      sampleTask('d', { status: 'succeeded' }),
    ];
    const run = sampleRun({ tasks, branch: 'slipway/r1', worktree_path: '/data/worktrees/r1' });
    expect(whatDies(run)).toEqual([
      '2 running tasks stop within 2 s, with every process they started.',
      '1 waiting task will never start.',
      'The worktree /data/worktrees/r1 stays on branch slipway/r1.',
      'A terminated run cannot be resumed; its receipts and log stay.',
    ]);
  });

  it('says so when nothing is lost', () => {
    expect(whatDies(sampleRun()).slice(0, 3)).toEqual([
      'No command is running.',
      'No task is waiting.',
      'It has no worktree or branch.',
    ]);
  });
});
