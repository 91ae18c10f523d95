import { createGrowingCount, createGrowingTotal } from './growing-total.ts';
import type { Reader, Writer } from './open-ledger.ts';

export interface ReceiptRow {
  task_id: string;
  run_id: string;
  lane: string;
  provider: string;
  mode: 'real' | 'synthetic';
  attempt: number;
  /** `lost`: its lease was lost, and what it used is not known until a late report says. */
  status: 'succeeded' | 'failed' | 'skipped' | 'lost';
  tokens_in: number;
  tokens_out: number;
  tokens_think: number;
  tokens_tool_use: number;
  time_ms: number;
  cpu_ms: number | null;
  cost_micro: number;
  cost_known: 0 | 1;
  energy_kwh: number | null;
  energy_source: 'measured' | 'estimated' | 'reported' | 'synthetic' | 'unknown';
  carbon_kg: number | null;
  echo_cos: number | null;
  artifacts_path: string | null;
  failure_class: 'transient' | 'tool' | 'model' | 'policy' | 'lease_lost' | null;
  created_at: number;
  /** When a late report said what an attempt used that had been let go. */
  filled_at: number | null;
  /** The rule that the attempt ran under; null: it needed none. */
  rule_id: number | null;
}

/**
 * What a list of tasks shows of a task's receipts: the sums over its attempts, and how long the
 * newest took.
 */
export type ReceiptFigures = Pick<
  ReceiptRow,
  | 'task_id'
  | 'time_ms'
  | 'cost_micro'
  | 'tokens_in'
  | 'tokens_out'
  | 'tokens_think'
  | 'tokens_tool_use'
  | 'energy_kwh'
>;

// SQLite takes the bare column from the row that has the maximum.
const FIGURES = `SELECT task_id, max(attempt), time_ms, sum(cost_micro) AS cost_micro, sum(tokens_in) AS tokens_in,
  sum(tokens_out) AS tokens_out, sum(tokens_think) AS tokens_think, sum(tokens_tool_use) AS tokens_tool_use,
  CASE WHEN count(energy_kwh) = count(*) THEN sum(energy_kwh) END AS energy_kwh FROM receipts`;

/** Reading receipts. */
export function createReceiptReads(reader: Reader) {
  const ofTask = reader.prepare('SELECT * FROM receipts WHERE task_id = ? ORDER BY attempt');
  const newest = reader.prepare(
    'SELECT * FROM receipts WHERE task_id = ? ORDER BY attempt DESC LIMIT 1',
  );
  const ofRun = reader.prepare(
    'SELECT r.* FROM receipts r JOIN tasks t ON t.task_id = r.task_id WHERE r.run_id = ? ORDER BY t.seq, r.attempt LIMIT ? OFFSET ?',
  );
  const figures = (where: string) => reader.prepare(`${FIGURES} WHERE ${where} GROUP BY task_id`);
  const ofRunByTask = figures('run_id = ?');
  const ofOneTask = figures('task_id = ?');
  const countAll = createGrowingCount(reader, 'receipts');
  const spentSince = createGrowingTotal(reader, {
    newest: 'SELECT max(rowid) FROM receipts',
    all: 'SELECT coalesce(sum(cost_micro), 0) FROM receipts WHERE created_at >= @key',
    // The plus keeps SQLite on the row ids: the rows of a whole day are many, the new ones few.
    added:
      'SELECT coalesce(sum(cost_micro), 0) FROM receipts WHERE rowid > @after AND +created_at >= @key',
    corrections: 'SELECT count(*) FROM receipts WHERE filled_at IS NOT NULL',
  });
  const burn = reader
    .prepare(
      'SELECT coalesce(sum(cost_micro), 0) FROM receipts WHERE run_id = ? AND created_at >= ?',
    )
    .pluck();
  return {
    /** The receipt of a task's newest ended attempt. */
    newestOf: (taskId: string) => newest.get(taskId) as ReceiptRow | undefined,
    /** One for each ended attempt, oldest first. */
    listOfTask: (taskId: string) => ofTask.all(taskId) as ReceiptRow[],
    /** All of them unless a part is asked for. */
    listOfRun: (
      runId: string,
      part: { limit: number; offset: number } = { limit: -1, offset: 0 },
    ) => ofRun.all(runId, part.limit, part.offset) as ReceiptRow[],
    /** The figures of a run's receipts by task. */
    figuresOfRun: (runId: string) =>
      new Map((ofRunByTask.all(runId) as ReceiptFigures[]).map((row) => [row.task_id, row])),
    figuresOfTask: (taskId: string) => ofOneTask.get(taskId) as ReceiptFigures | undefined,
    countAll,
    /** Micro-dollars spent by every run since a time. */
    spentSince: (sinceMs: number) => spentSince(sinceMs),
    /** Micro-dollars spent by one run since a time. */
    runSpentSince: (runId: string, sinceMs: number) => burn.get(runId, sinceMs) as number,
  };
}

/** Storing receipts: one for each attempt, in the transaction that ends it. */
export function createReceiptWrites(writer: Writer) {
  const insert = writer.prepare(
    `INSERT INTO receipts VALUES (@task_id, @run_id, @lane, @provider, @mode, @attempt, @status, @tokens_in, @tokens_out, @tokens_think,
     @tokens_tool_use, @time_ms, @cpu_ms, @cost_micro, @cost_known, @energy_kwh, @energy_source, @carbon_kg, @echo_cos, @artifacts_path,
     @failure_class, @created_at, @filled_at, @rule_id)`,
  );
  const fill = writer.prepare(
    `UPDATE receipts SET provider = @provider, tokens_in = @tokens_in, tokens_out = @tokens_out, tokens_think = @tokens_think,
     tokens_tool_use = @tokens_tool_use, time_ms = @time_ms, cost_micro = @cost_micro, cost_known = 1, energy_kwh = @energy_kwh,
     energy_source = @energy_source, carbon_kg = @carbon_kg, echo_cos = @echo_cos, artifacts_path = @artifacts_path, filled_at = @filled_at
     WHERE task_id = @task_id AND attempt = @attempt AND cost_known = 0 AND filled_at IS NULL`,
  );
  return {
    /** Stores what an attempt of unknown cost used, once. */
    fillUnknown: (receipt: ReceiptRow) => fill.run(receipt),
    insert: (receipt: ReceiptRow) => insert.run(receipt),
  };
}
