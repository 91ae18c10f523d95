import { z } from 'zod';
import { assertNever } from '#shared/assert.ts';
import type { CallContext, Endpoint } from '#shared/contract/contract.ts';
import { AppError, toProblem, type Problem } from '#shared/errors.ts';
import { callerOf, missingScopeFor } from './ask-scope.ts';
import { invalidInput } from './field-errors.ts';
import type { Bodies } from './read-body.ts';
import { readIdempotencyKey } from './read-input.ts';
import type { EndpointHandler } from './register-endpoint.ts';
import type { ServiceTables } from './service-tables.ts';
import type { Grant } from './token-auth.ts';

/** A method that JSON-RPC can call. */
export interface RpcMethod {
  operation: Endpoint;
  handler: EndpointHandler;
}

type RpcId = string | number | null;
type RpcResponse =
  | { jsonrpc: '2.0'; id: RpcId; result: unknown }
  | { jsonrpc: '2.0'; id: RpcId; error: { code: number; message: string; data: Problem } };

const MAX_BATCH = 100;
const requestSchema = z.object({
  jsonrpc: z.literal('2.0'),
  method: z.string().min(1).max(200),
  params: z.record(z.string(), z.unknown()).optional(),
  id: z.union([z.string().max(1000), z.number(), z.null()]).optional(),
});

// Short names of the protocol's first description, which clients still use.
const SHORT_NAMES: Readonly<Record<string, string>> = {
  'pas.submit': 'pas.submitJobcard',
  'pas.status': 'pas.runStatus',
};

// An endpoint at the top of its service is also called by its address: POST /refresh of rag is
// `rag.refresh`.
const TOP_ADDRESS = /^\/([a-z_]+)$/;

/** Every endpoint as `<service>.<operation>`, plus the short names. Streams are not callable. */
export function rpcMethods(tables: ServiceTables): ReadonlyMap<string, RpcMethod> {
  const methods = new Map<string, RpcMethod>();
  for (const [service, { contract, handlers }] of Object.entries(tables)) {
    for (const [name, operation] of Object.entries(contract)) {
      if (operation.type !== 'endpoint') continue;
      const method = { operation, handler: handlers[name] as EndpointHandler };
      methods.set(`${service}.${name}`, method);
      const [, address] = TOP_ADDRESS.exec(operation.path) ?? [];
      if (address !== undefined && contract[address] === undefined)
        methods.set(`${service}.${address}`, method);
    }
  }
  for (const [short, full] of Object.entries(SHORT_NAMES)) {
    const method = methods.get(full);
    if (method !== undefined) methods.set(short, method);
  }
  return methods;
}

/** What answers messages. */
export interface RpcService {
  methods: ReadonlyMap<string, RpcMethod>;
  bodies: Bodies;
}

/** The answer to one message (a request or a batch); undefined when there is nothing to answer. */
export async function answerRpcMessage(
  message: Buffer,
  { bodies, methods }: RpcService,
  grant: Grant,
): Promise<string | undefined> {
  let value: unknown;
  try {
    value = await bodies.parse(message);
  } catch (error) {
    return JSON.stringify(failure(null, error));
  }
  const { length } = message;
  if (!Array.isArray(value)) {
    return stringify(await bodies.inTurn(length, () => answerOne(value, methods, grant)));
  }
  if (value.length === 0 || value.length > MAX_BATCH) {
    const sentence = `A batch must have 1 to ${MAX_BATCH} requests.`;
    return JSON.stringify(invalidRequest(sentence));
  }
  const answers = await bodies.inTurn(length, () =>
    Promise.all(value.map((item) => answerOne(item, methods, grant))),
  );
  const present = answers.filter((answer) => answer !== undefined);
  return present.length === 0 ? undefined : JSON.stringify(present);
}

function stringify(answer: RpcResponse | undefined): string | undefined {
  return answer === undefined ? undefined : JSON.stringify(answer);
}

async function answerOne(
  value: unknown,
  methods: ReadonlyMap<string, RpcMethod>,
  grant: Grant,
): Promise<RpcResponse | undefined> {
  const request = requestSchema.safeParse(value);
  if (!request.success) {
    return invalidRequest(
      'A request must be {"jsonrpc":"2.0","id":…,"method":"…","params":{…}} with named parameters.',
    );
  }
  const { id, method, params = {} } = request.data;
  const outcome = await call(method, params, methods, grant);
  return id === undefined ? undefined : withId(outcome, id);
}

async function call(
  name: string,
  params: Record<string, unknown>,
  methods: ReadonlyMap<string, RpcMethod>,
  grant: Grant,
): Promise<RpcResponse> {
  const method = methods.get(name);
  try {
    if (method === undefined) throw unknownMethod(name, methods);
    const { operation, handler } = method;
    const refusal = missingScopeFor(operation, params, grant);
    if (refusal !== undefined) throw refusal;
    const context: CallContext = callerOf(grant);
    const key = readIdempotencyKey(operation, undefined, params);
    if (key !== undefined) context.idempotencyKey = key;
    const result = operation.response.parse(await handler(checkParams(operation, params), context));
    return { jsonrpc: '2.0', id: null, result };
  } catch (error) {
    return failure(null, error);
  }
}

function checkParams(
  operation: Endpoint,
  params: Record<string, unknown>,
): Record<string, unknown> {
  const results = [operation.body, operation.query, operation.params].map((schema) =>
    schema.safeParse(params),
  );
  const issues = results.flatMap((result) => result.error?.issues ?? []);
  if (issues.length > 0) throw invalidInput(issues);
  return Object.assign({}, ...results.map((result) => result.data ?? {})) as Record<
    string,
    unknown
  >;
}

function unknownMethod(name: string, methods: ReadonlyMap<string, RpcMethod>): AppError {
  const service = name.split('.')[0] ?? '';
  const siblings = [...methods.keys()].filter((method) => method.startsWith(`${service}.`));
  const known = siblings.length > 0 ? siblings : [...methods.keys()];
  return new AppError(
    'unknown_route',
    `There is no method ${name}; there are ${known.slice(0, 20).join(', ')}.`,
  );
}

function failure(id: RpcId, error: unknown): RpcResponse {
  const problem = toProblem(error);
  const code = rpcCode(error);
  return { jsonrpc: '2.0', id, error: { code, message: problem.detail, data: problem } };
}

function invalidRequest(sentence: string): RpcResponse {
  const data = toProblem(new AppError('bad_request', sentence));
  return { jsonrpc: '2.0', id: null, error: { code: -32_600, message: sentence, data } };
}

// JSON-RPC's own codes where they fit; -32000 stands for every refusal of the service itself.
function rpcCode(error: unknown): number {
  if (!(error instanceof AppError) || error.code === 'internal') return -32_603;
  if (error.code === 'malformed_json') return -32_700;
  if (error.code === 'bad_request') return -32_600;
  if (error.code === 'unknown_route') return -32_601;
  if (error.code === 'invalid_input') return -32_602;
  return -32_000;
}

function withId(response: RpcResponse, id: RpcId): RpcResponse {
  if ('result' in response) return { ...response, id };
  if ('error' in response) return { ...response, id };
  return assertNever(response);
}
