import type { QueryClient } from '@tanstack/react-query';
import type { AllClients } from '#shared/contract/contract.ts';
import { useConnection } from './connection-store.ts';
import { EventInbox, type FeedPlace } from './event-inbox.ts';
import { live } from './live-store.ts';
import { QueryRefresher } from './query-refresher.ts';

/** A stream that has not failed for this long stands. */
const STANDING_MS = 400;
const RETRY_MS = [250, 500, 1000, 2000, 4000] as const;

/**
 * Follows the one event stream for as long as `signal` is open: keeps the live store true, re-reads
 * what events do not say, and after a cut resumes at the last event seen.
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
 * Where a first stream starts. The place is read before everything else is read again, so that no
 * event is missed between the reads and the stream.
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
  live.doubt();
  void queries.invalidateQueries();
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
