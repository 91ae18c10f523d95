import type { Endpoint, EventStream } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { invalidInput } from './field-errors.ts';

/** The three places of an HTTP request that carry input, as received. */
export interface RawInput {
  params: unknown;
  query: unknown;
  body: unknown;
}

const REQUIRED_KEY_CHARACTERS = 8;
const MAX_KEY_CHARACTERS = 255;

/**
 * Validates each part by its schema and merges them; parameters win over query, query over body.
 */
export function readInput(
  operation: Endpoint | EventStream,
  raw: RawInput,
): Record<string, unknown> {
  if (operation.type === 'eventStream') return check(operation.query, raw.query);
  const { body = {} } = raw;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new AppError('invalid_input', 'The body must be a JSON object.', {
      errors: [{ path: '', message: 'must be an object' }],
    });
  }
  const input = check(operation.body, body);
  Object.assign(input, check(operation.query, raw.query));
  return Object.assign(input, check(operation.params, raw.params));
}

/**
 * The call's idempotency key: the header's, else the body field's. Throws when it is missing where
 * required.
 */
export function readIdempotencyKey(
  operation: Endpoint,
  header: string | undefined,
  body: unknown,
): string | undefined {
  if (operation.idempotency === 'none') return undefined;
  const key = header ?? keyInBody(body);
  if (operation.idempotency === 'required' && (key?.length ?? 0) < REQUIRED_KEY_CHARACTERS) {
    throw new AppError(
      'idempotency_key_required',
      `Send an Idempotency-Key header of at least ${REQUIRED_KEY_CHARACTERS} characters, new for every new request.`,
    );
  }
  if (key !== undefined && (key.length === 0 || key.length > MAX_KEY_CHARACTERS)) {
    const path = header === undefined ? 'idempotency_key' : 'Idempotency-Key';
    const message = `must have 1 to ${MAX_KEY_CHARACTERS} characters`;
    throw new AppError('invalid_input', `${path} ${message}.`, { errors: [{ path, message }] });
  }
  return key;
}

function keyInBody(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('idempotency_key' in body)) return undefined;
  return typeof body.idempotency_key === 'string' ? body.idempotency_key : undefined;
}

function check(schema: Endpoint['body'], value: unknown): Record<string, unknown> {
  const result = schema.safeParse(value ?? {});
  if (!result.success) throw invalidInput(result.error.issues);
  return result.data;
}
