import type { Operation } from '#shared/contract/contract.ts';
import type { ErrorCode } from '#shared/errors.ts';

// What any request may meet, whatever the operation.
const COMMON: readonly ErrorCode[] = [
  'bad_request',
  'unauthorized',
  'forbidden',
  'payload_too_large',
  'header_too_large',
  'internal',
  'stopping',
  'storage',
];
// What the body of a request may meet.
const OF_BODIES: readonly ErrorCode[] = [
  'malformed_json',
  'unsupported_media_type',
  'too_busy',
  'invalid_input',
];

/** Every problem that an operation may answer with. */
export function declaredCodes(operation: Operation): ReadonlySet<ErrorCode> {
  if (operation.type === 'eventStream') {
    return new Set([...COMMON, 'invalid_input', 'unknown_run']);
  }
  const { method, params, query, errors, idempotency } = operation;
  const takesInput = [params, query].some(({ shape }) => Object.keys(shape).length > 0);
  return new Set([
    ...COMMON,
    ...errors,
    ...(method === 'GET' ? [] : OF_BODIES),
    ...(takesInput ? (['invalid_input'] as const) : []),
    ...(idempotency === 'required' ? (['idempotency_key_required'] as const) : []),
  ]);
}
