import type { Evidence } from '#shared/evidence.ts';
import type { GateState } from '#shared/states.ts';
import type { Reader, Writer } from './open-ledger.ts';

export interface Kpi {
  taskId: string | null;
  /** The attempt of its task that it says something about; 0 for one of the whole run. */
  attempt: number;
  runId: string;
  name: string;
  state: GateState;
  /** Any JSON. */
  value: unknown;
  threshold: unknown;
  source: 'measured' | 'reported' | 'synthetic';
  evidence: Evidence | null;
  createdAt: number;
}

interface KpiRow {
  task_id: string | null;
  attempt: number;
  run_id: string;
  name: string;
  state: GateState;
  value: string;
  threshold: string;
  source: Kpi['source'];
  evidence: string | null;
  created_at: number;
}

/**
 * Reading KPIs: the newest of each (task, name) counts, and none of an attempt before the task's
 * last re-run.
 */
export function createKpiReads(reader: Reader) {
  const ofRun = reader.prepare(
    `SELECT * FROM kpis WHERE kpi_id IN (SELECT max(k.kpi_id) FROM kpis k LEFT JOIN tasks t ON t.task_id = k.task_id
     WHERE k.run_id = ? AND (k.task_id IS NULL OR k.attempt > t.attempts_before) GROUP BY coalesce(k.task_id, ''), k.name) ORDER BY kpi_id`,
  );
  const onTree = reader.prepare(
    `SELECT * FROM kpis WHERE name = ? AND source = 'measured' AND json_extract(evidence, '$.tree_hash') = ?
     AND run_id IN (SELECT run_id FROM runs WHERE project_id = ?) ORDER BY kpi_id DESC LIMIT 1`,
  );
  return {
    /** The newest measurement of a KPI on a tree, in any run of the project. */
    onTree: (name: string, tree: string, projectId: number): Kpi | undefined => {
      const row = onTree.get(name, tree, projectId) as KpiRow | undefined;
      return row === undefined ? undefined : toKpi(row);
    },
    currentOfRun: (runId: string): Kpi[] => (ofRun.all(runId) as KpiRow[]).map(toKpi),
  };
}

/** Storing KPIs. */
export function createKpiWrites(writer: Writer) {
  const insert = writer.prepare(
    `INSERT INTO kpis (task_id, attempt, run_id, name, state, value, threshold, source, evidence, created_at)
     VALUES (@taskId, @attempt, @runId, @name, @state, @value, @threshold, @source, @evidence, @createdAt)`,
  );
  return {
    insert: (kpi: Kpi) =>
      insert.run({
        ...kpi,
        value: JSON.stringify(kpi.value),
        threshold: JSON.stringify(kpi.threshold),
        evidence: kpi.evidence === null ? null : JSON.stringify(kpi.evidence),
      }),
  };
}

function toKpi(row: KpiRow): Kpi {
  return {
    taskId: row.task_id,
    attempt: row.attempt,
    runId: row.run_id,
    name: row.name,
    state: row.state,
    source: row.source,
    createdAt: row.created_at,
    value: JSON.parse(row.value) as unknown,
    threshold: JSON.parse(row.threshold) as unknown,
    evidence: row.evidence === null ? null : (JSON.parse(row.evidence) as Evidence),
  };
}
