import type { CallContext, Endpoint } from '#shared/contract/contract.ts';
import { AppError, toProblem, type Problem } from '#shared/errors.ts';
import { readIdempotencyKey } from '../http/read-input.ts';
import type { EndpointHandler } from '../http/register-endpoint.ts';
import { readFlatInput } from './read-flat-input.ts';

/** What goes back through `ipcRenderer.invoke`; an Error would lose its fields on the way. */
export type CallResult = { ok: true; value: unknown } | { ok: false; problem: Problem };

/** Logs an unexpected failure. */
export type ReportFailure = (operation: string, error: unknown) => void;

/** Validates one call and runs its handler. Never rejects. */
export async function answerCall(
  operation: Endpoint,
  handler: EndpointHandler,
  request: { input: unknown; idempotencyKey: unknown },
  report: (error: unknown) => void,
): Promise<CallResult> {
  try {
    const call: CallContext = { actor: 'local', requester: 'local_user' };
    const key = readIdempotencyKey(operation, textOf(request.idempotencyKey), request.input);
    if (key !== undefined) call.idempotencyKey = key;
    const output = await handler(readFlatInput(operation, request.input), call);
    return { ok: true, value: operation.response.parse(output) };
  } catch (error) {
    if (!(error instanceof AppError)) report(error);
    return { ok: false, problem: toProblem(error) };
  }
}

function textOf(key: unknown): string | undefined {
  if (key === undefined || key === null) return undefined;
  if (typeof key === 'string') return key;
  throw new AppError('invalid_input', 'The idempotency key must be a text.', {
    errors: [{ path: 'idempotency_key', message: 'must be a text' }],
  });
}
