import { formatDecimal } from './format-decimal.ts';
import { isKnown, UNKNOWN } from './unknown.ts';

const MINUTE_S = 60;
const HOUR_MIN = 60;
const DAY_H = 24;

/** A length of time: `850 ms`, `12.4 s`, `3 min 04 s`, `2 h 05 min`, `3 d 04 h`. */
export function formatDuration(elapsedMs: number | null | undefined): string {
  if (!isKnown(elapsedMs)) return UNKNOWN;
  const ms = Math.max(0, elapsedMs);
  if (ms > 0 && ms < 0.5) return '<1 ms';
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  const tenths = Math.round(ms / 100);
  if (tenths < 10 * MINUTE_S) return `${formatDecimal(tenths / 10, 1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < HOUR_MIN * MINUTE_S) return pair(seconds, MINUTE_S, ['min', 's']);
  const minutes = Math.round(ms / 60_000);
  if (minutes < DAY_H * HOUR_MIN) return pair(minutes, HOUR_MIN, ['h', 'min']);
  return pair(Math.round(ms / 3_600_000), DAY_H, ['d', 'h']);
}

function pair(total: number, size: number, [big, small]: readonly [string, string]): string {
  const rest = String(total % size).padStart(2, '0');
  return `${formatDecimal(Math.floor(total / size), 0)} ${big} ${rest} ${small}`;
}
