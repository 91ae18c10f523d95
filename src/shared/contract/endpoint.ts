import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import type { Scope } from '../scopes.ts';

type Shape = Record<string, z.ZodType>;
type ObjectSchema = z.ZodObject<Shape>;
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
/** The scope that a call needs, or that it needs no token at all. */
export type Access = Scope | 'public';

/**
 * One operation of a service. HTTP, IPC, RPC, the CLI's client and the OpenAPI text derive from it.
 */
export interface Endpoint<
  P extends ObjectSchema = ObjectSchema,
  Q extends ObjectSchema = ObjectSchema,
  B extends ObjectSchema = ObjectSchema,
  R extends z.ZodType = z.ZodType,
> {
  readonly type: 'endpoint';
  readonly method: Method;
  /** Path in Fastify's notation, `:name` for parameters. */
  readonly path: string;
  readonly scope: Access;
  /** Scopes that single fields need beside it, when they are given. */
  readonly fieldScopes: Readonly<Record<string, Scope>>;
  /** Further paths that answer the same. */
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly response: R;
  /** Status of a success. */
  readonly status: 200 | 201;
  readonly errors: readonly ErrorCode[];
  /** `required`: refused without an Idempotency-Key of at least 8 characters. */
  readonly idempotency: 'none' | 'optional' | 'required';
}

/** A stream of events: Server-Sent Events over HTTP, a MessagePort over IPC. */
export interface EventStream<
  Q extends ObjectSchema = ObjectSchema,
  E extends z.ZodType = z.ZodType,
> {
  readonly type: 'eventStream';
  readonly path: string;
  readonly scope: Access;
  readonly summary: string;
  readonly description: string;
  readonly query: Q;
  readonly event: E;
}

export type Operation = Endpoint | EventStream;
/** A service's table: operation name → operation. */
export type Contract = Record<string, Operation>;

// A schema without fields infers as "no field allowed", which would forbid the fields it is joined
// with.
type FieldsIn<S extends ObjectSchema> = keyof S['shape'] extends never ? object : z.input<S>;
type FieldsOut<S extends ObjectSchema> = keyof S['shape'] extends never ? object : z.output<S>;

/** Everything the caller gives, in one flat object: parameters, query and body fields. */
export type Input<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? FieldsIn<P> & FieldsIn<Q> & FieldsIn<B>
    : E extends EventStream<infer Q, z.ZodType>
      ? FieldsIn<Q>
      : never;

/** The same after validation, defaults applied: what a handler receives. */
export type Parsed<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? FieldsOut<P> & FieldsOut<Q> & FieldsOut<B>
    : E extends EventStream<infer Q, z.ZodType>
      ? FieldsOut<Q>
      : never;

export type Output<E> =
  E extends Endpoint<ObjectSchema, ObjectSchema, ObjectSchema, infer R>
    ? z.output<R>
    : E extends EventStream<ObjectSchema, infer T>
      ? z.output<T>
      : never;
