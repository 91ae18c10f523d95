import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { fromProblem } from '#shared/errors.ts';
import { askInMemory } from './testing/ask-in-memory.ts';
import { createSampleServer } from './testing/start-sample.ts';

let app: FastifyInstance;

beforeAll(async () => {
  ({ app } = createSampleServer());
  await app.ready();
});
afterAll(() => app.close());

interface Sent {
  method?: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'PATCH' | 'OPTIONS';
  url: string;
  headers?: Record<string, string>;
  body?: string;
}

async function send({ method = 'POST', url, headers = {}, body }: Sent) {
  const response = await app.inject({
    method,
    url,
    headers,
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: response.statusCode, headers: response.headers, json: response.json() };
}

describe('input', () => {
  it('merges parameters and query after validation', async () => {
    const { status, json } = await send({ method: 'GET', url: '/v1/cards/7?limit=2' });
    expect({ status, json }).toEqual({ status: 200, json: { card_id: 7, limit: 2 } });
  });

  it.each([
    ['application/json'],
    ['application/x-www-form-urlencoded'],
    ['text/plain'],
    ['application/vnd.thing+json; charset=utf-8'],
  ])('reads JSON sent as %s', async (type) => {
    const { status, json } = await send({
      url: '/v1/cards',
      headers: { 'content-type': type },
      body: '{"run_id":"r"}',
    });
    expect(status).toBe(201);
    expect(json.priority).toBe(0.5);
  });

  it('counts an empty body as {}', async () => {
    expect((await send({ url: '/v1/cards' })).json.errors).toEqual([
      { path: 'run_id', message: 'is required' },
    ]);
  });

  it('serves aliases', async () => {
    expect((await send({ method: 'GET', url: '/healthz' })).json).toEqual({ status: 'ok' });
  });

  it('names wrong fields by path and says what is expected', async () => {
    const { status, headers, json } = await send({
      url: '/v1/cards',
      body: JSON.stringify({ run_id: 'r', priority: 2, payload: { command: [1] } }),
    });
    expect(status).toBe(422);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(json.errors).toEqual([
      { path: 'priority', message: 'must be at most 1' },
      { path: 'payload.command[0]', message: 'must be a string' },
    ]);
    expect(json.detail).toBe('priority must be at most 1; payload.command[0] must be a string.');
    expect(fromProblem(json).code).toBe('invalid_input');
  });

  it.each([
    ['{"run_id":', 400, 'malformed_json'],
    ['a=b', 400, 'malformed_json'],
    ['"\u00ff', 400, 'malformed_json'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400, 'bad_request'],
    ['{"run_id":"r","payload":{"__proto__":{"x":1}}}', 400, 'bad_request'],
    ['{"run_id":"r","payload":{"a":[{"constructor":1}]}}', 400, 'bad_request'],
    ['{"run_id":"r","priority":1e999}', 400, 'bad_request'],
    ['[]', 422, 'invalid_input'],
    ['"x"', 422, 'invalid_input'],
    ['null', 422, 'invalid_input'],
  ])('refuses the body %.40s', async (body, status, code) => {
    const answer = await send({ url: '/v1/cards', body });
    expect([answer.status, answer.json.code]).toEqual([status, code]);
  });

  it('refuses a body of more than 8 MB', async () => {
    const body = JSON.stringify({ run_id: 'r', payload: { goal: 'x'.repeat(9_000_000) } });
    expect((await send({ url: '/v1/cards', body })).status).toBe(413);
  });

  it.each([
    [{ 'content-encoding': 'gzip' }],
    [{ 'content-type': 'multipart/form-data; boundary=x' }],
  ])('refuses %j as media type', async (headers: Record<string, string>) => {
    expect((await send({ url: '/v1/cards', headers, body: '{}' })).status).toBe(415);
  });
});

describe('idempotency', () => {
  it('answers a repeated key with both headers and the body field', async () => {
    const first = {
      url: '/v1/cards',
      headers: { 'idempotency-key': 'k-1' },
      body: '{"run_id":"a"}',
    };
    const { json, headers } = await send(first);
    expect(headers['idempotent-replay']).toBeUndefined();
    const again = await send(first);
    expect(again.json).toEqual({ ...json, idempotent_replay: true });
    expect(again.headers['idempotent-replay']).toBe('true');
    expect(again.headers['idempotency-payload-mismatch']).toBeUndefined();
    const other = await send({ ...first, body: '{"run_id":"b"}' });
    expect(other.json.task_id).toBe(json.task_id);
    expect(other.headers['idempotency-payload-mismatch']).toBe('true');
  });

  it('takes the key from the body when there is no header', async () => {
    const url = '/v1/cards/1/start';
    const body = '{"idempotency_key":"from-the-body"}';
    expect((await send({ url, body })).json.key).toBe('from-the-body');
    const headers = { 'idempotency-key': 'from-the-header' };
    expect((await send({ url, body, headers })).json.key).toBe('from-the-header');
  });

  it.each([[undefined], ['short']])('asks for a key of 8 characters, not %s', async (key) => {
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    const answer = await send({ url: '/v1/cards/1/start', headers });
    expect([answer.status, answer.json.code]).toEqual([400, 'idempotency_key_required']);
  });

  it('refuses a key of more than 255 characters', async () => {
    const headers = { 'idempotency-key': 'x'.repeat(256) };
    const answer = await send({ url: '/v1/cards', headers, body: '{"run_id":"a"}' });
    expect([answer.status, answer.json.errors[0].path]).toEqual([422, 'Idempotency-Key']);
  });
});

describe('answers', () => {
  it('hides unexpected errors', async () => {
    const { status, json } = await send({ url: '/v1/break' });
    expect([status, json.code]).toEqual([500, 'internal']);
    expect(JSON.stringify(json)).not.toContain('fire');
  });

  it('suggests the nearest address', async () => {
    const { status, json } = await send({ method: 'GET', url: '/v1/event' });
    expect([status, json.code]).toEqual([404, 'unknown_route']);
    expect(json.detail).toContain('/v1/events');
  });

  it('lists the methods that an address takes', async () => {
    const { status, headers } = await send({ method: 'PUT', url: '/v1/cards/7', body: '{}' });
    expect([status, headers['allow']]).toEqual([405, 'DELETE, GET, HEAD']);
  });

  it('refuses an undecodable address with a problem', async () => {
    expect((await send({ method: 'GET', url: '/v1/cards/%zz' })).json.code).toBe('bad_request');
  });

  it('takes percent-encoded parameters of any length that an id may have', async () => {
    const url = `/v1/cards/${'%F0%9F%9A%80'.repeat(200)}`;
    expect((await send({ method: 'GET', url })).status).toBe(422);
  });

  it('serves the document and Swagger UI without outside files', async () => {
    const { json } = await send({ method: 'GET', url: '/openapi.json' });
    expect(json.openapi).toBe('3.1.0');
    expect(json.paths['/v1/cards/{card_id}'].get.operationId).toBe('getCard');
    const page = await app.inject({ url: '/docs/' });
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    expect(page.body).not.toMatch(/(src|href)="https?:/);
  });

  it.each(['/docs', '/docs/', '/docs/json', '/docs/static/swagger-ui.css', '/docs/nothing'])(
    'closes the connection of whoever asks for %s and for that',
    async (path) => {
      // The promise ends with the connection.
      const lines = [`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close', '', ''];
      const answer = await askInMemory(app, lines.join('\r\n'));
      expect(answer.match(/^connection: .*$/gim)).toEqual(['Connection: close']);
    },
  );

  it.each(['/docs/nothing', '/docs/static/..%5cpackage.json', '/docs/static/%00'])(
    'answers %s with a problem document as any other address',
    async (url) => {
      const { status, headers, json } = await send({ method: 'GET', url });
      expect({ status, code: json.code }).toEqual({ status: 404, code: 'unknown_route' });
      expect(headers['content-type']).toContain('application/problem+json');
    },
  );
});
