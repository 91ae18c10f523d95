import { UNKNOWN } from './unknown.ts';

/** Kilowatt-hours as `0.12 Wh`, `42 Wh` or `1.20 kWh`; `–` when not known. */
export function formatEnergy(kwh: number | null | undefined): string {
  if (kwh === null || kwh === undefined || !Number.isFinite(kwh)) return UNKNOWN;
  const wattHours = kwh * 1000;
  if (wattHours === 0) return '0 Wh';
  if (wattHours >= 999.5) return `${kwh.toFixed(2)} kWh`;
  if (wattHours >= 9.95) return `${Math.round(wattHours)} Wh`;
  if (wattHours >= 0.1) return `${wattHours.toFixed(2)} Wh`;
  return wattHours < 0.0001 ? '<0.0001 Wh' : `${Number(wattHours.toPrecision(2))} Wh`;
}
