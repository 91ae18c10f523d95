import { createContext, useContext } from 'react';
import { must } from '#shared/assert.ts';
import type { AllClients } from '#shared/contract/contract.ts';

export const ClientsContext = createContext<AllClients | null>(null);

/** The typed clients of every service; views do not depend on their transport. */
export function useClients(): AllClients {
  return must(useContext(ClientsContext), 'the app provides the clients around every view');
}
