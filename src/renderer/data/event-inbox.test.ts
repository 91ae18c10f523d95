import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import type { WireEvent } from '#shared/events.ts';
import { EventInbox } from './event-inbox.ts';
import { QueryRefresher } from './query-refresher.ts';

const event: WireEvent = {
  seq: 3,
  ts: '2026-11-22T10:00:00.000Z',
  type: 'lane.cap_changed',
  project_id: null,
  run_id: null,
  task_id: null,
  data: {},
};

it('takes an event while a read whose name begins with `run` has no tasks', () => {
  vi.useFakeTimers();
  const queries = new QueryClient();
  const read = new QueryObserver(queries, {
    queryKey: ['run', 'r1', 'receipts'],
    queryFn: () => Promise.resolve({ receipts: [] }),
    initialData: { receipts: [] },
  });
  const stop = read.subscribe(() => undefined);
  const place = { lastSeq: null };
  new EventInbox(queries, new QueryRefresher(queries), place).take(event);
  vi.runOnlyPendingTimers();
  expect(place.lastSeq).toBe(3);
  stop();
  vi.useRealTimers();
});
