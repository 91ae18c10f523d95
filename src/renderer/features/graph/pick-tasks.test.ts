import { describe, expect, it } from 'vitest';
import { sampleTask } from '../../testing/samples.ts';
import { pickTasks } from './pick-tasks.ts';

const tasks = [
  sampleTask('queued'),
  sampleTask('early', { status: 'succeeded', ended_at: '2026-11-22T10:00:00Z' }),
  sampleTask('late', { status: 'succeeded', ended_at: '2026-11-22T11:00:00Z' }),
  sampleTask('held', { waits: { kind: 'approval', text: 'waits' } }),
  sampleTask('broken', { status: 'failed', ended_at: '2026-11-22T09:00:00Z' }),
  sampleTask('busy', { status: 'running' }),
];
const ids = (most: number, selected: string | null = null) =>
  pickTasks(tasks, selected, most).map((task) => task.task_id);

describe('pickTasks', () => {
  it('draws all of a small run in its own order', () => {
    expect(pickTasks(tasks, null, 6)).toBe(tasks);
  });

  it('prefers what a person looks for', () => {
    expect(ids(5)).toEqual(['busy', 'broken', 'held', 'late', 'early']);
    expect(ids(2, 'queued')).toEqual(['queued', 'busy']);
  });
});
