import { describe, expect, test } from 'vitest';
import { createScheduler } from './scheduler.ts';
import { admitAll, drain, makeRun, makeTask, refuseAll, submit } from './testing/make.ts';
import type { SchedulerTask } from './types.ts';

function many(count: number, fields: Partial<SchedulerTask>): SchedulerTask[] {
  return Array.from({ length: count }, () => makeTask(fields));
}

describe('lane caps', () => {
  test('SCHED-1 a cap lowered below what runs starts nothing until enough ended', () => {
    const scheduler = createScheduler({ caps: { A: 3 } });
    submit(scheduler, many(6, {}));
    const running = drain(scheduler, 0);
    expect(running).toHaveLength(3);
    scheduler.setCap('A', 1);
    scheduler.finish(running[0] ?? '', 'succeeded', 10, 10);
    scheduler.finish(running[1] ?? '', 'succeeded', 10, 10);
    expect(drain(scheduler, 10)).toEqual([]);
    scheduler.finish(running[2] ?? '', 'succeeded', 10, 10);
    expect(drain(scheduler, 10)).toHaveLength(1);
  });

  test('SCHED-1 a raised cap starts more at once, a cap of 0 closes the lane, nonsense is refused', () => {
    const scheduler = createScheduler({ caps: { A: 0 } });
    submit(scheduler, many(4, {}));
    expect(drain(scheduler, 0)).toEqual([]);
    scheduler.setCap('A', 3);
    expect(drain(scheduler, 0)).toHaveLength(3);
    expect(() => scheduler.setCap('A', 1.5)).toThrow('whole number of slots');
    expect(() => scheduler.setCap('Z', 1)).toThrow('There is no lane Z; the lanes are A.');
  });
});

describe('order inside a project', () => {
  test('SCHED-9 deadline, then ci width, priority and chain length decide', () => {
    const scheduler = createScheduler({ caps: { A: 1 } });
    const plain = makeTask({ taskId: 'plain' });
    const wide = makeTask({ taskId: 'wide', ciWidth: 1 });
    const urgent = makeTask({ taskId: 'urgent', deadlineMs: 60_000 });
    const liked = makeTask({ taskId: 'liked', priority: 1 });
    const chain = makeTask({ taskId: 'chain' });
    const tail = makeTask({ taskId: 'tail', deps: ['chain'], estimateMs: 900_000 });
    submit(scheduler, [plain, wide, urgent, liked, chain, tail]);
    const order: string[] = [];
    for (let now = 0; now < 6; now++) {
      const [id] = drain(scheduler, now);
      order.push(id ?? '');
      scheduler.finish(id ?? '', 'succeeded', 1000, now);
    }
    expect(order).toEqual(['urgent', 'wide', 'liked', 'chain', 'tail', 'plain']);
  });

  test('SCHED-9 a run at risk of running out of budget goes first; a run that used little goes before one that used much', () => {
    const scheduler = createScheduler({ caps: { A: 1 } });
    for (const runId of ['x', 'y']) scheduler.addRun(makeRun({ runId }));
    for (const runId of ['x', 'x', 'y', 'y']) scheduler.addTask(makeTask({ runId }));
    scheduler.setRunwayRisk('y', 1);
    const first = scheduler.next(0, admitAll);
    expect(first?.task.runId).toBe('y');
    scheduler.setRunwayRisk('y', 0);
    scheduler.finish(first?.task.taskId ?? '', 'succeeded', 1000, 1);
    expect(scheduler.next(1, admitAll)?.task.runId).toBe('x');
  });

  test('SCHED-10 equal tasks start in order of arrival, those of one provider together', () => {
    const scheduler = createScheduler({ caps: { A: 9 } });
    const ids = submit(scheduler, many(3, {}));
    const mixed = ['b', 'a', 'b', 'a'].map((provider) => makeTask({ projectId: 2, provider }));
    submit(scheduler, mixed);
    const started = drain(scheduler, 0);
    expect(started.filter((id) => ids.includes(id))).toEqual(ids);
    const second = started.filter((id) => !ids.includes(id));
    const providers = second.map((id) => mixed.find((task) => task.taskId === id)?.provider);
    expect(providers).toEqual(['a', 'a', 'b', 'b']);
  });

  test('SCHED-9 a deadline that comes near overtakes while queued', () => {
    const scheduler = createScheduler({ caps: { A: 1 } });
    submit(scheduler, [
      makeTask({ taskId: 'wide', ciWidth: 1 }),
      makeTask({ taskId: 'later', deadlineMs: 20_000_000, ciWidth: 0 }),
    ]);
    const early = createScheduler({ caps: { A: 1 }, agingLimitMs: Infinity });
    submit(early, [
      makeTask({ taskId: 'wide2', ciWidth: 1 }),
      makeTask({ taskId: 'later2', deadlineMs: 20_000_000, ciWidth: 0 }),
    ]);
    expect(scheduler.next(0, admitAll)?.task.taskId).toBe('wide');
    early.setCap('A', 0);
    expect(early.next(0, admitAll)).toBeNull();
    early.setCap('A', 1);
    expect(early.next(19_999_000, admitAll)?.task.taskId).toBe('later2');
  });
});

describe('aging, deadlines, rehearsals', () => {
  test('SCHED-11 a ready task older than the limit is next in its lane, once per turn of its project', () => {
    const scheduler = createScheduler({ caps: { A: 1 }, agingLimitMs: 1000 });
    scheduler.setWeight(1, 0.001);
    submit(scheduler, [makeTask({ taskId: 'a1' }), makeTask({ taskId: 'a2', priority: 0 })]);
    submit(scheduler, many(6, { projectId: 2, queuedAtMs: 5000, priority: 1 }));
    expect(drain(scheduler, 0)).toEqual(['a1']);
    scheduler.finish('a1', 'succeeded', 1000, 900);
    const [other] = drain(scheduler, 900);
    expect(other).not.toBe('a2');
    scheduler.finish(other ?? '', 'succeeded', 10, 1001);
    const aged = scheduler.next(1001, admitAll);
    expect(aged).toMatchObject({ cause: 'aging', task: { taskId: 'a2' } });
  });

  test('SCHED-11 a flood of aged tasks takes one turn ahead, not the lane', () => {
    const scheduler = createScheduler({ caps: { A: 1 }, agingLimitMs: 1000 });
    submit(scheduler, many(200, { projectId: 1 }));
    const counts = new Map<number, number>();
    let now = 100_000;
    submit(scheduler, many(100, { projectId: 2, queuedAtMs: now }));
    for (let i = 0; i < 100; i++) {
      const dispatch = scheduler.next(now, admitAll);
      const projectId = dispatch?.task.projectId ?? 0;
      counts.set(projectId, (counts.get(projectId) ?? 0) + 1);
      scheduler.finish(dispatch?.task.taskId ?? '', 'succeeded', 1000, (now += 1));
    }
    expect(Math.abs((counts.get(1) ?? 0) - 50)).toBeLessThanOrEqual(2);
  });

  test('SCHED-12 deadlines take at most a fifth of the dispatches ahead of their turn, and repay', () => {
    const scheduler = createScheduler({ caps: { A: 1 }, agingLimitMs: Infinity });
    const pressing = Array.from({ length: 9 }, (_, i) => i + 10);
    submit(scheduler, many(400, { projectId: 1 }));
    for (const projectId of pressing)
      submit(scheduler, many(60, { projectId, deadlineMs: 1, estimateMs: 4000 }));
    let jumps = 0;
    const served = new Map<number, number>();
    for (let n = 1; n <= 300; n++) {
      const dispatch = scheduler.next(n, admitAll);
      if (dispatch === null) throw new Error('work ended early');
      if (dispatch.cause === 'deadline') jumps += 1;
      expect(jumps).toBeLessThanOrEqual(0.2 * n);
      const { projectId, estimateMs, taskId } = dispatch.task;
      served.set(projectId, (served.get(projectId) ?? 0) + estimateMs);
      scheduler.finish(taskId, 'succeeded', estimateMs, n);
    }
    expect(jumps).toBeGreaterThan(10);
    const plain = served.get(1) ?? 0;
    for (const projectId of pressing)
      expect(Math.abs((served.get(projectId) ?? 0) - plain)).toBeLessThanOrEqual(3 * 4000);
  });

  test('SCHED-13 while a rehearsal waits, a twentieth of the cap, at least one slot, goes to it first', () => {
    for (const [cap, slots] of [
      [1, 1],
      [6, 1],
      [40, 2],
    ] as const) {
      const scheduler = createScheduler({ caps: { A: cap } });
      submit(scheduler, many(100, { projectId: 1 }));
      scheduler.addRun(makeRun({ runId: 'try', projectId: 2, rehearsal: true }));
      for (const task of many(100, { projectId: 2, runId: 'try', estimateMs: 1e9 }))
        scheduler.addTask(task);
      const causes: string[] = [];
      for (let d = scheduler.next(0, admitAll); d !== null; d = scheduler.next(0, admitAll))
        causes.push(d.cause);
      expect(causes).toHaveLength(cap);
      expect(causes.filter((cause) => cause === 'rehearsal')).toHaveLength(slots);
      expect(causes.slice(0, slots)).toEqual(Array(slots).fill('rehearsal'));
    }
  });

  test('SCHED-13 without rehearsals every slot works', () => {
    const scheduler = createScheduler({ caps: { A: 6 } });
    submit(scheduler, many(7, {}));
    expect(drain(scheduler, 0)).toHaveLength(6);
  });
});

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
    expect(() => scheduler.finish('ghost', 'failed', 5, 6)).toThrow('knows no task ghost');
  });

  test('SCHED-18 a task added after its dependency failed is told by takeDoomed, or by the next finish', () => {
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

  test('SCHED-21 a refused run is set aside after one question, and asked again when told or after 5 s', () => {
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

  test('SCHED-22 backoff: a requeued task waits, keeps its place and tells when to come back', () => {
    const scheduler = createScheduler({ caps: { A: 1 } });
    submit(scheduler, [makeTask({ taskId: 'a', priority: 1 }), makeTask({ taskId: 'b' })]);
    expect(drain(scheduler, 0)).toEqual(['a']);
    expect(scheduler.nextWakeMs(0)).toBeNull();
    scheduler.requeue('a', 10, 4010, 10);
    expect(scheduler.nextWakeMs(10)).toBe(4010);
    expect(scheduler.whyWaits('a', 10, admitAll)).toEqual({
      kind: 'retry',
      text: 'tries again in 4 s',
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
  // a served one minute, forgotten by half since; b served that and the minute after at full weight.
  expect(shares.get(1)).toBeCloseTo(0.25, 6);
  expect(shares.get(2)).toBeCloseTo(0.75, 6);
});
