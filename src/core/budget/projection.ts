import { studentT95 } from '../estimate/student-t.ts';

export interface SpendSoFar {
  spentMicro: number;
  /** Part of it that earlier attempts of tasks cost that will run again. */
  openMicro: number;
  doneTasks: number;
  totalTasks: number;
  /** Cost of each finished task, micro-dollars. */
  costSamplesMicro: readonly number[];
}

export interface SpendProjection {
  meanMicro: number;
  loMicro: number;
  hiMicro: number;
}

/**
 * A projection above this share of the cap pauses the run. Kept as a fraction so that the
 * comparison is exact.
 */
const OVER_NUMERATOR = 5;
const OVER_DENOMINATOR = 4;
/**
 * Half-width of the interval, as a share of what is still to be spent, until two costs are known.
 */
const COLD_HALF_WIDTH = 0.5;

/**
 * Spend at the end of the run, with a 90 % interval; null while nothing is done. Mean = spent +
 * tasks left · mean cost of a done task with all its attempts. With n costs of standard deviation s
 * and m tasks left, the rest varies by t(0.95, n − 1) · s · √(m · (1 + m/n)): m new tasks plus the
 * error of a mean estimated from n. With fewer than two costs: ± 50 % of the rest. What has been
 * spent is the lower end at the least.
 */
export function projectSpend(soFar: SpendSoFar): SpendProjection | null {
  const { spentMicro, openMicro, doneTasks, totalTasks } = soFar;
  if (!(doneTasks > 0)) return null;
  const left = Math.max(0, totalTasks - doneTasks);
  if (left === 0) return { meanMicro: spentMicro, loMicro: spentMicro, hiMicro: spentMicro };
  const restMicro = Math.round(((spentMicro - openMicro) / doneTasks) * left);
  const meanMicro = spentMicro + restMicro;
  const halfMicro = halfWidth(soFar.costSamplesMicro, left, restMicro);
  return {
    meanMicro,
    loMicro: Math.max(spentMicro, Math.floor(meanMicro - halfMicro)),
    hiMicro: Math.ceil(meanMicro + halfMicro),
  };
}

function halfWidth(costs: readonly number[], left: number, restMicro: number): number {
  const n = costs.length;
  if (n < 2) return COLD_HALF_WIDTH * restMicro;
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / n;
  const variance = costs.reduce((sum, cost) => sum + (cost - mean) ** 2, 0) / (n - 1);
  return studentT95(n - 1) * Math.sqrt(variance * left * (1 + left / n));
}

/** Whether a projection is above 125 % of the cap; never without a cap. */
export function isOverProjection(projectedMicro: number, capMicro: number | null): boolean {
  if (capMicro === null) return false;
  return projectedMicro * OVER_DENOMINATOR > capMicro * OVER_NUMERATOR;
}
