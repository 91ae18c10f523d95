import { axisEnd, type Band } from '../../ui/promise-scale.ts';

/** An axis of time that ends at a round figure whose quarter is one, too. */
export interface TimeAxis {
  endMs: number;
  quarter: string;
  end: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const AXES: readonly TimeAxis[] = [
  { endMs: 4 * SECOND, quarter: '1 s', end: '4 s' },
  { endMs: 8 * SECOND, quarter: '2 s', end: '8 s' },
  { endMs: 20 * SECOND, quarter: '5 s', end: '20 s' },
  { endMs: 40 * SECOND, quarter: '10 s', end: '40 s' },
  { endMs: 2 * MINUTE, quarter: '30 s', end: '2 min' },
  { endMs: 4 * MINUTE, quarter: '1 min', end: '4 min' },
  { endMs: 8 * MINUTE, quarter: '2 min', end: '8 min' },
  { endMs: 20 * MINUTE, quarter: '5 min', end: '20 min' },
  { endMs: 40 * MINUTE, quarter: '10 min', end: '40 min' },
  { endMs: 2 * HOUR, quarter: '30 min', end: '2 h' },
  { endMs: 4 * HOUR, quarter: '1 h', end: '4 h' },
  { endMs: 8 * HOUR, quarter: '2 h', end: '8 h' },
  { endMs: 24 * HOUR, quarter: '6 h', end: '24 h' },
];

/** The shortest axis that holds every band; in whole days beyond one day. */
export function timeAxis(bands: readonly Band[]): TimeAxis {
  const largest = axisEnd(bands);
  const found = AXES.find(({ endMs }) => endMs >= largest);
  if (found !== undefined) return found;
  const days = 4 * Math.ceil(largest / (96 * HOUR));
  return { endMs: days * 24 * HOUR, quarter: `${days / 4} d`, end: `${days} d` };
}
