import { createHash } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { appendFile, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogLine } from '#shared/contract/pas-schemas.ts';
import { masker } from '../secrets/masker.ts';

type NewLine = Pick<LogLine, 'ts' | 'task_id' | 'stream' | 'text'>;

interface LogQuery {
  taskIds?: ReadonlySet<string> | undefined;
  after?: number | undefined;
  tail: number;
  /** How much of the file is read at once; more only for a line that is longer. */
  mostBytes?: number;
}

/**
 * The output of each run, one JSON line per line of output, in a file of its own. An offset is a
 * position in that file.
 */
export interface RunLogs {
  append(runId: string, lines: readonly NewLine[]): void;
  /** Lines after an offset, or the last `tail` ones. */
  read(runId: string, query: LogQuery): Promise<{ lines: LogLine[]; next: number }>;
  /** Calls back when lines of the run are on disk; returns the way to stop. */
  watch(runId: string, listener: () => void): () => void;
  flush(): Promise<void>;
}

// Reading backwards for a tail stops here: older output stays in the file.
const MAX_READ_BYTES = 8 * 1024 * 1024;

export function createRunLogs(folder: string): RunLogs {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
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
    async read(runId, query) {
      const file = fileOf(folder, runId);
      const size = sizeOf(file);
      const from = query.after ?? Math.max(0, size - MAX_READ_BYTES);
      const cutFirst = query.after === undefined && from > 0;
      const most = query.mostBytes ?? MAX_READ_BYTES;
      const { text, start } = await readFrom(file, { from, size, most, cutFirst });
      const all = parseLines(text, start);
      const next = all.at(-1)?.offset ?? from;
      const wanted =
        query.taskIds === undefined ? all : all.filter((line) => query.taskIds?.has(line.task_id));
      return { lines: query.after === undefined ? wanted.slice(-query.tail) : wanted, next };
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

interface Piece {
  from: number;
  size: number;
  most: number;
  cutFirst: boolean;
}

async function readFrom(file: string, piece: Piece): Promise<{ text: string; start: number }> {
  const { from, size, most, cutFirst } = piece;
  if (size <= from) return { text: '', start: from };
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(size - from, most));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
    const bytes = buffer.subarray(0, bytesRead);
    // A line that does not fit into the piece.
    if (bytesRead === most && most < MAX_READ_BYTES && !bytes.includes(10))
      return await readFrom(file, { ...piece, most: most * 2 });
    const skip = cutFirst ? bytes.indexOf(10) + 1 : 0;
    return { text: bytes.subarray(skip).toString('utf8'), start: from + skip };
  } finally {
    await handle.close();
  }
}

/**
 * Complete lines only: one that is being written is read next time. A torn line after a crash is
 * left out.
 */
function parseLines(text: string, start: number): LogLine[] {
  const lines: LogLine[] = [];
  let offset = start;
  const pieces = text.split('\n');
  pieces.pop();
  for (const piece of pieces) {
    offset += Buffer.byteLength(piece) + 1;
    const line = parseLine(piece);
    if (line !== null) lines.push({ ...line, offset });
  }
  return lines;
}

function parseLine(piece: string): Omit<LogLine, 'offset'> | null {
  try {
    return JSON.parse(piece) as Omit<LogLine, 'offset'>;
  } catch {
    return null;
  }
}
