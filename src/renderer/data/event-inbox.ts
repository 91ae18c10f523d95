import type { QueryClient } from '@tanstack/react-query';
import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import type { WireEvent } from '#shared/events.ts';
import { staleAfter } from './event-effects.ts';
import { live } from './live-store.ts';
import type { QueryRefresher } from './query-refresher.ts';

const FRAME_MS = 16;
const MOST_DELAY_MS = 200;
const TASKS_PER_MS = 50;

/** How far the events have been seen; outlives a cut. */
export interface FeedPlace {
  lastSeq: number | null;
}

/** Gathers the events of a moment, so that a hundred of them cost one render. */
export class EventInbox {
  #batch: WireEvent[] = [];
  readonly #queries: QueryClient;
  readonly #refresher: QueryRefresher;
  readonly #place: FeedPlace;

  constructor(queries: QueryClient, refresher: QueryRefresher, place: FeedPlace) {
    this.#place = place;
    this.#queries = queries;
    this.#refresher = refresher;
  }

  take(event: WireEvent): void {
    this.#place.lastSeq = event.seq;
    this.#batch.push(event);
    if (this.#batch.length === 1) setTimeout(() => this.#flush(), this.#delayMs());
  }

  // Drawing a run costs in proportion to its tasks: 10,000 of them are drawn five times a second.
  #delayMs(): number {
    const drawn = this.#queries.getQueriesData<Partial<RunStatus>>({
      queryKey: ['run'],
      type: 'active',
    });
    const most = Math.max(0, ...drawn.map(([, run]) => run?.tasks?.length ?? 0));
    return FRAME_MS + Math.min(MOST_DELAY_MS - FRAME_MS, most / TASKS_PER_MS);
  }

  #flush(): void {
    const events = this.#batch;
    this.#batch = [];
    live.take(events);
    for (const event of events) {
      for (const key of staleAfter(event)) this.#refresher.refresh(key);
    }
  }
}
