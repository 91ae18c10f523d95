import { expect, test } from 'vitest';
import { createScheduler } from './scheduler.ts';
import { admitAll, drain, makeRun, makeTask, refuseAll, submit } from './testing/make.ts';

test('SCHED-23 a held run gives its own reason, a task without a run that it is not started', () => {
  const scheduler = createScheduler({ caps: { A: 1 } });
  scheduler.addTask(makeTask({ taskId: 'early' }));
  expect(scheduler.whyWaits('early', 0, admitAll)?.text).toBe('run r1 has not been started');
  const held = { kind: 'approval', text: 'waits for your approval of the budget' } as const;
  scheduler.holdRun('r1', held);
  expect(scheduler.whyWaits('early', 0, admitAll)).toEqual(held);
  expect(scheduler.whyWaits('ghost', 0, admitAll)).toBeNull();
  scheduler.addRun(makeRun());
  expect(scheduler.whyWaits('early', 0, admitAll)).toEqual({
    kind: 'next',
    text: 'about to start: 1 of 1 slot of A is free',
  });
});

test('SCHED-23 dependency, conflict and budget name what would free the task', () => {
  const scheduler = createScheduler({ caps: { A: 2 } });
  submit(scheduler, [
    makeTask({ taskId: 'a', conflictKeys: ['src/x.ts'] }),
    makeTask({ taskId: 'b', deps: ['a'] }),
    makeTask({ taskId: 'c', deps: ['b', 'a'] }),
    makeTask({ taskId: 'd', conflictKeys: ['src/x.ts'] }),
    makeTask({ taskId: 'e', projectId: 2 }),
  ]);
  scheduler.next(0, admitAll);
  const why = (id: string) => scheduler.whyWaits(id, 0, admitAll);
  expect(why('a')).toBeNull();
  expect(why('b')).toEqual({ kind: 'dependency', text: 'waits for task a (running)' });
  expect(why('c')?.text).toBe('waits for task b (queued) and 1 more');
  expect(why('d')).toEqual({
    kind: 'conflict',
    text: 'conflicts with task a (running) over src/x.ts; may start when it ends',
  });
  expect(scheduler.whyWaits('e', 0, refuseAll)).toEqual({
    kind: 'budget',
    text: 'the budget of the run is spent',
  });
});

test('SCHED-23 a full lane says how full it is, and whose turn it is', () => {
  const scheduler = createScheduler({ caps: { 'Code-Impl': 2 } });
  submit(
    scheduler,
    [1, 2, 3].map((n) => makeTask({ taskId: `p${n}`, projectId: 3, lane: 'Code-Impl' })),
  );
  drain(scheduler, 0);
  expect(scheduler.whyWaits('p3', 0, admitAll)).toEqual({
    kind: 'cap',
    text: 'Code-Impl is full: 2 of 2 slots run; next when one ends',
  });
  submit(scheduler, [makeTask({ taskId: 'q', projectId: 5, lane: 'Code-Impl' })]);
  expect(scheduler.whyWaits('p3', 0, admitAll)).toEqual({
    kind: 'share',
    text: 'project 3 has had more than its share of Code-Impl; project 5 goes first',
  });
  scheduler.setCap('Code-Impl', 1);
  expect(scheduler.whyWaits('q', 0, admitAll)?.text).toBe(
    'Code-Impl is full: 2 of 1 slot run; next when 2 end',
  );
  scheduler.setCap('Code-Impl', 0);
  expect(scheduler.whyWaits('q', 0, admitAll)?.text).toBe(
    'Code-Impl is closed: its cap is 0; raise it to go on',
  );
});

test('SCHED-23 a free slot kept for a rehearsal is explained', () => {
  const scheduler = createScheduler({ caps: { A: 1 } });
  submit(scheduler, [makeTask({ taskId: 'a' })]);
  scheduler.addRun(makeRun({ runId: 'try', projectId: 2, rehearsal: true }));
  scheduler.addTask(makeTask({ taskId: 'r', runId: 'try', projectId: 2 }));
  expect(scheduler.whyWaits('a', 0, admitAll)).toEqual({
    kind: 'rehearsal',
    text: 'a rehearsal goes first in A; next when it has started',
  });
});

test('SCHED-28 a held task says why, and the others of its run go on; let go, it waits for what else keeps it', () => {
  const scheduler = createScheduler({ caps: { A: 9 } });
  submit(scheduler, [
    makeTask({ taskId: 'asks' }),
    makeTask({ taskId: 'behind', deps: ['asks'] }),
    makeTask({ taskId: 'other' }),
    makeTask({ taskId: 'early', deps: ['other'] }),
  ]);
  const held = { kind: 'approval', text: 'waits for your approval' } as const;
  scheduler.holdTask('asks', held, 0);
  scheduler.holdTask('early', held, 0);
  expect(drain(scheduler, 0)).toEqual(['other']);
  expect(scheduler.whyWaits('asks', 0, admitAll)).toEqual(held);
  expect(scheduler.whyWaits('behind', 0, admitAll)?.text).toBe('waits for task asks (queued)');
  scheduler.holdTask('early', null, 1);
  expect(scheduler.whyWaits('early', 1, admitAll)?.kind).toBe('dependency');
  scheduler.holdTask('asks', null, 1);
  expect(drain(scheduler, 1)).toEqual(['asks']);
  scheduler.holdTask('asks', held, 1);
  scheduler.requeue('asks', 0, 0, 2);
  expect(drain(scheduler, 2)).toEqual(['asks']);
  expect(scheduler.finish('asks', 'succeeded', 1, 3)).toEqual([]);
  expect(drain(scheduler, 3)).toEqual(['behind']);
});

test('SCHED-28 a held task ends like any queued one, and what depends on it with it', () => {
  const scheduler = createScheduler({ caps: { A: 9 } });
  submit(scheduler, [makeTask({ taskId: 'asks' }), makeTask({ taskId: 'behind', deps: ['asks'] })]);
  scheduler.holdTask('asks', { kind: 'approval', text: 'waits for your approval' }, 0);
  expect(scheduler.dropQueued('r1').toSorted()).toEqual(['asks', 'behind']);
  expect(scheduler.lanes()).toMatchObject([{ queued: 0, running: 0 }]);
});
