import type { Operation } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { readInput } from '../http/read-input.ts';

/**
 * Validates an operation's flat input, as the typed client gives it. Throws AppError
 * `invalid_input`.
 */
export function readFlatInput(operation: Operation, input: unknown): Record<string, unknown> {
  const flat = input ?? {};
  if (typeof flat !== 'object' || Array.isArray(flat)) {
    throw new AppError('invalid_input', 'The input must be an object.', {
      errors: [{ path: '', message: 'must be an object' }],
    });
  }
  // Each part's schema takes its own fields and drops the others.
  return readInput(operation, { params: flat, query: flat, body: flat });
}
