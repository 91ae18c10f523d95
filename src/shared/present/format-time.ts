import type { TimeZone } from './local-day.ts';

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
const MINUTE = { hour: '2-digit', minute: '2-digit' } as const;
const DAY = { day: 'numeric', month: 'short' } as const;
const DATE = { ...DAY, year: 'numeric' } as const;

/** Wall-clock time of an ISO instant to the second: `14:20:05`. */
export function formatClock(iso: string, timeZone: TimeZone): string {
  return textOf(Date.parse(iso), CLOCK, timeZone);
}

/** Wall-clock time of an instant to the minute: `14:20`. */
export function formatMinute(epochMs: number, timeZone: TimeZone): string {
  return textOf(epochMs, MINUTE, timeZone);
}

/**
 * An instant as `14:20` when it is on the day of `nowMs`, else `27 Nov 14:20`, else with its year.
 */
export function formatMoment(iso: string, nowMs: number, timeZone: TimeZone): string {
  const atMs = Date.parse(iso);
  const time = formatMinute(atMs, timeZone);
  const [then, now] = [atMs, nowMs].map((ms) => textOf(ms, DATE, timeZone));
  if (then === now) return time;
  const isThisYear = then?.slice(-4) === now?.slice(-4);
  return `${textOf(atMs, isThisYear ? DAY : DATE, timeZone)} ${time}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function textOf(epochMs: number, options: Intl.DateTimeFormatOptions, timeZone: TimeZone): string {
  if (!Number.isFinite(epochMs)) return 'unknown time';
  const key = JSON.stringify([options, timeZone]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  formats.set(key, format);
  return format.format(epochMs);
}
