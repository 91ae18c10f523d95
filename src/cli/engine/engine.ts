import type { AllClients, ServiceName } from '#shared/contract/contract.ts';

export type Addresses = Record<ServiceName, string>;

/** An engine that `vp` can talk to. */
export interface Engine {
  client: AllClients;
  addresses: Addresses;
  /**
   * Which ledger it serves: the data folder, or the address when it was given by the environment.
   */
  store: string;
  pid: number | null;
  hmi: string | null;
  /** Whether this command started it and will stop it at its end. */
  isShortLived: boolean;
}
