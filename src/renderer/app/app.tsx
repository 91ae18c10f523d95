import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { AllClients } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { ClientsContext } from '../data/clients-context.ts';
import { useConnection } from '../data/connection-store.ts';
import { followEvents } from '../data/event-feed.ts';
import type { FeedPlace } from '../data/event-inbox.ts';
import { useHealth } from '../data/queries.ts';
import { useIndexEvents } from '../features/code/code-queries.ts';
import { Frame } from './frame.tsx';

/** Everything inside the window: clients, cache, the one event stream, and the frame. */
export function App({ clients }: { clients: AllClients }) {
  const [queries] = useState(createQueryClient);
  return (
    <ClientsContext value={clients}>
      <QueryClientProvider client={queries}>
        <EventFeed clients={clients} queries={queries} />
        <IndexFeed />
        <Frame />
      </QueryClientProvider>
    </ClientsContext>
  );
}

/** Everything read of the code index is read again when the index says that it changed. */
function IndexFeed() {
  useIndexEvents();
  return null;
}

/**
 * Follows the events while the engine answers. A stream of an engine that stopped answering is
 * given up.
 */
function EventFeed({ clients, queries }: { clients: AllClients; queries: QueryClient }) {
  const isSilent = useHealth().isError;
  const place = useRef<FeedPlace>({ lastSeq: null });
  useEffect(() => {
    if (isSilent) {
      useConnection.getState().setState('lost', Date.now());
      return;
    }
    const abort = new AbortController();
    void followEvents(clients.pas, queries, { place: place.current, signal: abort.signal });
    return () => abort.abort();
  }, [clients, queries, isSilent]);
  return null;
}

// Events say what went stale, so nothing is read again merely because a view was opened or focused.
function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) =>
          failures < 2 && (!(error instanceof AppError) || error.code === 'unreachable'),
        networkMode: 'always',
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
