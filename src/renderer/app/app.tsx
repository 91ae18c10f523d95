import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AllClients } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { ClientsContext } from '../data/clients-context.ts';
import { followEvents } from '../data/event-feed.ts';
import { Frame } from './frame.tsx';

/** Everything inside the window: clients, cache, the one event stream, and the frame. */
export function App({ clients }: { clients: AllClients }) {
  const [queries] = useState(createQueryClient);
  useEffect(() => {
    const abort = new AbortController();
    void followEvents(clients.pas, queries, abort.signal);
    return () => abort.abort();
  }, [clients, queries]);
  return (
    <ClientsContext value={clients}>
      <QueryClientProvider client={queries}>
        <Frame />
      </QueryClientProvider>
    </ClientsContext>
  );
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
