import { formatDuration } from './format-duration.ts';
import { isKnown, NONE } from './unknown.ts';

/**
 * How long the money lasts, in whole minutes that are never rounded up: it is a projection. While
 * nothing is spent there is none.
 */
export function formatRunway(minutes: number | null | undefined): string {
  if (!isKnown(minutes)) return NONE;
  if (minutes > 0 && minutes < 1) return '<1 min';
  const whole = Math.floor(Math.max(0, minutes));
  return whole < 60 ? `${whole} min` : formatDuration(whole * 60_000);
}
