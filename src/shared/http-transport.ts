import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Transport } from './client.ts';
import type { Operation, ServiceName } from './contract/contract.ts';
import { AppError, fromProblem, type Problem } from './errors.ts';
import { toHttpRequest } from './http-request.ts';

/** What of the web's Response is used. */
export interface ResponseLike {
  readonly ok: boolean;
  readonly status: number;
  readonly body: { getReader(): ChunkReader } | null;
  text(): Promise<string>;
}

export interface ChunkReader {
  read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

/** The web's fetch, structurally: Node's and every browser's fit. */
export type FetchLike = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal?: AbortSignal },
) => Promise<ResponseLike>;

export interface HttpTransportOptions {
  fetch: FetchLike;
  /** Address of a service without a trailing slash, e.g. `http://localhost:6200` or `/svc/pas`. */
  baseUrl: (service: ServiceName) => string;
  /** Turns streamed bytes into text, keeping characters that are cut between chunks. */
  createDecoder: () => { decode(bytes: Uint8Array, options: { stream: true }): string };
  /** Waits before a broken stream is taken up again, in ms. */
  wait: (ms: number) => Promise<void>;
  /** Bearer token, where the service asks for one. */
  token?: string;
}

const RECONNECT_MS = 1000;

/** Carries calls over HTTP and streams over Server-Sent Events, resumed where they broke off. */
export function createHttpTransport(options: HttpTransportOptions): Transport {
  return {
    call: async (service, _name, ...[operation, input, callOptions]) => {
      const parts = toHttpRequest(operation, input);
      const headers = headersFor(options);
      if (parts.body !== undefined) headers['content-type'] = 'application/json';
      const key = callOptions.idempotencyKey;
      if (key !== undefined) headers['idempotency-key'] = key;
      const response = await send(options, service, parts.path, {
        method: parts.method,
        headers,
        ...(parts.body === undefined ? {} : { body: parts.body }),
        ...(callOptions.signal === undefined ? {} : { signal: callOptions.signal }),
      });
      const text = await response.text();
      if (!response.ok) throw toError(response.status, text);
      return JSON.parse(text) as unknown;
    },
    stream: (service, _name, ...[operation, input, signal]) =>
      follow(options, { service, operation, input, signal }),
  };
}

interface Following {
  service: ServiceName;
  operation: Operation;
  input: Record<string, unknown>;
  signal: AbortSignal;
}

async function* follow(
  options: HttpTransportOptions,
  { service, operation, input, signal }: Following,
): AsyncGenerator<unknown> {
  let lastId: string | undefined;
  while (!signal.aborted) {
    const headers = headersFor(options);
    if (lastId !== undefined) headers['last-event-id'] = lastId;
    const { path } = toHttpRequest(operation, input);
    try {
      const response = await send(options, service, path, { method: 'GET', headers, signal });
      if (!response.ok) throw toError(response.status, await response.text());
      let hasCome = false;
      for await (const message of readMessages(options, response)) {
        hasCome = true;
        lastId = message.id ?? lastId;
        if (message.event === 'error') throw fromProblem(JSON.parse(message.data) as Problem);
        yield JSON.parse(message.data) as unknown;
      }
      // One connection carries so much; the rest comes over the next.
      if (hasCome) continue;
    } catch (error) {
      if (signal.aborted) return;
      // Before the first event the caller gets the error; later a broken stream is opened again.
      if (lastId === undefined || !isBroken(error)) throw error;
    }
    if (!signal.aborted) await options.wait(RECONNECT_MS);
  }
}

async function* readMessages(
  options: HttpTransportOptions,
  response: ResponseLike,
): AsyncGenerator<EventSourceMessage> {
  const queue: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => queue.push(message) });
  const decoder = options.createDecoder();
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || value === undefined) return;
      parser.feed(decoder.decode(value, { stream: true }));
      yield* queue.splice(0);
    }
  } finally {
    // Fails when the connection is gone already, which is what it is for.
    await reader.cancel().catch(() => undefined);
  }
}

function headersFor({ token }: HttpTransportOptions): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

async function send(
  options: HttpTransportOptions,
  service: ServiceName,
  path: string,
  init: Parameters<FetchLike>[1],
): Promise<ResponseLike> {
  const url = options.baseUrl(service) + path;
  try {
    return await options.fetch(url, init);
  } catch (cause) {
    throw new AppError('unreachable', `Slipway does not answer at ${url}; is it running?`, {
      cause,
    });
  }
}

function isBroken(error: unknown): boolean {
  return !(error instanceof AppError) || error.code === 'unreachable' || error.code === 'stopping';
}

function toError(status: number, text: string): AppError {
  const problem = parseProblem(text);
  if (problem !== undefined) return fromProblem(problem);
  return new AppError('internal', `The service answered ${status} without a reason.`);
}

function parseProblem(text: string): Problem | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    const isProblem = typeof value === 'object' && value !== null && 'code' in value;
    return isProblem ? (value as Problem) : undefined;
  } catch {
    return undefined; // Not from this service: a proxy's page, say.
  }
}
