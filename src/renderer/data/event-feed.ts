import type { RunStatus } from '#shared/contract/pas-schemas.ts';
import type { QueryClient } from '@tanstack/react-query';
import type { AllClients } from '#shared/contract/contract.ts';
import { useConnection } from './connection-store.ts';
import type { WireEvent } from '#shared/events.ts';
import { staleAfter } from './event-effects.ts';
import { patchRun } from './patch-run.ts';
import { queryKeys } from './query-keys.ts';
import { QueryRefresher } from './query-refresher.ts';

/** A stream that has not failed for this long stands. */
const STANDING_MS = 400;
const FRAME_MS = 16;
const MOST_DELAY_MS = 200;
const TASKS_PER_MS = 50;
const RETRY_MS = [250, 500, 1000, 2000, 4000] as const;

/** How far the events have been seen; outlives a cut. */
export interface FeedPlace {
  lastSeq: number | null;
}

/**
 * Follows the one event stream for as long as `signal` is open: patches runs, re-reads what went
 * stale, and after a cut resumes at the last event seen.
 */
export async function followEvents(
  pas: AllClients['pas'],
  queries: QueryClient,
  { place, signal }: { place: FeedPlace; signal: AbortSignal },
): Promise<void> {
  const refresher = new QueryRefresher(queries);
  const inbox = new EventInbox(queries, refresher, place);
  let failures = 0;
  while (!signal.aborted) {
    const standing = setTimeout(() => {
      failures = 0;
      markLive(queries);
    }, STANDING_MS);
    try {
      place.lastSeq ??= await startingPlace(pas, queries);
      for await (const event of pas.events({ after: place.lastSeq }, signal)) inbox.take(event);
    } catch (error) {
      if (!signal.aborted) console.warn('The event stream broke; it will be resumed.', error);
    }
    clearTimeout(standing);
    if (signal.aborted) break;
    useConnection.getState().setState('lost', Date.now());
    await pause(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 4000, signal);
    failures += 1;
  }
  refresher.stop();
}

/**
 * Where a first stream starts. The place is read before everything else is read again, so that nothing can happen
 * between what was read and what is heard.
 */
async function startingPlace(pas: AllClients['pas'], queries: QueryClient): Promise<number> {
  const { last_event_seq: seq } = await pas.portfolioStatus({});
  void queries.invalidateQueries();
  return seq;
}

// After a cut the missed events come by themselves; what is shown is read again all the same.
function markLive(queries: QueryClient): void {
  const { state, setState } = useConnection.getState();
  if (state === 'live') return;
  setState('live', Date.now());
  void queries.invalidateQueries();
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** Gathers the events of a moment, so that a hundred of them cost one render. */
class EventInbox {
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
    const runs = this.#queries.getQueriesData<RunStatus>({ queryKey: ['run'], type: 'active' });
    const most = Math.max(0, ...runs.map(([, run]) => run?.tasks.length ?? 0));
    return FRAME_MS + Math.min(MOST_DELAY_MS - FRAME_MS, most / TASKS_PER_MS);
  }

  #flush(): void {
    const events = this.#batch;
    this.#batch = [];
    const runIds = new Set(events.flatMap((event) => event.run_id ?? []));
    for (const runId of runIds) {
      this.#queries.setQueryData<RunStatus>(queryKeys.run(runId), (run) =>
        run === undefined ? run : patchRun(run, events),
      );
    }
    for (const event of events) {
      for (const key of staleAfter(event)) this.#refresher.refresh(key);
    }
  }
}
