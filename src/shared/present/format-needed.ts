import { formatEnergy } from './format-energy.ts';
import { formatUsd } from './format-usd.ts';

const SMALLEST_KWH = 1e-8;

/** Dollars that are needed, rounded up to a cent. */
export function formatUsdNeeded(usd: number): string {
  return formatUsd(Math.ceil(usd * 100 - 1e-6) / 100);
}

/** Energy that is needed, rounded up to two digits. */
export function formatEnergyNeeded(kwh: number): string {
  const rounded = Number(kwh.toPrecision(2));
  const up = rounded >= kwh ? rounded : Number((kwh * 1.05).toPrecision(2));
  return formatEnergy(Math.max(SMALLEST_KWH, up));
}
