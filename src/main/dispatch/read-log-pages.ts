import { open, type FileHandle } from 'node:fs/promises';
import type { LogLine } from '#shared/contract/pas-schemas.ts';
import type { Turns } from '../streams/take-turns.ts';

// Reading backwards stops here: older output stays in the file.
const FARTHEST_BYTES = 8 * 1024 * 1024;
/** What is read and parsed in one piece: less than a millisecond. */
const PAGE_BYTES = 64 * 1024;
/** What one answer holds; the rest is read on from where it ends. */
const ANSWER_BYTES = 1024 * 1024;

/** Lines of a log file, and the offset behind the last complete line that was read. */
export interface LogPage {
  lines: LogLine[];
  next: number;
}

export interface LogReading {
  file: string;
  size: number;
  isWanted: (line: LogLine) => boolean;
  turns: Turns;
}

/** The wanted lines of so much of the file after an offset, or of one page. */
export async function readLogAfter(
  { file, size, isWanted, turns }: LogReading,
  after: number,
  mostBytes = ANSWER_BYTES,
): Promise<LogPage> {
  if (size <= after) return { lines: [], next: after };
  const lines: LogLine[] = [];
  let next = after;
  await using handle = await open(file, 'r');
  let page = PAGE_BYTES;
  while (next < size && next - after < mostBytes) {
    const bytes = await readBytes(handle, next, Math.min(size, next + page));
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    if (end === 0) {
      // A line that does not fit into the page, or one that is being written.
      if (next + page >= size) break;
      page *= 2;
      continue;
    }
    const start = next;
    lines.push(...(await turns.take(() => parseLines(bytes.subarray(0, end), start))));
    next += end;
  }
  return { lines: lines.filter((line) => isWanted(line)), next };
}

/** The last `count` wanted lines, of at most 1 MB and of the file's last 8 MB. */
export async function readLogTail(
  { file, size, isWanted, turns }: LogReading,
  count: number,
): Promise<LogPage> {
  const floor = Math.max(0, size - FARTHEST_BYTES);
  let next: number | undefined;
  if (size === 0) return { lines: [], next: floor };
  const pages: LogLine[][] = [];
  let missing = count;
  let leftBytes = ANSWER_BYTES;
  let end = size;
  // The end of a line whose beginning lies before `end`.
  let rest = Buffer.alloc(0);
  let page = PAGE_BYTES;
  await using handle = await open(file, 'r');
  while (end > floor && missing > 0 && leftBytes > 0) {
    const from = Math.max(floor, end - page);
    const bytes = Buffer.concat([await readBytes(handle, from, end), rest]);
    const cut = from === 0 ? 0 : bytes.indexOf(LINE_FEED) + 1;
    end = from;
    if (cut === 0 && from > 0) {
      page *= 2;
      rest = bytes;
      continue;
    }
    rest = bytes.subarray(0, cut);
    const lines = await turns.take(() => parseLines(bytes.subarray(cut), from + cut));
    next ??= lines.at(-1)?.offset;
    const wanted = lines.filter((line) => isWanted(line)).slice(-missing);
    pages.push(wanted);
    missing -= wanted.length;
    if (wanted.length > 0) leftBytes -= bytes.length;
  }
  return { lines: pages.toReversed().flat(), next: next ?? floor };
}

const LINE_FEED = 10;

async function readBytes(handle: FileHandle, from: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(end - from);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
  return buffer.subarray(0, bytesRead);
}

/**
 * Complete lines only: one that is being written is read next time. A torn line after a crash is
 * left out.
 */
function parseLines(bytes: Buffer, start: number): LogLine[] {
  const lines: LogLine[] = [];
  let at = 0;
  for (;;) {
    const end = bytes.indexOf(LINE_FEED, at) + 1;
    if (end === 0) return lines;
    const line = parseLine(bytes.toString('utf8', at, end - 1));
    if (line !== null) lines.push({ ...line, offset: start + end });
    at = end;
  }
}

function parseLine(piece: string): Omit<LogLine, 'offset'> | null {
  try {
    return JSON.parse(piece) as Omit<LogLine, 'offset'>;
  } catch {
    return null;
  }
}
