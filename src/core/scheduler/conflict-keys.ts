import { IndexedHeap } from './indexed-heap.ts';
import { goesBefore } from './score.ts';
import type { Entry, Parked, RunQueue } from './state.ts';

type Keyed = Pick<Entry, 'task'>;
type ParkedTasks = IndexedHeap<'parkAt', Entry>;

/**
 * Who holds which conflict key, and who waits for it. A freed key wakes one task of each waiting
 * queue, its best: should that one not take the key after all, `nextFor` wakes the one behind it.
 * So a key that a thousand tasks need costs one move per queue when it comes free, not a thousand.
 */
export class ConflictKeys {
  readonly #holders = new Map<string, Keyed>();
  readonly #parked = new Map<string, Map<RunQueue, ParkedTasks>>();

  /** The first of the task's keys that a running task holds, with that task. */
  blocker(entry: Keyed): { key: string; holder: Keyed } | null {
    for (const key of entry.task.conflictKeys) {
      const holder = this.#holders.get(key);
      if (holder !== undefined) return { key, holder };
    }
    return null;
  }

  hold(entry: Keyed): void {
    for (const key of entry.task.conflictKeys) this.#holders.set(key, entry);
  }

  /** Frees the task's keys; returns the tasks to offer again. */
  release(entry: Keyed): Entry[] {
    const woken: Entry[] = [];
    for (const key of new Set(entry.task.conflictKeys)) {
      this.#holders.delete(key);
      const queues = Array.from(this.#parked.get(key)?.keys() ?? []);
      for (const queue of queues) this.#wake(key, queue, woken);
    }
    return woken;
  }

  park(entry: Entry, key: string): void {
    const queues = this.#parked.get(key) ?? new Map<RunQueue, ParkedTasks>();
    this.#parked.set(key, queues);
    const waiting =
      queues.get(entry.queue) ?? new IndexedHeap<'parkAt', Entry>('parkAt', goesBefore);
    queues.set(entry.queue, waiting);
    waiting.push(entry);
    entry.parkedOn = key;
  }

  unpark(entry: Parked): void {
    const key = entry.parkedOn;
    if (key === null) return;
    const queues = this.#parked.get(key);
    const waiting = queues?.get(entry.queue);
    waiting?.remove(entry);
    entry.parkedOn = null;
    if (waiting?.size === 0) queues?.delete(entry.queue);
    if (queues?.size === 0) this.#parked.delete(key);
  }

  /** Tasks to offer in place of one that left its queue without taking its free keys. */
  nextFor(entry: Pick<Entry, 'task' | 'queue'>): Entry[] {
    const woken: Entry[] = [];
    for (const key of entry.task.conflictKeys)
      if (!this.#holders.has(key)) this.#wake(key, entry.queue, woken);
    return woken;
  }

  #wake(key: string, queue: RunQueue, woken: Entry[]): void {
    const best = this.#parked.get(key)?.get(queue)?.peek();
    if (best === undefined) return;
    this.unpark(best);
    woken.push(best);
  }
}
