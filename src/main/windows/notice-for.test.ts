import { expect, test } from 'vitest';
import type { WireEvent } from '#shared/events.ts';
import { noticeFor } from './notice-for.ts';

function event(type: string, data: Record<string, unknown> = {}): WireEvent {
  const ids = { project_id: 1, run_id: 'r-1', task_id: null };
  return { seq: 1, ts: '2027-01-31T12:00:00Z', type, ...ids, data };
}

test('an approval leads to the inbox and carries its question', () => {
  const asked = {
    approval_id: 1,
    question: 'Raise the budget to $6?',
    proposed_budget_usd: 6,
    proposed_duration_minutes: null,
  };
  expect(noticeFor(event('approval.raised', asked))).toEqual({
    title: 'Budget alarm: approval needed',
    body: 'Raise the budget to $6?',
    target: { place: 'inbox' },
  });
});

test.each([
  ['run.completed', 'Run r-1 completed'],
  ['run.needs_review', 'Run r-1 needs a review'],
  ['run.failed', 'Run r-1 failed'],
  ['run.terminated', 'Run r-1 was terminated'],
])('%s is shown as %j and leads to the run', (type, title) => {
  const notice = noticeFor(event(type, { from: 'validating', reason: 'because' }));
  expect(notice).toEqual({ title, body: 'because', target: { place: 'run', runId: 'r-1' } });
});

test('tasks and unknown events are not shown', () => {
  expect(noticeFor({ ...event('task.succeeded', { reason: null }), task_id: 't' })).toBeNull();
  const paused = { from: 'executing', reason: 'paused from the tray' };
  expect(noticeFor(event('run.paused', paused))).toBeNull();
  expect(noticeFor(event('run.exploded', paused))).toBeNull();
  expect(noticeFor(event('run.completed', { why: 1 }))).toBeNull();
  expect(noticeFor({ ...event('run.completed'), run_id: null })).toBeNull();
});
