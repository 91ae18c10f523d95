import { codeIndexContract } from './code-index.ts';
import type { Contract, Endpoint, EventStream, Input, Output, Parsed } from './endpoint.ts';
import { pasContract } from './pas.ts';
import { plmsContract } from './plms.ts';
import type { Requester } from '../rules.ts';

export type {
  Contract,
  Endpoint,
  EventStream,
  Input,
  Operation,
  Output,
  Parsed,
} from './endpoint.ts';
export { codeIndexContract } from './code-index.ts';
export { pasContract } from './pas.ts';
export { plmsContract } from './plms.ts';

/** Every service with its table. Operation names are unique over all services. */
export const services = {
  pas: { title: 'PAS, the execution spine', contract: pasContract },
  plms: { title: 'PLMS, lifecycle, estimates and metrics', contract: plmsContract },
  rag: { title: 'Code index', contract: codeIndexContract },
} as const satisfies Record<string, { title: string; contract: Contract }>;

export type ServiceName = keyof typeof services;

/** Who calls, and what became of the call's idempotency key. */
export interface CallContext {
  /** `local` for the person at this machine, otherwise the name of a token. */
  actor: string;
  /** How rules see the caller: what it asks for may have to be asked about. */
  requester: Requester;
  idempotencyKey?: string;
  /** Set by the handler when the answer is a stored one. */
  replay?: 'same' | 'payload_mismatch';
}

/** What main implements for a table. Streams yield until the signal aborts. */
export type Handlers<C extends Contract> = {
  [K in keyof C]: C[K] extends Endpoint
    ? (input: Parsed<C[K]>, call: CallContext) => Promise<Output<C[K]>>
    : C[K] extends EventStream
      ? (input: Parsed<C[K]>, signal: AbortSignal) => AsyncIterable<Output<C[K]>>
      : never;
};

/** What renderer, CLI, RPC and tests call: the same operations, whatever carries them. */
export type Client<C extends Contract> = {
  [K in keyof C]: C[K] extends Endpoint
    ? (
        input: Input<C[K]>,
        options?: { idempotencyKey?: string; signal?: AbortSignal },
      ) => Promise<Output<C[K]>>
    : C[K] extends EventStream
      ? (input: Input<C[K]>, signal: AbortSignal) => AsyncIterable<Output<C[K]>>
      : never;
};

/** Handlers of every service. */
export type AllHandlers = { [S in ServiceName]: Handlers<(typeof services)[S]['contract']> };
/** Clients of every service. */
export type AllClients = { [S in ServiceName]: Client<(typeof services)[S]['contract']> };
