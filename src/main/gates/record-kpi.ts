import type { SyntheticKpi } from '#core/execution/draw-synthetic.ts';
import type { MeasuredGate } from './measure-gates.ts';
import type { TaskRow } from '../db/tasks.ts';
import type { Tx } from '../db/transactions.ts';

/** Stores a measured gate with its evidence. `task` null: a gate of the whole run. */
export function recordGate(
  tx: Tx,
  ref: { runId: string; projectId: number; task: Pick<TaskRow, 'task_id' | 'attempt'> | null },
  measured: MeasuredGate,
): void {
  const { nowMs } = tx;
  const { gate, judgement, evidence } = measured;
  tx.kpis.insert({
    taskId: ref.task?.task_id ?? null,
    attempt: ref.task?.attempt ?? 0,
    runId: ref.runId,
    name: gate.kpi,
    state: judgement.state,
    value: judgement.value,
    threshold: gate.threshold,
    source: 'measured',
    evidence,
    createdAt: nowMs,
  });
  tx.events.append(
    {
      type: 'kpi.recorded',
      projectId: ref.projectId,
      runId: ref.runId,
      taskId: ref.task?.task_id ?? null,
      data: {
        kpi_name: gate.kpi,
        state: judgement.state,
        value: judgement.value,
        tests_executed: evidence.tests_executed,
        reason: judgement.reason,
      },
    },
    nowMs,
  );
}

/** Stores a KPI that a synthetic task drew: no evidence, and no proof of anything. */
export function recordSyntheticKpi(
  tx: Tx,
  row: Pick<TaskRow, 'task_id' | 'attempt' | 'run_id' | 'project_id'>,
  { name, state, value, threshold }: SyntheticKpi,
): void {
  const { nowMs } = tx;
  tx.kpis.insert({
    taskId: row.task_id,
    attempt: row.attempt,
    runId: row.run_id,
    name,
    state,
    value,
    threshold,
    source: 'synthetic',
    evidence: null,
    createdAt: nowMs,
  });
  tx.events.append(
    {
      type: 'kpi.recorded',
      projectId: row.project_id,
      runId: row.run_id,
      taskId: row.task_id,
      data: { kpi_name: name, state, value, source: 'synthetic' },
    },
    nowMs,
  );
}
