import { InvalidArgumentError } from 'commander';

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** When a token ends, as ISO 8601: minutes, hours or days from now, or a date; or `never`. */
export function parseLifetime(text: string): string {
  if (text === 'never') return text;
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  const atMs =
    unit === undefined
      ? Date.parse(/^\d{4}-\d{2}-\d{2}/.test(text) ? text : '')
      : Date.now() + Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
  if (atMs > Date.now()) return new Date(atMs).toISOString();
  throw new InvalidArgumentError(
    'Give a time to come, as 90m, 12h, 30d or 2027-01-31, or “never”.',
  );
}
