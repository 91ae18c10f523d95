import { describe, expect, test } from 'vitest';
import { createScheduler } from './scheduler.ts';
import { admitAll, drain, makeRun, makeTask, many, submit } from './testing/make.ts';

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
      // The loan is repaid before the project's turn comes, so that its oldest task always goes
      // first.
      expect(dispatch?.cause).toBe(projectId === 1 ? 'aging' : 'share');
      scheduler.finish(dispatch?.task.taskId ?? '', 'succeeded', 1000, (now += 1));
    }
    expect(Math.abs((counts.get(1) ?? 0) - 50)).toBeLessThanOrEqual(2);
  });

  test('SCHED-11 SCHED-13 aged tasks get through although rehearsals keep the only slot', () => {
    const scheduler = createScheduler({ caps: { A: 1 }, agingLimitMs: 1000 });
    for (const projectId of [1, 2]) submit(scheduler, many(5, { projectId }));
    scheduler.addRun(makeRun({ runId: 'try', projectId: 9, rehearsal: true }));
    for (const task of many(50, { projectId: 9, runId: 'try', queuedAtMs: 5000 }))
      scheduler.addTask(task);
    const causes: string[] = [];
    for (let n = 0; n < 15; n++) {
      const dispatch = scheduler.next(5000 + n, admitAll);
      causes.push(dispatch?.cause ?? 'none');
      scheduler.finish(dispatch?.task.taskId ?? '', 'succeeded', 1000, 5000 + n);
    }
    expect(causes.filter((cause) => cause === 'aging')).toHaveLength(10);
    expect(causes.filter((cause) => cause === 'rehearsal')).toHaveLength(5);
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
