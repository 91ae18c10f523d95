import { createGrowingCount, createGrowingTotal } from './growing-total.ts';
import type { Reader, Writer } from './open-ledger.ts';

export interface ReceiptRow {
  task_id: string;
  run_id: string;
  lane: string;
  provider: string;
  mode: 'real' | 'synthetic';
  attempt: number;
  status: 'succeeded' | 'failed' | 'skipped';
  tokens_in: number;
  tokens_out: number;
  tokens_think: number;
  tokens_tool_use: number;
  time_ms: number;
  cpu_ms: number | null;
  cost_micro: number;
  cost_known: 0 | 1;
  energy_kwh: number | null;
  energy_source: 'measured' | 'estimated' | 'reported' | 'unknown';
  carbon_kg: number | null;
  echo_cos: number | null;
  artifacts_path: string | null;
  failure_class: 'transient' | 'tool' | 'model' | 'policy' | 'lease_lost' | null;
  created_at: number;
}

/** What a list of tasks shows of a receipt. */
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

/** Reading receipts. */
export function createReceiptReads(reader: Reader) {
  const byTask = reader.prepare('SELECT * FROM receipts WHERE task_id = ?');
  const ofRun = reader.prepare(
    'SELECT r.* FROM receipts r JOIN tasks t ON t.task_id = r.task_id WHERE r.run_id = ? ORDER BY t.seq',
  );
  const figures = reader.prepare(
    'SELECT task_id, time_ms, cost_micro, tokens_in, tokens_out, tokens_think, tokens_tool_use, energy_kwh FROM receipts WHERE run_id = ?',
  );
  const countAll = createGrowingCount(reader, 'receipts');
  const spentSince = createGrowingTotal(reader, {
    newest: 'SELECT max(rowid) FROM receipts',
    all: 'SELECT coalesce(sum(cost_micro), 0) FROM receipts WHERE created_at >= @key',
    // The plus keeps SQLite on the row ids: the rows of a whole day are many, the new ones few.
    added:
      'SELECT coalesce(sum(cost_micro), 0) FROM receipts WHERE rowid > @after AND +created_at >= @key',
  });
  const burn = reader
    .prepare(
      'SELECT coalesce(sum(cost_micro), 0) FROM receipts WHERE run_id = ? AND created_at >= ?',
    )
    .pluck();
  return {
    get: (taskId: string) => byTask.get(taskId) as ReceiptRow | undefined,
    listOfRun: (runId: string) => ofRun.all(runId) as ReceiptRow[],
    /** The figures of a run's receipts by task. */
    figuresOfRun: (runId: string) =>
      new Map((figures.all(runId) as ReceiptFigures[]).map((row) => [row.task_id, row])),
    countAll,
    /** Micro-dollars spent by every run since a time. */
    spentSince: (sinceMs: number) => spentSince(sinceMs),
    /** Micro-dollars spent by one run since a time. */
    runSpentSince: (runId: string, sinceMs: number) => burn.get(runId, sinceMs) as number,
  };
}

/** Storing receipts: one a task, in the transaction that ends it. */
export function createReceiptWrites(writer: Writer) {
  const insert = writer.prepare(
    `INSERT INTO receipts VALUES (@task_id, @run_id, @lane, @provider, @mode, @attempt, @status, @tokens_in, @tokens_out, @tokens_think,
     @tokens_tool_use, @time_ms, @cpu_ms, @cost_micro, @cost_known, @energy_kwh, @energy_source, @carbon_kg, @echo_cos, @artifacts_path,
     @failure_class, @created_at)`,
  );
  return {
    insert: (receipt: ReceiptRow) => insert.run(receipt),
  };
}
