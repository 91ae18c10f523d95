import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { QueryRefresher } from './query-refresher.ts';

test('what went stale while a view was reading it is read once more', async () => {
  const queries = new QueryClient();
  const answers: ((rows: number) => void)[] = [];
  const queryFn = (): Promise<number> => new Promise((answer) => answers.push(answer));
  const observer = new QueryObserver(queries, { queryKey: ['receipts'], queryFn });
  const leave = observer.subscribe(() => {});
  expect(answers.length).toBe(1);
  const refresher = new QueryRefresher(queries);
  const isJoined = vi.spyOn(queries, 'invalidateQueries');
  refresher.refresh(['receipts']);
  await vi.waitFor(() => expect(isJoined).toHaveBeenCalled());
  // Read before the row that made it stale was written.
  answers[0]?.(297);
  await vi.waitFor(() => expect(answers.length).toBe(2));
  answers[1]?.(300);
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe(300));
  refresher.stop();
  leave();
});
