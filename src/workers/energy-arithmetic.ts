/** Joules in one kilowatt-hour. */
const JOULES_PER_KWH = 3_600_000;

/** One reading of a RAPL domain, in microjoules. The counter wraps to zero after `maxUj`. */
export interface DomainReading {
  id: string;
  energyUj: number;
  maxUj: number;
}

/** Joules between two readings of the same domains; null when a domain came or went in between. */
export function joulesBetween(
  before: readonly DomainReading[],
  after: readonly DomainReading[],
): number | null {
  if (before.length === 0 || before.length !== after.length) return null;
  let sumUj = 0;
  for (const [at, start] of before.entries()) {
    const end = after[at];
    if (end === undefined || end.id !== start.id) return null;
    const difference = end.energyUj - start.energyUj;
    sumUj += difference >= 0 ? difference : difference + start.maxUj;
  }
  return sumUj / 1_000_000;
}

export interface EnergyShare {
  joules: number;
  /** Power of the machine before the work, in watts. */
  idleWatts: number;
  elapsedMs: number;
  /** CPU time of this job and of everything that ran meanwhile. */
  jobCpuMs: number;
  busyCpuMs: number;
}

/**
 * Energy of one job in kWh: (energy − idle power × time) × job's share of the CPU time used
 * meanwhile. Jobs that run at the same time share the package's energy this way instead of each
 * counting all of it.
 */
export function attributedKwh(share: EnergyShare): number {
  const aboveIdle = Math.max(0, share.joules - (share.idleWatts * share.elapsedMs) / 1000);
  const part = share.busyCpuMs <= 0 ? 0 : Math.min(1, share.jobCpuMs / share.busyCpuMs);
  return (aboveIdle * part) / JOULES_PER_KWH;
}
