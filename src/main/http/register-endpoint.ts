import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CallContext, Endpoint } from '#shared/contract/contract.ts';
import { callerOf, missingScopeFor } from './ask-scope.ts';
import { declaredCodes } from './declared-codes.ts';
import { readIdempotencyKey, readInput } from './read-input.ts';
import { toAppError } from './to-app-error.ts';

/**
 * How answers are compared with what is declared, their schemas and the codes of problems: `strict`
 * fails the request, `log` reports and sends.
 */
export type ResponseCheck = 'strict' | 'log';

export type EndpointHandler = (
  input: Record<string, unknown>,
  call: CallContext,
) => Promise<unknown>;

/** Adds an endpoint's routes: its path and its aliases, below a prefix. */
export function registerEndpoint(
  app: FastifyInstance,
  operation: Endpoint,
  handler: EndpointHandler,
  options: { prefix: string; responses: ResponseCheck },
): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<string> => {
    const output = await callHandler(operation, handler, request, reply).catch((error: unknown) => {
      throw checkedError(operation, error, request, options.responses);
    });
    const body = checkedResponse(operation, output, request, options.responses);
    void reply.code(operation.status).header('content-type', 'application/json; charset=utf-8');
    return JSON.stringify(body);
  };
  for (const path of [operation.path, ...operation.aliases]) {
    const config = { access: operation.scope };
    app.route({ method: operation.method, url: options.prefix + path, config, handler: answer });
  }
}

async function callHandler(
  operation: Endpoint,
  handler: EndpointHandler,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const call: CallContext = callerOf(request.grant);
  const header = request.headers['idempotency-key'];
  const key = readIdempotencyKey(operation, [header].flat()[0], request.body);
  if (key !== undefined) call.idempotencyKey = key;
  const { params, query, body } = request;
  const answer = (): Promise<unknown> => {
    const input = readInput(operation, { params, query, body });
    const refusal = missingScopeFor(operation, input, request.grant);
    if (refusal !== undefined) throw refusal;
    return handler(input, call);
  };
  try {
    return await request.inTurn(answer);
  } finally {
    // Also for a stored refusal.
    if (call.replay !== undefined) void reply.header('Idempotent-Replay', 'true');
    if (call.replay === 'payload_mismatch') {
      void reply.header('Idempotency-Payload-Mismatch', 'true');
    }
  }
}

function checkedError(
  operation: Endpoint,
  error: unknown,
  request: FastifyRequest,
  mode: ResponseCheck,
): unknown {
  const { code } = toAppError(error) ?? { code: 'internal' };
  if (declaredCodes(operation).has(code)) return error;
  const undeclared = new Error(`${code} is not declared`, { cause: error });
  if (mode === 'strict') return undeclared;
  request.log.error({ err: undeclared, url: request.url }, 'answer is not declared');
  return error;
}

function checkedResponse(
  operation: Endpoint,
  output: unknown,
  request: FastifyRequest,
  mode: ResponseCheck,
): unknown {
  const result = operation.response.safeParse(output);
  if (result.success) return result.data;
  if (mode === 'strict') throw result.error;
  request.log.error({ err: result.error, url: request.url }, 'answer does not match its schema');
  return output;
}
