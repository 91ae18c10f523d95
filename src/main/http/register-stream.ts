import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EventStream } from '#shared/contract/contract.ts';
import { invalidInput } from './field-errors.ts';
import { readInput } from './read-input.ts';
import { writeEvents } from './write-events.ts';

export type StreamHandler = (
  input: Record<string, unknown>,
  signal: AbortSignal,
) => AsyncIterable<unknown>;

/** How long a stream may take to refuse its input before the answer starts as a stream, in ms. */
const REFUSAL_WINDOW_MS = 50;

/** Adds an event stream as Server-Sent Events. Every open stream ends when the instance closes. */
export function registerStream(
  app: FastifyInstance,
  operation: EventStream,
  handler: StreamHandler,
  prefix: string,
): void {
  const open = new Set<AbortController>();
  app.addHook('preClose', async () => {
    for (const controller of open) controller.abort();
  });
  app.get(prefix + operation.path, { exposeHeadRoute: false }, async (request, reply) => {
    const input = readInput(operation, {
      params: {},
      query: resumedQuery(request),
      body: undefined,
    });
    const controller = new AbortController();
    open.add(controller);
    reply.raw.once('close', () => {
      open.delete(controller);
      controller.abort();
    });
    const iterator = handler(input, controller.signal)[Symbol.asyncIterator]();
    await answerStream(iterator, controller, reply);
  });
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
