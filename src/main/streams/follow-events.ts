import type { LogLine } from '#shared/contract/pas-schemas.ts';
import type { WireEvent } from '#shared/events.ts';
import { lastEventSeq, readEventsAfter } from '../db/event-log.ts';
import type { Reads } from '../db/reads.ts';
import { requireRun } from '../dispatch/run-states.ts';
import type { Execution, Ledger } from '../dispatch/spine.ts';
import { createSleeper } from './sleeper.ts';
import type { Turns } from './take-turns.ts';

/** What is read and handed on in one piece: about a millisecond. */
const BATCH = 100;
const LOG_BATCH_BYTES = 64 * 1024;

/** Wakes sleeping readers when something new is there. */
export interface Bell {
  ring(): void;
  listen(listener: () => void): () => void;
}

export function createBell(): Bell {
  const listeners = new Set<() => void>();
  return {
    ring: () => listeners.forEach((listener) => listener()),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What all readers of streams share. */
export interface Following {
  bell: Bell;
  turns: Turns;
}

/**
 * Events from the ledger, in order, without gaps or repeats: each reader has its own position in
 * the log, and the bell only says that it is worth reading on. Who reads from far back reads in
 * turns with all others, and the rest of the engine goes on in between; what is new needs no turn.
 * Ends when the signal aborts.
 */
export async function* followEvents(
  spine: Ledger,
  { bell, turns }: Following,
  input: { after?: number | undefined; run_id?: string | undefined },
  signal: AbortSignal,
): AsyncGenerator<WireEvent> {
  let position = input.after ?? lastEventSeq(spine.store.reader);
  const sleeper = createSleeper((wake) => bell.listen(wake), signal);
  try {
    let isBehind = input.after !== undefined;
    const read = (): WireEvent[] =>
      readEventsAfter(spine.store.reader, position, { runId: input.run_id, limit: BATCH });
    while (!signal.aborted) {
      const events = isBehind ? await turns.take(read) : read();
      for (const event of events) {
        position = event.seq;
        yield event;
      }
      isBehind = events.length === BATCH;
      if (!isBehind) await sleeper.sleep();
    }
  } finally {
    sleeper.close();
  }
}

/**
 * Lines of output carry the id that their task had when they were written; undefined: the lines of
 * all tasks.
 */
export function namesOf(read: Reads, taskId: string | undefined): ReadonlySet<string> | undefined {
  return taskId === undefined ? undefined : read.tasks.namesOf(taskId);
}

/** A run's output from an offset on; without one, from what is written next. */
export async function* followLogs(
  spine: Ledger & Execution,
  input: { run_id: string; task_id?: string | undefined; after?: number | undefined },
  signal: AbortSignal,
): AsyncGenerator<LogLine> {
  requireRun(spine.store, input.run_id);
  const taskIds = namesOf(spine.store.read, input.task_id);
  let position = input.after ?? (await spine.logs.read(input.run_id, { tail: 1 })).next;
  const sleeper = createSleeper((wake) => spine.logs.watch(input.run_id, wake), signal);
  try {
    while (!signal.aborted) {
      const { lines, next } = await spine.logs.read(input.run_id, {
        after: position,
        taskIds,
        tail: 0,
        mostBytes: LOG_BATCH_BYTES,
      });
      for (const line of lines) yield line;
      if (next === position) await sleeper.sleep();
      position = next;
    }
  } finally {
    sleeper.close();
  }
}
