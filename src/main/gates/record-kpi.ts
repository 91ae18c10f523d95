import type { EventData } from '#shared/events.ts';
import type { Kpi } from '../db/kpis.ts';
import type { SyntheticKpi } from '#core/execution/draw-synthetic.ts';
import type { MeasuredGate } from './measured-gate.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';

/** What a KPI is said about; `task` null: a gate of the whole run. */
export interface KpiOf {
  runId: string;
  projectId: number;
  task: Pick<TaskRow, 'task_id' | 'attempt'> | null;
}

/** A measured gate as the ledger keeps it. */
export function kpiOf(
  { runId, task }: Omit<KpiOf, 'projectId'>,
  { gate, judgement, evidence }: MeasuredGate,
  createdAt: number,
): Kpi {
  return {
    taskId: task?.task_id ?? null,
    attempt: task?.attempt ?? 0,
    runId,
    name: gate.kpi,
    state: judgement.state,
    value: judgement.value,
    threshold: gate.threshold,
    source: 'measured',
    evidence,
    createdAt,
  };
}

/** Stores a KPI, and tells of it; `more` is said beside its name, state and value. */
export function recordKpi(
  tx: Tx,
  projectId: number,
  kpi: Kpi,
  more: Omit<EventData<'kpi.recorded'>, 'kpi_name' | 'state' | 'value'>,
): void {
  tx.kpis.insert(kpi);
  const { name, state, value, runId, taskId } = kpi;
  const data = { kpi_name: name, state, value, ...more };
  tx.events.append({ type: 'kpi.recorded', projectId, runId, taskId, data }, tx.nowMs);
}

/** Stores a measured gate with its evidence. */
export function recordGate(tx: Tx, ref: KpiOf, measured: MeasuredGate): void {
  const { tests_executed } = measured.evidence;
  const { reason } = measured.judgement;
  recordKpi(tx, ref.projectId, kpiOf(ref, measured, tx.nowMs), { tests_executed, reason });
}

/** Stores a KPI that a synthetic task drew: no evidence, and no proof of anything. */
export function recordSyntheticKpi(
  tx: Tx,
  row: Pick<TaskRow, 'task_id' | 'attempt' | 'run_id' | 'project_id'>,
  { name, state, value, threshold }: SyntheticKpi,
): void {
  const kpi: Kpi = {
    taskId: row.task_id,
    attempt: row.attempt,
    runId: row.run_id,
    name,
    state,
    value,
    threshold,
    source: 'synthetic',
    evidence: null,
    createdAt: tx.nowMs,
  };
  recordKpi(tx, row.project_id, kpi, { source: 'synthetic' });
}
