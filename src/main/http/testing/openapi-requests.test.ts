import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { services } from '#shared/contract/contract.ts';
import { openApiDocument, type OpenApiDocument } from '../openapi-document.ts';
import {
  matchesResponseSchema,
  requestsFromOpenApi,
  type GeneratedRequest,
} from './openapi-requests.ts';
import { createSampleServer } from './start-sample.ts';

const RUNS = 3000;
let app: FastifyInstance;
let document: OpenApiDocument;

beforeAll(async () => {
  ({ app } = createSampleServer());
  document = (await app.inject({ url: '/openapi.json' })).json();
  // Its handler fails on purpose, and the stream never ends.
  delete document.paths['/v1/break'];
  delete document.paths['/v1/events'];
});
afterAll(() => app.close());

async function send(request: GeneratedRequest) {
  const { method, path, headers, body } = request;
  const response = await app.inject({
    method: method.toUpperCase() as 'GET',
    url: path,
    headers,
    ...(body === undefined ? {} : { payload: body }),
  });
  const contentType = response.headers['content-type'] ?? '';
  return { status: response.statusCode, contentType, body: response.body };
}

describe('generated requests', () => {
  it('are answered as documented, and never by 5xx', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(requestsFromOpenApi(document), async (request) => {
        const response = await send(request);
        const key = `${request.isValid ? 'valid' : 'wrong'} ${Math.floor(response.status / 100)}xx`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
        expect(response.status).toBeLessThan(500);
        expect(matchesResponseSchema(document, request, response)).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
    // The generator reaches both sides: it would prove nothing if all were refused.
    expect(seen.get('valid 2xx')).toBeGreaterThan(RUNS / 10);
    expect(seen.get('wrong 4xx')).toBeGreaterThan(RUNS / 10);
  });

  it('are made for every operation of every service', () => {
    for (const { title, contract } of Object.values(services)) {
      const real = openApiDocument({ title, version: '1', contract });
      const made = fc.sample(requestsFromOpenApi(real), 3000);
      const wanted = Object.entries(real.paths).flatMap(([path, item]) =>
        Object.keys(item).map((method) => `${method} ${path}`),
      );
      const got = new Set(made.map(({ method, template }) => `${method} ${template}`));
      expect([...got].sort()).toEqual(wanted.sort());
    }
  });
});

describe('matchesResponseSchema', () => {
  const request = { method: 'get', template: '/health' };
  const json = 'application/json; charset=utf-8';

  it.each([
    ['another type', { status: 200, contentType: 'text/html', body: '{"status":"ok"}' }],
    ['broken JSON', { status: 200, contentType: json, body: '{' }],
    ['a wrong value', { status: 200, contentType: json, body: '{"status":"bad"}' }],
    [
      'a field that is not documented',
      { status: 200, contentType: json, body: '{"status":"ok","x":1}' },
    ],
    [
      'an error that is no problem',
      { status: 404, contentType: 'application/problem+json', body: '{}' },
    ],
  ])('notices %s', (_what, response) => {
    expect(matchesResponseSchema(document, request, response)).toBeTypeOf('string');
  });

  it('accepts the documented answer', () => {
    const response = { status: 200, contentType: json, body: '{"status":"ok"}' };
    expect(matchesResponseSchema(document, request, response)).toBeUndefined();
  });
});
