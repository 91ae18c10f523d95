import { countOf } from './format-count.ts';
import { formatDecimal } from './format-decimal.ts';
import { isKnown, UNKNOWN } from './unknown.ts';

/** Energy in the unit that keeps it readable: `0.12 mWh`, `1.10 Wh`, `42 Wh`, `1.20 kWh`. */
export function formatEnergy(kwh: number | null | undefined): string {
  if (!isKnown(kwh)) return UNKNOWN;
  if (kwh < 0) return `-${formatEnergy(-kwh)}`;
  if (kwh === 0) return '0 Wh';
  const milliWh = kwh * 1_000_000;
  if (milliWh < 0.01) return '<0.01 mWh';
  if (milliWh < 99.5) return `${Number(milliWh.toPrecision(2))} mWh`;
  const wh = kwh * 1000;
  if (Math.round(wh * 100) < 1000) return `${formatDecimal(wh, 2)} Wh`;
  if (Math.round(wh) < 1000) return `${Math.round(wh)} Wh`;
  return `${formatDecimal(kwh, 2)} kWh`;
}

/** The energy of a run: the known sum, and how many tasks it leaves out. */
export function formatRunEnergy(run: {
  spend_energy_kwh: number;
  energy_unknown_tasks: number;
}): string {
  const { spend_energy_kwh: known, energy_unknown_tasks: unknown } = run;
  if (unknown === 0) return formatEnergy(known);
  if (known === 0) return UNKNOWN;
  return `${formatEnergy(known)}, unknown for ${countOf(unknown, 'task')}`;
}
