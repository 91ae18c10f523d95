import type { TaskEstimate } from '#shared/contract/plms-schemas.ts';
import { usdToMicro } from '#shared/units.ts';
import type { Amount } from '../budget/amount.ts';
import { valueAt } from './log-normal.ts';
import { Z90 } from './student-t.ts';

/** Expected duration, milliseconds: what the scheduler charges at dispatch. */
export function expectedMs(estimate: TaskEstimate): number {
  return estimate.time_ms.mean;
}

/**
 * The 90 % quantile of what a task uses, rounded up: what is reserved before it is dispatched.
 * Unknown energy reserves 0.
 */
export function p90Amount(estimate: TaskEstimate): Amount {
  const costUsd = valueAt(estimate.cost_usd, Z90);
  const rounded = usdToMicro(costUsd);
  return {
    micro: rounded < costUsd * 1_000_000 ? rounded + 1 : rounded,
    tokens: Math.ceil(valueAt(estimate.tokens, Z90)),
    energyKwh: estimate.energy_kwh === null ? 0 : valueAt(estimate.energy_kwh, Z90),
  };
}
