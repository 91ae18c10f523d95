import { InvalidArgumentError } from 'commander';
import { parseUsd as readUsd } from '#shared/present/parse-usd.ts';
import { MAX_MINUTES } from '#shared/units.ts';

function parseNumber(text: string): number {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN;
}

/** A project's number. */
export function parseProjectId(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('Give the project’s number; `vp projects` lists them.');
}

/** Dollars, 0 to 1,000,000; a leading `$` is fine. */
export function parseUsd(text: string): number {
  const value = readUsd(text);
  if (value !== null) return value;
  throw new InvalidArgumentError(
    'Give dollars between 0 and 1000000, without commas: write 1.50 or 1000.',
  );
}

const UNIT_MINUTES = { s: 1 / 60, m: 1, h: 60, d: 1440 } as const;

/** A length of time, in minutes: `90s`, `30m`, `1.5h` or `1d`, at most a year. */
export function parseDuration(text: string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text) ?? [];
  const minutes = Number(count) * UNIT_MINUTES[(unit ?? 'm') as keyof typeof UNIT_MINUTES];
  if (minutes > 0 && minutes <= MAX_MINUTES) return minutes;
  throw new InvalidArgumentError('Give a length of time up to 365d: 90s, 30m, 1.5h or 1d.');
}

/** A rehearsal's share of the tasks: `0.01` or `1%`, at most 0.2. */
export function parseShare(text: string): number {
  const value = text.endsWith('%') ? parseNumber(text.slice(0, -1)) / 100 : parseNumber(text);
  if (value >= 0 && value <= 0.2) return value;
  throw new InvalidArgumentError('Give a share between 0 and 0.2, e.g. 0.01 (one per cent).');
}

/** A share of synthetic tasks, 0 to 1. */
export function parseFailingShare(text: string): number {
  const value = parseNumber(text);
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Give a share between 0 and 1, e.g. 0.05.');
}

/** A number of log lines, 1 to 10,000. */
export function parseLineCount(text: string): number {
  const value = parseNumber(text);
  if (Number.isInteger(value) && value >= 1 && value <= 10_000) return value;
  throw new InvalidArgumentError('Give a whole number of lines between 1 and 10000.');
}

/** A TCP port; 0 means any free one. */
export function parsePort(text: string): number {
  const value = parseNumber(text);
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new InvalidArgumentError('Give a port between 0 and 65535 (0 takes any free one).');
}

/** A factor above 0; `Infinity` means at once. */
export function parseTimeScale(text: string): number {
  const value = text === 'Infinity' ? Number.POSITIVE_INFINITY : parseNumber(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('Give a factor above 0, e.g. 10 for ten times faster.');
}

/** A seed: a whole number. */
export function parseSeed(text: string): number {
  const value = parseNumber(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError('Give a whole number, 0 or more.');
}

/** A rule's number. */
export function parseRuleId(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('Give the rule’s number; `vp rules` lists them.');
}

/** A number an approval carries. */
export function parseApprovalId(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('Give the approval’s number; `vp approvals` lists them.');
}

/** An idempotency key: 8 to 255 printable ASCII characters, as a header can carry. */
export function parseIdempotencyKey(text: string): string {
  if (/^[\x21-\x7e]{8,255}$/.test(text)) return text;
  throw new InvalidArgumentError(
    'An idempotency key has 8 to 255 printable characters without blanks.',
  );
}

/** How many results of the index to show, 1 to 1,000. */
export function parseResultCount(text: string): number {
  const value = parseNumber(text);
  if (Number.isInteger(value) && value >= 1 && value <= 1000) return value;
  throw new InvalidArgumentError('Give a whole number of results between 1 and 1000.');
}

/** The number of an item in the trash. */
export function parseTrashId(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError('Give the item’s number; `vp trash` lists them.');
}

/** Days, 1 to 3650. */
export function parseDays(text: string): number {
  const value = parseNumber(text);
  if (Number.isInteger(value) && value >= 1 && value <= 3650) return value;
  throw new InvalidArgumentError('Give a whole number of days between 1 and 3650.');
}
