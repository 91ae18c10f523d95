import { AppError } from '#shared/errors.ts';

/** The caller wrote something `vp` cannot take: exit code 2 with the sentence. */
export function usageError(sentence: string): AppError {
  return new AppError('bad_request', sentence);
}
