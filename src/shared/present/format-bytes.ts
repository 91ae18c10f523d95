import { formatScaled } from './format-scaled.ts';
import { isKnown, UNKNOWN } from './unknown.ts';

/** A size in steps of a thousand: `850 B`, `12.4 kB`, `3.1 MB`. */
export function formatBytes(bytes: number | null | undefined): string {
  return isKnown(bytes) ? formatScaled(bytes, [' B', ' kB', ' MB', ' GB', ' TB']) : UNKNOWN;
}
