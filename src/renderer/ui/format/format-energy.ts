/** Energy in the unit that keeps it readable; `null` is `unknown`, never zero. */
export function formatEnergy(energyKwh: number | null): string {
  if (energyKwh === null) return 'unknown';
  const wattHours = energyKwh * 1000;
  if (wattHours === 0) return '0 Wh';
  if (wattHours < 0.1) return `${Number((wattHours * 1000).toPrecision(2))} mWh`;
  if (wattHours < 1) return `${wattHours.toFixed(2)} Wh`;
  if (wattHours < 1000) return `${wattHours.toFixed(1)} Wh`;
  return `${energyKwh.toFixed(2)} kWh`;
}

/** The energy of a run: the known sum, and how many tasks it leaves out. */
export function formatRunEnergy(run: {
  spend_energy_kwh: number;
  energy_unknown_tasks: number;
}): string {
  if (run.energy_unknown_tasks === 0) return formatEnergy(run.spend_energy_kwh);
  if (run.spend_energy_kwh === 0) return 'unknown';
  return `${formatEnergy(run.spend_energy_kwh)} + ${run.energy_unknown_tasks} unknown`;
}
