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
