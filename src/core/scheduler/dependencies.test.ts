import { describe, expect, test } from 'vitest';
import { createScheduler } from './scheduler.ts';
import { drain, makeRun, makeTask, submit } from './testing/make.ts';

describe('dependencies', () => {
  test('SCHED-14 an unknown dependency and an unknown lane are refused by name', () => {
    const scheduler = createScheduler({ caps: { A: 1 } });
    expect(scheduler.addTask(makeTask({ deps: ['ghost'] }))).toEqual({
      ok: false,
      code: 'unknown_dependency',
      missing: 'ghost',
    });
    expect(scheduler.addTask(makeTask({ lane: 'Z' }))).toEqual({
      ok: false,
      code: 'unknown_lane',
      lane: 'Z',
    });
  });

  test('SCHED-15 cycles are refused with their path, self-dependency included', () => {
    const scheduler = createScheduler({ caps: { A: 1 } });
    submit(scheduler, [
      makeTask({ taskId: 'a' }),
      makeTask({ taskId: 'b', deps: ['a'] }),
      makeTask({ taskId: 'c', deps: ['b'] }),
    ]);
    expect(scheduler.addTask(makeTask({ taskId: 's', deps: ['s'] }))).toEqual({
      ok: false,
      code: 'dependency_cycle',
      path: ['s', 's'],
    });
    expect(scheduler.addTask(makeTask({ taskId: 'a', deps: ['c'] }))).toEqual({
      ok: false,
      code: 'dependency_cycle',
      path: ['a', 'c', 'b', 'a'],
    });
    expect(scheduler.lanes()).toEqual([{ lane: 'A', cap: 1, running: 0, queued: 3 }]);
  });

  test('SCHED-16 adding a known task again changes nothing', () => {
    const scheduler = createScheduler({ caps: { A: 2 } });
    submit(scheduler, [makeTask({ taskId: 'a' })]);
    expect(scheduler.addTask(makeTask({ taskId: 'a' }))).toEqual({ ok: true });
    expect(drain(scheduler, 0)).toEqual(['a']);
  });

  test('SCHED-16 a task that is known to have ended is queued anew, whichever run knew it', () => {
    const scheduler = createScheduler({ caps: { A: 2 } });
    submit(scheduler, [makeTask({ projectId: 2 })]);
    scheduler.restoreFinished('a', 'r2', 'failed');
    submit(scheduler, [makeTask({ taskId: 'a' }), makeTask({ taskId: 'b', deps: ['a'] })]);
    expect(drain(scheduler, 0)).toContain('a');
    scheduler.finish('a', 'succeeded', 1, 1);
    expect(drain(scheduler, 1)).toEqual(['b']);
  });

  test('SCHED-17 a failed dependency skips its dependants, across runs, naming it', () => {
    const scheduler = createScheduler({ caps: { A: 4 } });
    submit(scheduler, [
      makeTask({ taskId: 'a' }),
      makeTask({ taskId: 'b', deps: ['a'] }),
      makeTask({ taskId: 'c', projectId: 2, deps: ['b'] }),
      makeTask({ taskId: 'd' }),
    ]);
    expect(drain(scheduler, 0).toSorted()).toEqual(['a', 'd']);
    expect(scheduler.finish('a', 'failed', 5, 5)).toEqual([
      { taskId: 'b', runId: 'r1', reason: 'it depends on task a, which failed' },
      { taskId: 'c', runId: 'r2', reason: 'it depends on task b, which was skipped' },
    ]);
    expect(scheduler.finish('a', 'failed', 5, 6)).toEqual([]);
    expect(scheduler.lanes()[0]).toMatchObject({ running: 1, queued: 0 });
    expect(() => scheduler.finish('ghost', 'failed', 5, 6)).toThrow('has no task ghost');
  });

  test('SCHED-18 a task added after its dependency failed is returned by takeDoomed, or by the next finish', () => {
    const scheduler = createScheduler({ caps: { A: 4 } });
    scheduler.addRun(makeRun());
    scheduler.restoreFinished('old', 'r1', 'failed');
    const late = {
      taskId: 'late',
      runId: 'r1',
      reason: 'it depends on task old, which failed',
    };
    expect(scheduler.addTask(makeTask({ taskId: 'late', deps: ['old'] }))).toEqual({ ok: true });
    expect(scheduler.takeDoomed()).toEqual([late]);
    expect(scheduler.takeDoomed()).toEqual([]);
    submit(scheduler, [makeTask({ taskId: 'other' }), makeTask({ taskId: 'x', deps: ['old'] })]);
    expect(drain(scheduler, 0)).toEqual(['other']);
    expect(scheduler.finish('other', 'succeeded', 1, 1).map((s) => s.taskId)).toEqual(['x']);
  });

  test('SCHED-19 dropQueued leaves running tasks and dooms dependants in other runs', () => {
    const scheduler = createScheduler({ caps: { A: 1 } });
    submit(scheduler, [
      makeTask({ taskId: 'a' }),
      makeTask({ taskId: 'b' }),
      makeTask({ taskId: 'c', deps: ['b'] }),
      makeTask({ taskId: 'z', projectId: 2, deps: ['c'] }),
    ]);
    expect(drain(scheduler, 0)).toEqual(['a']);
    expect(scheduler.dropQueued('r1')).toEqual(['b', 'c']);
    expect(scheduler.takeDoomed().map((s) => s.taskId)).toEqual(['z']);
    expect(() => scheduler.removeRun('r1')).toThrow('1 tasks that have not ended');
    scheduler.finish('a', 'succeeded', 1, 1);
    scheduler.removeRun('r1');
    expect(scheduler.addTask(makeTask({ projectId: 2, deps: ['a'] }))).toMatchObject({ ok: false });
  });
});
