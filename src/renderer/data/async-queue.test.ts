import { describe, expect, it } from 'vitest';
import { AsyncQueue } from './async-queue.ts';

async function drain<T>(queue: AsyncQueue<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const value of queue) seen.push(value);
  return seen;
}

describe('AsyncQueue', () => {
  it('delivers everything pushed before the end, in order', async () => {
    const queue = new AsyncQueue<number>();
    const seen = drain(queue);
    queue.push(1);
    await Promise.resolve();
    queue.push(2);
    queue.push(3);
    queue.end();
    queue.push(4);
    expect(await seen).toEqual([1, 2, 3]);
  });

  it('rejects with the failure after the last value', async () => {
    const queue = new AsyncQueue<number>();
    queue.push(1);
    queue.end(new Error('cut'));
    const seen: number[] = [];
    await expect(async () => {
      for await (const value of queue) seen.push(value);
    }).rejects.toThrow('cut');
    expect(seen).toEqual([1]);
  });
});
