import type { QueryClient } from '@tanstack/react-query';
import type { QueryKey } from './query-keys.ts';
import { nextReadDelayMs, type Pace } from './refetch-pacer.ts';

/** Re-reads stale queries, each at the pace it can bear. */
export class QueryRefresher {
  readonly #queries: QueryClient;
  readonly #paces = new Map<string, Pace>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #reading = new Set<string>();
  /** Went stale again while being read: the answer under way may be too old. */
  readonly #again = new Set<string>();

  constructor(queries: QueryClient) {
    this.#queries = queries;
  }

  refresh(key: QueryKey): void {
    const name = JSON.stringify(key);
    if (this.#timers.has(name)) return;
    if (this.#reading.has(name)) {
      this.#again.add(name);
      return;
    }
    const delay = nextReadDelayMs(this.#paces.get(name) ?? null, performance.now());
    this.#timers.set(
      name,
      setTimeout(() => void this.#read(key, name), delay),
    );
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  async #read(key: QueryKey, name: string): Promise<void> {
    this.#timers.delete(name);
    const lastStartMs = performance.now();
    this.#reading.add(name);
    // One that a view began is waited for, and its answer may be older than what went stale.
    if (this.#queries.isFetching({ queryKey: key }) > 0) this.#again.add(name);
    // A failed read shows in its own view; here only its duration matters.
    await this.#queries.invalidateQueries({ queryKey: key }, { cancelRefetch: false });
    this.#reading.delete(name);
    this.#paces.set(name, { lastStartMs, tookMs: performance.now() - lastStartMs });
    if (this.#again.delete(name)) this.refresh(key);
  }
}
