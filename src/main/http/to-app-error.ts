import { AppError } from '#shared/errors.ts';
import { tooLarge } from './read-body.ts';

/** The refusal that an error of the HTTP layer stands for; undefined when it is none. */
export function toAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const status =
    'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 0;
  const options = { cause: error };
  if (status === 413 || code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return tooLarge();
  }
  if (status === 415) {
    return new AppError(
      'unsupported_media_type',
      'The body must be JSON; send it with content-type application/json, uncompressed.',
      options,
    );
  }
  if (code === 'FST_ERR_BAD_URL') {
    return new AppError('bad_request', 'The address is not a valid URL path.', options);
  }
  if (code === 'ECONNRESET') {
    return new AppError('bad_request', 'The request ended before its body was complete.', options);
  }
  if (status >= 400 && status < 500) {
    return new AppError('bad_request', `The request cannot be read: ${error.message}.`, options);
  }
  return undefined;
}
