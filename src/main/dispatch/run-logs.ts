import { createHash } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogLine } from '#shared/contract/pas-schemas.ts';
import { masker } from '../secrets/masker.ts';
import { createTurns } from '../streams/take-turns.ts';
import { readLogAfter, readLogTail, type LogPage } from './read-log-pages.ts';

type NewLine = Pick<LogLine, 'ts' | 'task_id' | 'stream' | 'text'>;

interface LogQuery {
  taskIds?: ReadonlySet<string> | undefined;
  after?: number | undefined;
  tail: number;
  /** How much of the file is read after an offset; default what one answer holds. */
  mostBytes?: number;
}

/**
 * The output of each run, one JSON line per line of output, in a file of its own. An offset is a
 * position in that file.
 */
export interface RunLogs {
  append(runId: string, lines: readonly NewLine[]): void;
  /** The file with a run's output; it need not be there. */
  fileOf(runId: string): string;
  /** Lines after an offset, or the last `tail` ones; no more than 1 MB of them. */
  read(runId: string, query: LogQuery): Promise<LogPage>;
  /** Calls back when lines of the run are on disk; returns the way to stop. */
  watch(runId: string, listener: () => void): () => void;
  flush(): Promise<void>;
}

/** Reading logs takes a quarter of the thread at most. */
const REST_OF_READERS = 3;

export function createRunLogs(folder: string): RunLogs {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const turns = createTurns({ rest: REST_OF_READERS });
  const chains = new Map<string, Promise<void>>();
  const listeners = new Map<string, Set<() => void>>();

  function append(runId: string, lines: readonly NewLine[]): void {
    const text = lines
      .map(
        (line) => `${JSON.stringify({ ...line, text: masker.mask(line.text), run_id: runId })}\n`,
      )
      .join('');
    const before = chains.get(runId) ?? Promise.resolve();
    const done = before
      .then(() => appendFile(fileOf(folder, runId), text, { mode: 0o600 }))
      .then(() => listeners.get(runId)?.forEach((listener) => listener()))
      // Output is worth less than the task: a full disk is reported by the ledger, not here.
      .catch(() => undefined)
      .finally(() => {
        if (chains.get(runId) === done) chains.delete(runId);
      });
    chains.set(runId, done);
  }

  return {
    append,
    fileOf: (runId) => fileOf(folder, runId),
    async read(runId, { taskIds, after, tail, mostBytes }) {
      const file = fileOf(folder, runId);
      const isWanted = ({ task_id }: LogLine): boolean => taskIds?.has(task_id) ?? true;
      const reading = { file, size: sizeOf(file), isWanted, turns };
      return after === undefined
        ? readLogTail(reading, tail)
        : readLogAfter(reading, after, mostBytes);
    },
    watch(runId, listener) {
      const set = listeners.get(runId) ?? new Set();
      listeners.set(runId, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(runId);
      };
    },
    async flush() {
      await Promise.all(chains.values());
    },
  };
}

/** Run ids are free text, so files are named by their hash. */
function fileOf(folder: string, runId: string): string {
  return join(folder, `${createHash('sha256').update(runId).digest('hex').slice(0, 32)}.jsonl`);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
