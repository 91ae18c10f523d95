import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createScheduler } from './scheduler.ts';
import { urgency } from './score.ts';
import type { Entry } from './state.ts';
import { admitAll, drain, makeRun, makeTask, many, submit } from './testing/make.ts';
import type { Scheduler, SchedulerTask } from './types.ts';

let reads = 0;

/** The task, counting every look at it: the scheduler keeps what it was given. */
function counted(task: SchedulerTask): SchedulerTask {
  return new Proxy(task, {
    get(target, key, receiver) {
      reads += 1;
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
}

/** Looks at tasks that something takes. */
function looksOf(work: () => void): number {
  reads = 0;
  work();
  return reads;
}

/** A lane of 2 with one task running, and so many that cannot start for every reason there is. */
function blocked(count: number): Scheduler {
  const scheduler = createScheduler({ caps: { A: 2 } });
  scheduler.addRun(makeRun({ projectId: 2, held: { kind: 'paused', text: 'paused' } }));
  const first = makeTask({ conflictKeys: ['file'] });
  submit(scheduler, [counted(first)]);
  expect(scheduler.next(0, admitAll)?.task.taskId).toBe(first.taskId);
  const groups = [
    many(count, { deps: [first.taskId] }),
    many(count, { notBeforeMs: 60_000 }),
    many(count, { conflictKeys: ['file'] }),
    many(count, { projectId: 2 }),
  ];
  for (const task of groups.flat()) scheduler.addTask(counted(task));
  // Tasks in conflict are set aside when they are first found to be.
  expect(scheduler.next(1, admitAll)).toBeNull();
  return scheduler;
}

describe('SCHED-27 what a decision costs', () => {
  test('looks do not grow with the number of tasks that cannot start', () => {
    const looks = [100, 4000].map((count) => {
      const scheduler = blocked(count);
      return looksOf(() => expect(scheduler.next(2, admitAll)).toBeNull());
    });
    expect(looks[1]).toBe(looks[0]);
  });

  test('choosing among ready tasks, adding one and ending one grow like the logarithm of their number', () => {
    const looks = [500, 8000].map((count) => {
      const scheduler = createScheduler({ caps: { A: 1 } });
      const tasks = many(count, {}).map((task, at) =>
        counted({ ...task, priority: (at % 97) / 97 }),
      );
      submit(scheduler, tasks);
      const one = counted(makeTask({ priority: 0.4 }));
      return looksOf(() => {
        const started = drain(scheduler, 0);
        scheduler.finish(started[0] ?? '', 'succeeded', 1000, 1);
        scheduler.addTask(one);
        drain(scheduler, 1);
      });
    });
    // Sixteen times the tasks are four levels of a heap more, of about nine.
    expect(looks[1]).toBeLessThan((looks[0] ?? 0) * 3);
  });

  test('the chosen task’s score is at most 0.013 below the best of its run', () => {
    const task = fc.record({
      priority: fc.double({ min: 0, max: 1, noNaN: true }),
      ciWidth: fc.double({ min: 0, max: 1, noNaN: true }),
      deadlineMs: fc.option(fc.nat({ max: 3_000_000 })),
      estimateMs: fc.integer({ min: 1, max: 600_000 }),
    });
    const pauses = fc.array(fc.nat({ max: 120_000 }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(task, { minLength: 2, maxLength: 30 }), pauses, (fields, waits) => {
        const scheduler = createScheduler({ caps: { A: 1 }, agingLimitMs: Infinity });
        const left = new Map(fields.map((one) => makeTask(one)).map((one) => [one.taskId, one]));
        submit(scheduler, [...left.values()]);
        let nowMs = 0;
        const score = (one: SchedulerTask): number =>
          0.4 * urgency({ task: one, pathMs: one.estimateMs } as Entry, nowMs) + 0.2 * one.ciWidth;
        for (const wait of waits.slice(0, fields.length)) {
          nowMs += wait;
          const chosen = scheduler.next(nowMs, admitAll)?.task;
          const best = Math.max(...[...left.values()].map(score));
          expect(chosen && score(chosen)).toBeGreaterThanOrEqual(best - 0.013);
          left.delete(chosen?.taskId ?? '');
          scheduler.finish(chosen?.taskId ?? '', 'succeeded', 1, nowMs);
        }
      }),
    );
  });
});
