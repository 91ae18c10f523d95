import { minutesToMs } from '../units.ts';
import { formatDuration } from './format-duration.ts';

/** Minutes of the wire as a length of time: `30 min 00 s`. */
export function formatMinutes(minutes: number | null | undefined): string {
  return formatDuration(minutes === null || minutes === undefined ? null : minutesToMs(minutes));
}
