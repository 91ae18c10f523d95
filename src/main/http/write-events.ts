import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { toProblem } from '#shared/errors.ts';

export interface EventWriting {
  iterator: AsyncIterator<unknown>;
  /** The pending first event. */
  first: Promise<IteratorResult<unknown>>;
  response: ServerResponse;
  signal: AbortSignal;
  /** Silence after which a comment keeps the connection alive, in ms. */
  heartbeatMs?: number;
  /** How long a reader may leave a full buffer untouched before it is dropped, in ms. */
  stallMs?: number;
}

const HEARTBEAT_MS = 15_000;
/**
 * What one connection carries; who reads opens the next one. The system takes in many megabytes for
 * a reader that takes nothing, and what it holds for all connections together is limited: beyond
 * that, those of everybody stand still.
 */
const CONNECTION_CHARS = 1024 * 1024;
const STALL_MS = 30_000;

/** Writes events as they come, no faster than the reader takes them, until either side ends. */
export async function writeEvents(writing: EventWriting): Promise<void> {
  const { response, signal, iterator } = writing;
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.write('retry: 1000\n\n');
  const heartbeat = setInterval(() => {
    if (!response.writableNeedDrain) response.write(': still here\n\n');
  }, writing.heartbeatMs ?? HEARTBEAT_MS);
  const end = (): void => void response.end();
  signal.addEventListener('abort', end, { once: true });
  try {
    await pump(writing);
  } catch (error) {
    if (!signal.aborted)
      response.write(`event: error\ndata: ${JSON.stringify(toProblem(error))}\n\n`);
  } finally {
    clearInterval(heartbeat);
    response.end();
    await iterator.return?.();
  }
}

async function pump({ iterator, first, response, signal, stallMs }: EventWriting): Promise<void> {
  let next = await first;
  let written = 0;
  while (next.done !== true && !signal.aborted) {
    gather(response);
    const text = formatEvent(next.value);
    written += text.length;
    const goesOn = response.write(text);
    if (written > CONNECTION_CHARS) return;
    if (!goesOn) {
      await drained(response, signal, stallMs ?? STALL_MS);
    }
    next = await iterator.next();
  }
}

// Events that come in one piece leave in one: a system call for each of a hundred would cost more
// than reading them.
function gather(response: ServerResponse): void {
  if (response.writableCorked > 0) return;
  response.cork();
  process.nextTick(() => response.uncork());
}

// The reader resumes by Last-Event-ID, so dropping it loses nothing.
async function drained(
  response: ServerResponse,
  signal: AbortSignal,
  stallMs: number,
): Promise<void> {
  const timer = setTimeout(() => response.destroy(), stallMs);
  try {
    await once(response, 'drain', { signal });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * One event's text: `id` is its `seq` or `offset`, `event` its `type`. JSON holds no line break.
 */
export function formatEvent(event: unknown): string {
  const fields = typeof event === 'object' && event !== null ? event : {};
  const id = 'seq' in fields ? fields.seq : 'offset' in fields ? fields.offset : undefined;
  const type = 'type' in fields && typeof fields.type === 'string' ? fields.type : undefined;
  const lines = [
    ...(typeof id === 'number' ? [`id: ${id}`] : []),
    ...(type === undefined ? [] : [`event: ${type.replaceAll(/[\r\n]/g, ' ')}`]),
    `data: ${JSON.stringify(event)}`,
  ];
  return `${lines.join('\n')}\n\n`;
}
