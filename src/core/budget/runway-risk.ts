import { runwayMinutes } from './runway.ts';

/** From this many minutes on a runway is no risk; at none left the risk is 1. */
const SAFE_RUNWAY_MINUTES = 30;

/** What a run may spend, spent, and since when, ms. */
interface Spending {
  capMicro: number | null;
  spentMicro: number;
  elapsedMs: number;
}

/**
 * 0..1 by how soon a run's budget is used up at its burn since the start; 0 without a cap or while
 * nothing burns.
 */
export function runwayRisk({ capMicro, spentMicro, elapsedMs }: Spending): number {
  const burnMicroPerMin = elapsedMs > 0 ? spentMicro / (elapsedMs / 60_000) : 0;
  const minutes = runwayMinutes({ capMicro, spentMicro, burnMicroPerMin });
  return minutes === null ? 0 : 1 - Math.min(1, minutes / SAFE_RUNWAY_MINUTES);
}
