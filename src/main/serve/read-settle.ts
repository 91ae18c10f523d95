import { SETTLE_AFTER_MS } from '#core/lifecycle/settle-wait.ts';
import { AppError } from '#shared/errors.ts';

const MOST_SECONDS = 3600;

/** How long a run whose tasks have ended waits for a new card, as the environment says. */
export function readSettleMs(environment: Readonly<Record<string, string | undefined>>): number {
  const text = environment['SLIPWAY_SETTLE_SECONDS']?.trim() ?? '';
  if (text === '') return SETTLE_AFTER_MS;
  const seconds = Number(text);
  if (seconds >= 0 && seconds <= MOST_SECONDS) return Math.ceil(seconds * 1000);
  throw new AppError(
    'bad_request',
    `SLIPWAY_SETTLE_SECONDS is “${text}”; give a number of seconds, ${MOST_SECONDS} at most.`,
  );
}
