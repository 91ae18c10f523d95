import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EventStream } from '#shared/contract/contract.ts';
import { invalidInput } from './field-errors.ts';
import { readInput } from './read-input.ts';
import { writeEvents } from './write-events.ts';

export type StreamHandler = (
  input: Record<string, unknown>,
  signal: AbortSignal,
) => AsyncIterable<unknown>;

/** Open streams of one operation on one listener. */
const MAX_STREAMS = 512;

/** How long a stream may take to refuse its input before the answer starts as a stream, in ms. */
const REFUSAL_WINDOW_MS = 50;

/** Adds an event stream as Server-Sent Events. Every open stream ends when the instance closes. */
export function registerStream(
  app: FastifyInstance,
  operation: EventStream,
  handler: StreamHandler,
  prefix: string,
): void {
  const open = new Map<AbortController, ServerResponse>();
  app.addHook('preClose', async () => {
    for (const controller of open.keys()) controller.abort();
  });
  const options = { exposeHeadRoute: false, config: { access: operation.scope } };
  app.get(prefix + operation.path, options, async (request, reply) => {
    const input = readInput(operation, {
      params: {},
      query: resumedQuery(request),
      body: undefined,
    });
    const controller = new AbortController();
    const { ended } = request.grant;
    const stop = (): void => controller.abort();
    open.set(controller, reply.raw);
    if (open.size > MAX_STREAMS) dropOne(open);
    ended?.addEventListener('abort', stop);
    reply.raw.once('close', () => {
      open.delete(controller);
      ended?.removeEventListener('abort', stop);
      stop();
    });
    const iterator = handler(input, controller.signal)[Symbol.asyncIterator]();
    await answerStream(iterator, controller, reply);
  });
}

// A reader that was dropped resumes by Last-Event-ID and loses nothing, so a newer one always gets
// in. Who does not read is dropped first, then who has read longest.
function dropOne(open: ReadonlyMap<AbortController, ServerResponse>): void {
  const readers = [...open.values()];
  const dropped = readers.find((response) => response.writableNeedDrain) ?? readers[0];
  dropped?.destroy();
}

// Last-Event-ID is what a browser sends by itself when it reconnects, so it is the newer word.
function resumedQuery(request: FastifyRequest): Record<string, unknown> {
  const query = { ...(request.query as Record<string, unknown>) };
  const lastId = request.headers['last-event-id'];
  if (lastId === undefined || lastId === '') return query;
  if (!/^\d{1,16}$/.test(String(lastId))) {
    const message = 'must be the id of an event, a whole number';
    throw invalidInput([{ code: 'custom', path: ['Last-Event-ID'], message, input: lastId }]);
  }
  return { ...query, after: String(lastId) };
}

async function answerStream(
  iterator: AsyncIterator<unknown>,
  controller: AbortController,
  reply: FastifyReply,
): Promise<void> {
  const first = iterator.next();
  // A refusal (an unknown run, say) rejects here and becomes a problem document.
  await Promise.race([first, delay(REFUSAL_WINDOW_MS)]);
  reply.hijack();
  await writeEvents({ iterator, first, response: reply.raw, signal: controller.signal });
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
