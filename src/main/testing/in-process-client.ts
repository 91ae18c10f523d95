import { createClient, type Transport } from '#shared/client.ts';
import type { AllClients, AllHandlers, CallContext } from '#shared/contract/contract.ts';
import { must } from '#shared/assert.ts';
import { readFlatInput } from '../ipc/read-flat-input.ts';

type Handler = (input: Record<string, unknown>, call: CallContext) => Promise<unknown>;
type Stream = (input: Record<string, unknown>, signal: AbortSignal) => AsyncIterable<unknown>;

/** The contract's client straight onto handlers: validated like any call, but without a socket. */
export function inProcessClient(
  handlers: AllHandlers,
  caller: Pick<CallContext, 'actor' | 'requester'> = { actor: 'local', requester: 'local_user' },
): AllClients {
  const find = (service: keyof AllHandlers, name: string): unknown =>
    must((handlers[service] as Record<string, unknown>)[name], `${name} has a handler`);
  const transport: Transport = {
    call: (service, name, ...[operation, input, options]) => {
      const call: CallContext = { ...caller };
      if (options.idempotencyKey !== undefined) call.idempotencyKey = options.idempotencyKey;
      return (find(service, name) as Handler)(readFlatInput(operation, input), call);
    },
    stream: (service, name, ...[operation, input, signal]) =>
      (find(service, name) as Stream)(readFlatInput(operation, input), signal),
  };
  return createClient(transport);
}
