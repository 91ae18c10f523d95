import { REST_AFTER_MS } from '#core/code-index/freshness/judge-index.ts';
import { AppError } from '#shared/errors.ts';

/** How long an index is left alone before it rests, as the environment says. */
export function readRestAfterMs(environment: Readonly<Record<string, string | undefined>>): number {
  const text = environment['SLIPWAY_INDEX_REST_SECONDS']?.trim() ?? '';
  if (text === '') return REST_AFTER_MS;
  const seconds = Number(text);
  if (seconds >= 0) return seconds * 1000;
  throw new AppError(
    'bad_request',
    `SLIPWAY_INDEX_REST_SECONDS is “${text}”; give a number of seconds, or Infinity for never.`,
  );
}
