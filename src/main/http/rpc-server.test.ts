import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { FastifyInstance } from 'fastify';
import { listenService } from './listen.ts';
import { createRpcServer } from './rpc-server.ts';
import type { ServiceTable } from './service-tables.ts';
import { createSampleService, sampleContract } from './testing/sample-service.ts';

let app: FastifyInstance;
let port: number;
const sample = createSampleService();

beforeAll(async () => {
  const handlers = sample.handlers as unknown as ServiceTable['handlers'];
  app = createRpcServer({ tables: { demo: { contract: sampleContract, handlers } }, version: '1' });
  ({ port } = await listenService(app, { port: 0 }));
});
afterAll(() => app.close());

async function ask(message: string): Promise<unknown> {
  const socket = new WebSocket(`ws://localhost:${port}/`);
  await once(socket, 'open');
  socket.send(message);
  const [data] = (await once(socket, 'message')) as [Buffer];
  socket.close();
  return JSON.parse(data.toString()) as unknown;
}

const call = (method: string, params: unknown, id: unknown = 1): string =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params });

describe('JSON-RPC', () => {
  it('calls an operation with its flat input and its key', async () => {
    const params = { card_id: 4, mode: 'slow', idempotency_key: 'long-enough' };
    expect(await ask(call('demo.start', params))).toEqual({
      jsonrpc: '2.0',
      id: 1,
      result: { actor: 'local', key: 'long-enough', mode: 'slow' },
    });
  });

  it.each([
    ['{', -32_700, 'malformed_json'],
    ['[]', -32_600, 'bad_request'],
    ['{"method":"demo.health"}', -32_600, 'bad_request'],
    [call('demo.health', [1]), -32_600, 'bad_request'],
    [call('demo.nothing', {}), -32_601, 'unknown_route'],
    [call('demo.events', {}), -32_601, 'unknown_route'],
    [call('demo.addCard', {}), -32_602, 'invalid_input'],
    [call('demo.breakDown', {}), -32_603, 'internal'],
    [call('demo.getCard', { card_id: 5000 }), -32_000, 'unknown_task'],
    [call('demo.start', { card_id: 1 }), -32_000, 'idempotency_key_required'],
  ])('answers %s with %d', async (message, code, problem) => {
    expect(await ask(message)).toMatchObject({ error: { code, data: { code: problem } } });
  });

  it('answers a batch without its notifications', async () => {
    const notification = '{"jsonrpc":"2.0","method":"demo.health"}';
    const batch = `[${call('demo.health', {}, 'a')},${notification},${call('demo.x', {}, 'b')}]`;
    expect(await ask(batch)).toMatchObject([
      { id: 'a', result: { status: 'ok' } },
      { id: 'b', error: { code: -32_601 } },
    ]);
  });

  it('closes a socket that sends more than 8 MB', async () => {
    const socket = new WebSocket(`ws://localhost:${port}/rpc`);
    await once(socket, 'open');
    socket.on('error', () => undefined);
    socket.send(Buffer.alloc(9 * 1024 * 1024, 0x20));
    const [code] = (await once(socket, 'close')) as [number];
    expect([1006, 1009]).toContain(code);
  });

  it.each([
    [{ host: 'evil.test' }],
    [{ origin: 'http://evil.test' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
  ])('refuses an upgrade with %j', async (headers: Record<string, string>) => {
    const before = sample.calls();
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { headers });
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('403');
    expect(sample.calls()).toBe(before);
  });

  it('serves others between any two messages of a socket that sends hundreds at once', async () => {
    const socket = new WebSocket(`ws://localhost:${port}/`);
    await once(socket, 'open');
    let rounds = 0;
    let isOn = true;
    const round = (): void => {
      rounds += 1;
      if (isOn) setImmediate(round);
    };
    setImmediate(round);
    const answered = new Promise<void>((resolve) => {
      let answers = 0;
      socket.on('message', () => {
        answers += 1;
        if (answers === 300) resolve();
      });
    });
    for (let n = 0; n < 300; n += 1) socket.send(call('demo.health', {}, n));
    await answered;
    isOn = false;
    socket.close();
    expect(rounds).toBeGreaterThan(300);
  });

  it('has health', async () => {
    const response = await fetch(`http://localhost:${port}/health`);
    expect(await response.json()).toEqual({
      status: 'ok',
      service: 'rpc',
      version: '1',
      methods: 6,
    });
  });
});
