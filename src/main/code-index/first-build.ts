import type { StoredIndex } from './index-service.ts';

/** Those who wait until there is something to read. */
export class FirstBuild {
  readonly #waiting = new Set<PromiseWithResolvers<StoredIndex>>();

  wait(): Promise<StoredIndex> {
    const one = Promise.withResolvers<StoredIndex>();
    this.#waiting.add(one);
    return one.promise.finally(() => this.#waiting.delete(one));
  }

  end(stored: StoredIndex): void {
    for (const one of this.#waiting) one.resolve(stored);
  }

  fail(error: Error): void {
    for (const one of this.#waiting) one.reject(error);
  }
}
