import type { LaneConfig, LaneGate } from '#shared/lanes.ts';
import type { Payload } from '#shared/payload.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Spine } from '../dispatch/spine.ts';

export interface LaneGateOf {
  lane: LaneConfig;
  gate: LaneGate;
}

/** Whether a task's lane gates apply to it: real work inside a repository. */
function isGated(task: TaskRow, lane: LaneConfig): boolean {
  if (
    task.mode !== 'real' ||
    task.kind === 'external' ||
    task.status === 'skipped' ||
    lane.gates.length === 0
  )
    return false;
  const payload = JSON.parse(task.payload) as Payload;
  return (
    payload.step !== undefined ||
    payload.tests !== undefined ||
    payload.goal !== undefined ||
    payload.operation !== undefined ||
    payload.repo !== undefined
  );
}

/** The gates that a run's real work must pass, each once. */
export function gatesToMeasure(spine: Spine, tasks: readonly TaskRow[]): LaneGateOf[] {
  const found = new Map<string, LaneGateOf>();
  for (const task of tasks) {
    const lane = spine.lanes.get(task.lane);
    if (!isGated(task, lane)) continue;
    for (const gate of lane.gates) if (!found.has(gate.kpi)) found.set(gate.kpi, { lane, gate });
  }
  return [...found.values()];
}
