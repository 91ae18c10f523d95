import { describe, expect, test } from 'vitest';
import { createScheduler } from './scheduler.ts';
import { admitAll, drain, makeTask, many, refuseAll, submit } from './testing/make.ts';
import type { SchedulerTask } from './types.ts';

describe('blocked tasks', () => {
  test('SCHED-20 tasks that share a conflict key never run together, others are not held up', () => {
    const scheduler = createScheduler({ caps: { A: 3, B: 3 } });
    submit(scheduler, [
      makeTask({ taskId: 'a', conflictKeys: ['k'] }),
      makeTask({ taskId: 'b', conflictKeys: ['k', 'l'] }),
      makeTask({ taskId: 'c', conflictKeys: ['l'], lane: 'B' }),
      makeTask({ taskId: 'd' }),
    ]);
    const started = drain(scheduler, 0);
    expect(started.toSorted()).toEqual(['a', 'c', 'd']);
    scheduler.finish('a', 'succeeded', 1, 1);
    expect(drain(scheduler, 1)).toEqual([]);
    scheduler.finish('c', 'succeeded', 1, 2);
    expect(drain(scheduler, 2)).toEqual(['b']);
  });

  test('SCHED-20 a freed key is offered on when the task it woke goes away', () => {
    const scheduler = createScheduler({ caps: { A: 3 } });
    submit(scheduler, [
      makeTask({ taskId: 'a', conflictKeys: ['k'] }),
      makeTask({ taskId: 'b', conflictKeys: ['k'] }),
      makeTask({ taskId: 'c', conflictKeys: ['k'] }),
      makeTask({ taskId: 'l', conflictKeys: ['l'] }),
      makeTask({ taskId: 'd', conflictKeys: ['k', 'l'], priority: 0.4 }),
      makeTask({ taskId: 'e', conflictKeys: ['k'], priority: 0.3 }),
    ]);
    expect(drain(scheduler, 0)).toEqual(['a', 'l']);
    scheduler.finish('a', 'succeeded', 1, 1);
    scheduler.finish('b', 'skipped', 0, 1);
    expect(drain(scheduler, 1)).toEqual(['c']);
    scheduler.finish('c', 'succeeded', 1, 2);
    // d is woken, finds l taken, and lets e have k.
    expect(drain(scheduler, 2)).toEqual(['e']);
  });

  test('SCHED-2 lanes take turns: two that need one key both get it', () => {
    const scheduler = createScheduler({ caps: { A: 1, B: 1 } });
    submit(scheduler, many(5, { conflictKeys: ['k'] }));
    submit(scheduler, many(5, { lane: 'B', conflictKeys: ['k'] }));
    const order = Array.from({ length: 6 }, (_, now) => {
      const dispatch = scheduler.next(now, admitAll);
      scheduler.finish(dispatch?.task.taskId ?? '', 'succeeded', 1, now);
      return dispatch?.task.lane;
    });
    expect(order).toEqual(['A', 'B', 'A', 'B', 'A', 'B']);
  });

  test('SCHED-21 a refused run is asked again as soon as one of its tasks ends', () => {
    const scheduler = createScheduler({ caps: { A: 3 } });
    submit(scheduler, many(3, {}));
    let budget = 1;
    const admit = (task: SchedulerTask) => (budget-- > 0 ? null : refuseAll(task));
    const [first] = drain(scheduler, 0, admit);
    expect(first).toBeDefined();
    budget = 1;
    expect(drain(scheduler, 1, admit)).toEqual([]);
    scheduler.requeue(first ?? '', 1, 0, 2);
    expect(drain(scheduler, 2, admit)).toHaveLength(1);
  });

  test('SCHED-21 a refused run is set aside after one question, and asked again when its budget changed or after 5 s', () => {
    const scheduler = createScheduler({ caps: { A: 3 } });
    submit(scheduler, [...many(500, {}), makeTask({ projectId: 2, taskId: 'free' })]);
    let asked = 0;
    const refuseFirst = (task: SchedulerTask) => {
      asked += 1;
      return task.projectId === 1 ? refuseAll(task) : null;
    };
    expect(drain(scheduler, 0, refuseFirst)).toEqual(['free']);
    expect(asked).toBe(2);
    expect(drain(scheduler, 4999, refuseFirst)).toEqual([]);
    expect(asked).toBe(2);
    expect(scheduler.nextWakeMs(4999)).toBe(5000);
    expect(drain(scheduler, 5000, refuseFirst)).toEqual([]);
    expect(asked).toBe(3);
    scheduler.budgetChanged('r1');
    expect(drain(scheduler, 5001)).toHaveLength(2);
  });

  test('SCHED-22 backoff: a requeued task waits, keeps its place and names the time to come back', () => {
    const scheduler = createScheduler({ caps: { A: 1 } });
    submit(scheduler, [makeTask({ taskId: 'a', priority: 1 }), makeTask({ taskId: 'b' })]);
    expect(drain(scheduler, 0)).toEqual(['a']);
    expect(scheduler.nextWakeMs(0)).toBeNull();
    scheduler.requeue('a', 10, 4010, 10);
    expect(scheduler.nextWakeMs(10)).toBe(4010);
    expect(scheduler.whyWaits('a', 10, admitAll)).toEqual({
      kind: 'retry',
      text: 'tries again in 4.0 s',
    });
    expect(drain(scheduler, 10)).toEqual(['b']);
    scheduler.finish('b', 'succeeded', 10, 20);
    expect(drain(scheduler, 4009)).toEqual([]);
    expect(drain(scheduler, 4010)).toEqual(['a']);
    expect(() => scheduler.requeue('b', 1, 0, 0)).toThrow('has not ended');
  });

  test('SCHED-5 a blocked head keeps its tag: it goes first when it is free again', () => {
    const scheduler = createScheduler({ caps: { A: 1 } });
    submit(scheduler, many(5, { projectId: 3 }));
    submit(scheduler, many(20, { projectId: 2 }));
    scheduler.holdRun('r3', { kind: 'paused', text: 'run r3 is paused' });
    for (let now = 0; now < 10; now++) {
      const [id] = drain(scheduler, now);
      scheduler.finish(id ?? '', 'succeeded', 1000, now);
    }
    scheduler.holdRun('r3', null);
    const projects = Array.from({ length: 5 }, () => {
      const dispatch = scheduler.next(20, admitAll);
      scheduler.finish(dispatch?.task.taskId ?? '', 'succeeded', 1000, 20);
      return dispatch?.task.projectId;
    });
    // Its turn and one task more; the pause is not banked.
    expect(projects).toEqual([3, 3, 2, 3, 2]);
  });
});

test('SCHED-24 shares are measured lane time, half forgotten in a minute, and sum to 1', () => {
  const scheduler = createScheduler({ caps: { A: 1, B: 1 } });
  submit(scheduler, [
    makeTask({ taskId: 'a' }),
    makeTask({ taskId: 'b', projectId: 2, lane: 'B' }),
  ]);
  expect(scheduler.shares(0)).toEqual(new Map());
  drain(scheduler, 0);
  scheduler.finish('a', 'succeeded', 60_000, 60_000);
  const shares = scheduler.shares(120_000);
  // a served one minute, forgotten by half since; b served that and the minute after at full
  // weight.
  expect(shares.get(1)).toBeCloseTo(0.25, 6);
  expect(shares.get(2)).toBeCloseTo(0.75, 6);
});
