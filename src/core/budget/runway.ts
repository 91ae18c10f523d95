export interface Burn {
  capMicro: number | null;
  spentMicro: number;
  burnMicroPerMin: number;
}

export type RunwayStatus = 'ok' | 'warning' | 'critical';

/**
 * Minutes until the cap is reached at the present burn rate; null without a cap or while nothing
 * burns.
 */
export function runwayMinutes({ capMicro, spentMicro, burnMicroPerMin }: Burn): number | null {
  if (capMicro === null || !(burnMicroPerMin > 0)) return null;
  return Math.max(0, capMicro - spentMicro) / burnMicroPerMin;
}

/**
 * By how much a projection passes the cap, as a share of it: 0 when it does not, Infinity over a
 * cap of zero.
 */
export function overrunShare(projectedMicro: number, capMicro: number | null): number {
  if (capMicro === null || projectedMicro <= capMicro) return 0;
  return projectedMicro / capMicro - 1;
}

/**
 * ok: more than 30 minutes (or no end in sight) and no overrun; warning: 10 to 30 minutes, or an
 * overrun below 20 %; critical: the rest. A short runway alone is a warning: a run that will end
 * inside its budget comes near its end too.
 */
export function runwayStatus(minutes: number | null, overrun: number): RunwayStatus {
  const left = minutes ?? Infinity;
  if (left > 30 && overrun <= 0) return 'ok';
  if ((left >= 10 && left <= 30) || overrun < 0.2) return 'warning';
  return 'critical';
}
