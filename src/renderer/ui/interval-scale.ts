export interface Band {
  mean: number;
  ci_90: readonly [number, number];
}

export interface IntervalMarks {
  /** Percent of the axis, 0..100. */
  low: number;
  high: number;
  mean: number;
  actual: number | null;
}

/** Axis end that holds every band and figure given, with a little air; never 0. */
export function axisEnd(bands: readonly Band[], figures: readonly number[] = []): number {
  const largest = Math.max(0, ...bands.map((band) => band.ci_90[1]), ...figures);
  return largest === 0 ? 1 : largest * 1.04;
}

/** Where a band's ends, mean and the actual figure lie on an axis from 0 to `end`. */
export function intervalMarks(band: Band, end: number, actual: number | null): IntervalMarks {
  const percent = (value: number) => Math.min(100, Math.max(0, (value / end) * 100));
  return {
    low: percent(band.ci_90[0]),
    high: percent(band.ci_90[1]),
    mean: percent(band.mean),
    actual: actual === null ? null : percent(actual),
  };
}

/** Whether an actual figure lies inside its 90 % band. */
export function isInsideBand(band: Band, actual: number): boolean {
  return actual >= band.ci_90[0] && actual <= band.ci_90[1];
}
