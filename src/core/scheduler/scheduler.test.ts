import { describe, expect, test } from 'vitest';
import { createScheduler } from './scheduler.ts';
import { admitAll, drain, makeRun, makeTask, many, submit } from './testing/make.ts';

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
