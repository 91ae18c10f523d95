import type { Evidence } from '#shared/evidence.ts';
import { whyNotMeasured } from '#shared/kpis.ts';
import type { LaneGate } from '#shared/lanes.ts';
import type { GateState } from '#shared/states.ts';
import type { SettledGate } from '../lifecycle/settle-run.ts';
import { evidenceHolds } from './evidence-holds.ts';

/** A KPI as it was recorded, by the app or by a client. */
export interface RecordedKpi {
  taskId: string | null;
  name: string;
  state: GateState;
  source: 'measured' | 'reported' | 'synthetic';
  evidence: Pick<Evidence, 'tree_hash' | 'reason'> | null;
}

/**
 * The gates that a run is settled by: every wanted one, and of the rest what clients reported.
 * `kpis`: oldest first.
 */
export function settleGates(
  wanted: readonly LaneGate[],
  kpis: readonly RecordedKpi[],
): SettledGate[] {
  const decided = wanted.map((gate) => ({ gate, kpi: newestOnTree(kpis, gate.kpi) }));
  const used = new Set(decided.map(({ kpi }) => kpi));
  const names = new Set<string>(wanted.map((gate) => gate.kpi));
  const others = kpis.filter(
    (kpi) => !used.has(kpi) && (!names.has(kpi.name) || kpi.state === 'fail'),
  );
  return [
    ...decided.map(({ gate, kpi }) =>
      kpi === undefined ? unmeasured(gate) : settled(kpi, gate.required),
    ),
    ...others.map((kpi) => settled(kpi, false)),
  ];
}

function unmeasured(gate: LaneGate): SettledGate {
  return {
    kpi: gate.kpi,
    state: 'not_measured',
    required: gate.required,
    taskId: null,
    reason: whyNotMeasured(gate.kpi) ?? 'nothing measured it',
  };
}

function settled(kpi: RecordedKpi, required: boolean): SettledGate {
  const { name, state, taskId, evidence, source } = kpi;
  const reason = evidence?.reason ?? (source === 'synthetic' ? 'drawn, not measured' : null);
  return { kpi: name, state, required, taskId, reason };
}

/** The newest measurement of a KPI, or one on the same tree that failed. */
function newestOnTree(kpis: readonly RecordedKpi[], name: string): RecordedKpi | undefined {
  const measured = kpis.filter((kpi) => kpi.name === name && kpi.source === 'measured');
  const newest = measured.at(-1);
  const currentTree = newest?.evidence?.tree_hash ?? '';
  const failed = measured.find(
    (kpi) =>
      kpi.state === 'fail' &&
      evidenceHolds({ evidenceTree: kpi.evidence?.tree_hash ?? '', currentTree }),
  );
  return failed ?? newest;
}
