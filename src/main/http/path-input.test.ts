import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { codeIndexContract } from '#shared/contract/contract.ts';
import { startTestEngine, type TestEngine } from '../testing/start-test-engine.ts';
import { createServiceServer } from './create-service-server.ts';

let engine: TestEngine;
let app: FastifyInstance;
beforeAll(async () => {
  engine = await startTestEngine();
  app = createServiceServer({
    service: 'rag',
    contract: codeIndexContract,
    handlers: engine.engine.handlers.rag,
    version: '1',
  });
});
afterAll(async () => {
  await app.close();
  await engine.dispose();
});

it.each([
  ['POST', '/refresh', '{"scope":"\\u0000"}', 'scope'],
  ['POST', '/refresh', '{"repo":"/x\\u0000"}', 'repo'],
  ['POST', '/open', '{"file":"a\\u0000b"}', 'file'],
  ['GET', '/query?kind=impact_set&file=a%00b', undefined, 'file'],
  ['GET', '/graph?path=%00', undefined, 'path'],
] as const)('"%s %s %s → 422", with the field', async (method, url, payload, field) => {
  const response = await app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
  expect([response.statusCode, response.json().errors]).toEqual([
    422,
    [{ path: field, message: 'must not have a NUL character' }],
  ]);
});
