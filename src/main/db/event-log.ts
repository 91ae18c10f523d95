import type Database from 'better-sqlite3';
import type { EventData, EventType, SubjectOf, WireEvent } from '#shared/events.ts';
import type { Reader, Writer } from './open-ledger.ts';

interface Ids {
  task: { projectId: number; runId: string; taskId: string };
  run: { projectId?: number; runId: string; taskId?: string | null };
  project: { projectId: number; runId?: string };
  any: { projectId?: number | null; runId?: string };
}

/** What a write says happened; numbered and dated when it is appended. */
export type NewEvent = {
  [T in EventType]: { type: T; data: EventData<T> } & Ids[SubjectOf<T>];
}[EventType];

interface EventRow {
  seq: number;
  ts: number;
  type: string;
  project_id: number | null;
  run_id: string | null;
  task_id: string | null;
  data: string;
}

/**
 * Appends to the event log inside the current transaction and remembers what is not yet announced.
 */
export interface EventLog {
  append(event: NewEvent, nowMs: number): void;
  /** Number of events appended but not announced; a savepoint's rollback truncates to it. */
  mark(): number;
  truncate(mark: number): void;
  /** Takes the appended events for announcing, after their commit. */
  drain(): WireEvent[];
}

export function createEventLog(writer: Writer): EventLog {
  const insert = writer.prepare(
    'INSERT INTO events (ts, type, project_id, run_id, task_id, data) VALUES (?, ?, ?, ?, ?, ?)',
  );
  let pending: WireEvent[] = [];
  return {
    append(event, nowMs) {
      const { type, projectId = null, runId = null, data } = event;
      const taskId = ('taskId' in event ? event.taskId : null) ?? null;
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
): WireEvent[] {
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
    data: readData(row.data),
  }));
}

/** Whatever another version wrote: what is not an object is shown as the text it is. */
function readData(text: string): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data === 'object' && data !== null && !Array.isArray(data))
      return data as Record<string, unknown>;
  } catch {
    // Not JSON: shown as text like the rest.
  }
  return { text };
}

/** Sequence number of the newest event; 0 when there is none. */
export function lastEventSeq(reader: Reader): number {
  let newest = newestOf.get(reader);
  if (newest === undefined) {
    newest = reader.prepare<[], number>('SELECT seq FROM events ORDER BY seq DESC LIMIT 1').pluck();
    newestOf.set(reader, newest);
  }
  return newest.get() ?? 0;
}

// Preparing it takes several times as long as asking it, and every look at the portfolio asks.
const newestOf = new WeakMap<Reader, Database.Statement<[], number>>();

/** When the newest event was, epoch ms; null when there is none. */
export function lastEventMs(reader: Reader): number | null {
  const newest = reader.prepare('SELECT ts FROM events ORDER BY seq DESC LIMIT 1').pluck().get();
  return (newest as number | undefined) ?? null;
}
