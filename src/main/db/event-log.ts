import type { eventSchema } from '#shared/contract/pas-schemas.ts';
import type { z } from 'zod';
import type { Reader, Writer } from './open-ledger.ts';

export type LedgerEvent = z.infer<typeof eventSchema>;

/** What a write says happened; numbered and dated when it is appended. */
export interface NewEvent {
  type: string;
  projectId?: number | null;
  runId?: string | null;
  taskId?: string | null;
  data?: Record<string, unknown>;
}

interface EventRow {
  seq: number;
  ts: number;
  type: string;
  project_id: number | null;
  run_id: string | null;
  task_id: string | null;
  data: string;
}

/** Appends to the event log inside the current transaction and remembers what is not yet announced. */
export interface EventLog {
  append(event: NewEvent, nowMs: number): void;
  /** Number of events appended but not announced; a savepoint's rollback truncates to it. */
  mark(): number;
  truncate(mark: number): void;
  /** Takes the appended events for announcing, after their commit. */
  drain(): LedgerEvent[];
}

export function createEventLog(writer: Writer): EventLog {
  const insert = writer.prepare(
    'INSERT INTO events (ts, type, project_id, run_id, task_id, data) VALUES (?, ?, ?, ?, ?, ?)',
  );
  let pending: LedgerEvent[] = [];
  return {
    append(event, nowMs) {
      const { type, projectId = null, runId = null, taskId = null, data = {} } = event;
      const result = insert.run(nowMs, type, projectId, runId, taskId, JSON.stringify(data));
      pending.push({
        seq: Number(result.lastInsertRowid),
        ts: new Date(nowMs).toISOString(),
        type,
        project_id: projectId,
        run_id: runId,
        task_id: taskId,
        data,
      });
    },
    mark: () => pending.length,
    truncate(mark) {
      pending.length = mark;
    },
    drain() {
      const events = pending;
      pending = [];
      return events;
    },
  };
}

/** Events after a sequence number, oldest first. */
export function readEventsAfter(
  reader: Reader,
  after: number,
  filter: { runId?: string | undefined; limit: number },
): LedgerEvent[] {
  const rows =
    filter.runId === undefined
      ? reader
          .prepare('SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?')
          .all(after, filter.limit)
      : reader
          .prepare('SELECT * FROM events WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT ?')
          .all(filter.runId, after, filter.limit);
  return (rows as EventRow[]).map((row) => ({
    ...row,
    ts: new Date(row.ts).toISOString(),
    data: JSON.parse(row.data) as Record<string, unknown>,
  }));
}

/** Sequence number of the newest event; 0 when there is none. */
export function lastEventSeq(reader: Reader): number {
  const row = reader.prepare('SELECT seq FROM events ORDER BY seq DESC LIMIT 1').get() as
    | { seq: number }
    | undefined;
  return row?.seq ?? 0;
}
