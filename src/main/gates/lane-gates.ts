import { isGated } from '#core/gates/is-gated.ts';
import type { LaneConfig, LaneGate } from '#shared/lanes.ts';
import type { Payload } from '#shared/payload.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { LaneTable } from '../scheduler/lane-table.ts';

export interface LaneGateOf {
  lane: LaneConfig;
  gate: LaneGate;
}

/** The gates that a run's real work must pass, each once. */
export function gatesToMeasure(
  lanes: Pick<LaneTable, 'get'>,
  tasks: readonly TaskRow[],
): LaneGateOf[] {
  const found = new Map<string, LaneGateOf>();
  for (const task of tasks) {
    const lane = lanes.get(task.lane);
    const payload = JSON.parse(task.payload) as Payload;
    if (!isGated({ ...task, payload }, lane)) continue;
    for (const gate of lane.gates) if (!found.has(gate.kpi)) found.set(gate.kpi, { lane, gate });
  }
  return [...found.values()];
}
