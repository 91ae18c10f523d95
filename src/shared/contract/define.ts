import { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import type { Access, Endpoint, EventStream, Method } from './endpoint.ts';
import type { Scope } from '../scopes.ts';

type ObjectSchema = z.ZodObject<Record<string, z.ZodType>>;
type Empty = z.ZodObject<Record<never, never>>;

const empty: Empty = z.object({});

interface EndpointSpec<P, Q, B extends ObjectSchema, R> {
  method: Method;
  path: string;
  scope: Access;
  summary: string;
  response: R;
  aliases?: readonly string[];
  description?: string;
  params?: P;
  query?: Q;
  body?: B;
  status?: 200 | 201;
  errors?: readonly ErrorCode[];
  idempotency?: 'none' | 'optional' | 'required';
  fieldScopes?: { readonly [F in keyof B['shape']]?: Scope };
}

/**
 * Declares an endpoint. Writes (anything but GET) take an Idempotency-Key unless said otherwise.
 */
export function endpoint<
  R extends z.ZodType,
  P extends ObjectSchema = Empty,
  Q extends ObjectSchema = Empty,
  B extends ObjectSchema = Empty,
>(spec: EndpointSpec<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return {
    type: 'endpoint',
    method: spec.method,
    path: spec.path,
    scope: spec.scope,
    fieldScopes: (spec.fieldScopes ?? {}) as Record<string, Scope>,
    aliases: spec.aliases ?? [],
    summary: spec.summary,
    description: spec.description ?? '',
    params: spec.params ?? (empty as unknown as P),
    query: spec.query ?? (empty as unknown as Q),
    body: spec.body ?? (empty as unknown as B),
    response: spec.response,
    status: spec.status ?? 200,
    errors: spec.errors ?? [],
    idempotency: spec.idempotency ?? (spec.method === 'GET' ? 'none' : 'optional'),
  };
}

/** Declares an event stream. */
export function eventStream<E extends z.ZodType, Q extends ObjectSchema = Empty>(spec: {
  path: string;
  scope: Access;
  summary: string;
  event: E;
  description?: string;
  query?: Q;
}): EventStream<Q, E> {
  return {
    type: 'eventStream',
    path: spec.path,
    scope: spec.scope,
    summary: spec.summary,
    description: spec.description ?? '',
    query: spec.query ?? (empty as unknown as Q),
    event: spec.event,
  };
}

/** What every write answers with in addition to its own fields. */
export const replayField = {
  idempotent_replay: z
    .boolean()
    .optional()
    .describe('true when this is the stored answer of an earlier request with the same key'),
};
/** Body field by which a key may be given instead of the Idempotency-Key header. */
export const keyField = {
  idempotency_key: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe('Same as the Idempotency-Key header.'),
};
