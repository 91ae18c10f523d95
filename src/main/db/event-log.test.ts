import { expect, test } from 'vitest';
import type { NewEvent } from './event-log.ts';

test('an event that is misspelt, or says something else than its type does, does not compile', () => {
  const ids = { projectId: 1, runId: 'r', taskId: 't' };
  const good: NewEvent = { type: 'task.skipped', ...ids, data: { reason: null } };
  const bad: unknown[] = [
    // @ts-expect-error: no such type
    { type: 'task.skiped', ...ids, data: { reason: null } } satisfies NewEvent,
    // @ts-expect-error: data of another event
    { type: 'task.skipped', ...ids, data: { name: 'x' } } satisfies NewEvent,
    // @ts-expect-error: data that the event does not have
    { type: 'task.skipped', ...ids, data: { reason: null, colour: 1 } } satisfies NewEvent,
    // @ts-expect-error: a task's event without its task
    { type: 'task.skipped', projectId: 1, runId: 'r', data: { reason: null } } satisfies NewEvent,
  ];
  expect([good, ...bad]).toHaveLength(5);
});
