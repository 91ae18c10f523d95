import type { AllClients, Contract, Client, Operation, ServiceName } from './contract/contract.ts';
import { services } from './contract/contract.ts';

/**
 * Carries one call. `input` is the flat object of the contract; failures reject with an AppError.
 */
export interface Transport {
  call(
    service: ServiceName,
    name: string,
    operation: Operation,
    input: Record<string, unknown>,
    options: CallOptions,
  ): Promise<unknown>;
  stream(
    service: ServiceName,
    name: string,
    operation: Operation,
    input: Record<string, unknown>,
    signal: AbortSignal,
  ): AsyncIterable<unknown>;
}

export interface CallOptions {
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** A typed client of every service over one transport (HTTP, IPC or in-process). */
export function createClient(transport: Transport): AllClients {
  const clients: Record<string, unknown> = {};
  for (const service of Object.keys(services) as ServiceName[]) {
    clients[service] = serviceClient(service, services[service].contract, transport);
  }
  return clients as AllClients;
}

function serviceClient<C extends Contract>(
  service: ServiceName,
  contract: C,
  transport: Transport,
): Client<C> {
  const client: Record<string, unknown> = {};
  for (const [name, operation] of Object.entries(contract)) {
    client[name] =
      operation.type === 'endpoint'
        ? (input: Record<string, unknown> = {}, options: CallOptions = {}) =>
            transport.call(service, name, operation, input, options)
        : (input: Record<string, unknown>, signal: AbortSignal) =>
            transport.stream(service, name, operation, input, signal);
  }
  return client as Client<C>;
}
