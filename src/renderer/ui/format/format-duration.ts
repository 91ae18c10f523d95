const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in at most two units: `820 ms`, `41 s`, `1 min 05 s`, `2 h 14 min`, `3 d 4 h`. */
export function formatDuration(elapsedMs: number): string {
  const ms = Math.max(0, elapsedMs);
  if (ms < SECOND) return `${Math.round(ms)} ms`;
  if (ms < 10 * SECOND) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return pair(ms, { big: MINUTE, small: SECOND, units: ['min', 's'] });
  if (ms < DAY) return pair(ms, { big: HOUR, small: MINUTE, units: ['h', 'min'] });
  return pair(ms, { big: DAY, small: HOUR, units: ['d', 'h'] });
}

function pair(ms: number, split: { big: number; small: number; units: [string, string] }): string {
  const whole = Math.floor(ms / split.big);
  const rest = Math.floor((ms % split.big) / split.small);
  return `${whole} ${split.units[0]} ${String(rest).padStart(2, '0')} ${split.units[1]}`;
}

/** Time until the money is gone: whole minutes, for it is a projection. */
export function formatRunway(minutes: number): string {
  if (minutes < 1) return '<1 min';
  if (minutes < 60) return `${Math.floor(minutes)} min`;
  return formatDuration(minutes * MINUTE);
}
