import { AppError } from '#shared/errors.ts';

const HOUR_MS = 3_600_000;
const MOST_HOURS = 8760;

/** How long a question waits for an answer, as the environment says; by default a day. */
export function readApprovalTimeoutMs(
  environment: Readonly<Record<string, string | undefined>>,
): number {
  const text = environment['SLIPWAY_APPROVAL_HOURS']?.trim() ?? '';
  if (text === '') return 24 * HOUR_MS;
  const hours = Number(text);
  if (hours > 0 && hours <= MOST_HOURS) return Math.ceil(hours * HOUR_MS);
  throw new AppError(
    'bad_request',
    `SLIPWAY_APPROVAL_HOURS is “${text}”; give a number of hours above 0, ${MOST_HOURS} at most.`,
  );
}
