import { createStore } from 'zustand/vanilla';
import type { WireEvent } from '#shared/events.ts';
import { applyEvents } from './apply-events.ts';
import { type LiveState, NOTHING_KNOWN } from './live-state.ts';

/**
 * Joins what is read with what happens. An answer is true of some moment after its request, so the
 * events received since the request are applied over it. Events that the answer already contains
 * change nothing, and none is lost.
 */
export function createLiveStore() {
  const store = createStore<LiveState>(() => NOTHING_KNOWN);
  let lastSeq = 0;
  let received: WireEvent[] = [];
  let underWay = 0;
  return {
    store,
    /** Applies a batch of events, in order, as one change. */
    take(events: readonly WireEvent[]): void {
      lastSeq = events.at(-1)?.seq ?? lastSeq;
      if (underWay > 0) received.push(...events);
      store.setState((state) => applyEvents(state, events), true);
    },
    /** Reads, and merges the answer with every event received meanwhile. */
    async read<T>(
      call: () => Promise<T>,
      merge: (state: LiveState, answer: T) => LiveState,
    ): Promise<T> {
      const since = lastSeq;
      underWay += 1;
      try {
        const answer = await call();
        const missed = received.filter(({ seq }) => seq > since);
        store.setState((state) => applyEvents(merge(state, answer), missed), true);
        return answer;
      } finally {
        underWay -= 1;
        if (underWay === 0) received = [];
      }
    },
    /** After a cut nothing is certain: the next answers count, whatever they say. */
    doubt(): void {
      store.setState((state) => ({ ...state, reopened: new Set(state.runs.keys()) }));
    },
  };
}

/** The window's one store. */
export const live = createLiveStore();
