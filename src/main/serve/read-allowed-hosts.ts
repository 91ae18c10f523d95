import { AppError } from '#shared/errors.ts';

const NAME = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

/**
 * The names in SLIPWAY_ALLOWED_HOSTS, in small letters: `name` or `name:port`, separated by commas.
 * There are no patterns: a name that a stranger can choose would let a rebound page in.
 */
export function readAllowedHosts(text: string): string[] {
  const names = text
    .split(/[\s,]+/)
    .filter((name) => name !== '')
    .map((name) => name.toLowerCase());
  const wrong = names.find((name) => !NAME.test(name));
  if (wrong === undefined) return names;
  throw new AppError(
    'bad_request',
    `SLIPWAY_ALLOWED_HOSTS has “${wrong}”; give whole names as name or name:port, ` +
      'separated by commas.',
  );
}
