import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { services } from '#shared/contract/contract.ts';
import type { AllHandlers, Operation } from '#shared/contract/contract.ts';
import { AppError, toProblem } from '#shared/errors.ts';

type Pieces = { [S in keyof AllHandlers]: AllHandlers[S] };
/** Answers by operation name, as a handler of the contract would give them. */
export type Answers = Partial<Pieces['pas'] & Pieces['plms'] & Pieces['rag']>;

export interface Received {
  name: string;
  input: Record<string, unknown>;
  key: string | undefined;
}

/**
 * Another program that serves the contract over HTTP: it checks every request and its own answers
 * with the contract's schemas. Every service has its own prefix, and operations without an answer
 * are refused.
 */
export async function startPeer(answers: Answers) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void answer(answers, received, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  return {
    received,
    env: {
      PAS_API_BASE_URL: `${base}/pas-service`,
      PLMS_API_BASE_URL: `${base}/plms-service`,
      RAG_API_BASE_URL: `${base}/rag-service`,
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(
  answers: Answers,
  received: Received[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { name, operation, input } = await readRequest(request);
    received.push({ name, input, key: request.headers['idempotency-key'] as string | undefined });
    const handler = answers[name as keyof Answers] as unknown;
    if (typeof handler !== 'function') throw new AppError('unknown_route', `no answer for ${name}`);
    if (operation.type === 'eventStream') {
      await sendEvents(handler(input) as AsyncIterable<unknown>, response);
      return;
    }
    const output = operation.response.parse(await handler(input));
    response.writeHead(operation.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(output));
  } catch (error) {
    const document = toProblem(error);
    response.writeHead(document.status, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify(document));
  }
}

async function sendEvents(events: AsyncIterable<unknown>, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  let id = 0;
  for await (const event of events) {
    response.write(`id: ${(id += 1)}\ndata: ${JSON.stringify(event)}\n\n`);
  }
}

async function readRequest(request: IncomingMessage) {
  const url = new URL(request.url ?? '/', 'http://peer');
  const [, prefix = '', ...rest] = url.pathname.split('/');
  const service = services[prefix.replace('-service', '') as keyof typeof services];
  const path = `/${rest.join('/')}`;
  for (const [name, operation] of Object.entries<Operation>(service.contract)) {
    const params = matchPath(operation, request.method ?? 'GET', path);
    if (params === null) continue;
    const query = operation.query.parse(Object.fromEntries(url.searchParams));
    const body = request.method === 'GET' ? {} : JSON.parse(await text(request));
    const parts =
      operation.type === 'endpoint'
        ? { ...operation.params.parse(params), ...query, ...operation.body.parse(body) }
        : query;
    return { name, operation, input: parts };
  }
  throw new AppError('unknown_route', `${request.method} ${path}`);
}

function matchPath(operation: Operation, method: string, path: string) {
  const expected = operation.type === 'endpoint' ? operation.method : 'GET';
  if (expected !== method) return null;
  const pattern = operation.path.replaceAll(/:([a-z_]+)/g, '(?<$1>[^/]+)');
  const match = new RegExp(`^${pattern}$`).exec(path);
  return match === null ? null : { ...match.groups };
}
