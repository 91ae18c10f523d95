/** An expected figure with its 90 % interval. */
export interface Band {
  mean: number;
  ci_90: readonly [number, number];
}

/** Percent of the axis, 0..100. */
export interface PromiseMarks {
  low: number;
  high: number;
  mean: number;
  /** Right end of the actual figure as far as it is within the promise. */
  kept: number | null;
  /** Right end of what lies beyond the interval; null while nothing does. */
  beyond: number | null;
}

/** Axis end that holds every band and figure given, with a little air; never 0. */
export function axisEnd(bands: readonly Band[], figures: readonly number[] = []): number {
  const largest = Math.max(0, ...bands.map((band) => band.ci_90[1]), ...figures);
  return largest === 0 ? 1 : largest * 1.04;
}

/** Where a value lies on an axis that starts at 0, in percent of it. */
export type Axis = (value: number) => number;

/** Lengths stand to each other as the values do. */
export function linearAxis(end: number): Axis {
  return (value) => Math.min(1, Math.max(0, value / end)) * 100;
}

/** Makes room for the small values: a quarter of the end lies in the middle. */
export function rootAxis(end: number): Axis {
  return (value) => Math.sqrt(linearAxis(end)(value)) * 10;
}

/** Where a band's ends, mean and the actual figure lie on an axis. */
export function promiseMarks(band: Band, percent: Axis, actual: number | null): PromiseMarks {
  const [low, high] = band.ci_90;
  return {
    low: percent(low),
    high: percent(high),
    mean: percent(band.mean),
    kept: actual === null ? null : percent(Math.min(actual, high)),
    beyond: actual === null || actual <= high ? null : percent(actual),
  };
}

/** How a figure that is final stands to its promise. */
export function promiseKept(band: Band, actual: number): 'below' | 'inside' | 'beyond' {
  if (actual < band.ci_90[0]) return 'below';
  return actual > band.ci_90[1] ? 'beyond' : 'inside';
}
