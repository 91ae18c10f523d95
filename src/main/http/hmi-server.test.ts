import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { createHmiServer, HMI_CSP } from './hmi-server.ts';
import type { ServiceTable } from './service-tables.ts';
import { tokenAuth } from './testing/token-auth.ts';
import { createSampleService, sampleContract } from './testing/sample-service.ts';

const rendererDir = mkdtempSync(join(tmpdir(), 'slipway-hmi-'));
const handlers = createSampleService().handlers as unknown as ServiceTable['handlers'];
const tables = { pas: { contract: sampleContract, handlers } };
let app: FastifyInstance;

beforeAll(async () => {
  mkdirSync(join(rendererDir, 'assets'));
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><title>Slipway</title>');
  writeFileSync(join(rendererDir, 'assets/app-1a2b.js'), 'export {};');
  writeFileSync(join(rendererDir, '.secret'), 'no');
  app = createHmiServer({ rendererDir, tables, responses: 'strict' });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  rmSync(rendererDir, { recursive: true });
});

describe('the HMI’s origin', () => {
  it.each(['/', '/index.html', '/runs/r1', '/runs/v1.2?tab=log'])(
    'serves the page at %s',
    async (url) => {
      const response = await app.inject({ url, headers: { accept: 'text/html' } });
      expect(response.body).toContain('<title>Slipway</title>');
      expect(response.headers).toMatchObject({
        'content-security-policy': HMI_CSP,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': 'no-cache',
      });
    },
  );

  it('lets hashed files be kept for ever', async () => {
    const response = await app.inject({ url: '/assets/app-1a2b.js' });
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(response.headers['content-type']).toContain('javascript');
  });

  it.each([
    '/assets/gone.js',
    '/svc/pas/nowhere',
    '/svc',
    '/.secret',
    '/../package.json',
    '/%2e%2e/package.json',
  ])('has nothing at %s', async (url) => {
    const response = await app.inject({ url });
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.headers['content-type']).toContain('application/problem+json');
  });

  it('carries every table below /svc', async () => {
    expect((await app.inject({ url: '/svc/pas/health' })).json()).toEqual({ status: 'ok' });
    const wrong = await app.inject({ method: 'PUT', url: '/svc/pas/v1/cards' });
    expect([wrong.statusCode, wrong.headers['allow']]).toEqual([405, 'POST']);
  });

  it('stands behind the gate with its files', async () => {
    for (const url of ['/', '/svc/pas/health', '/assets/app-1a2b.js', '/runs/x']) {
      const response = await app.inject({ url, headers: { host: 'evil.test' } });
      expect(response.statusCode).toBe(403);
    }
  });

  it('says how to build a renderer that is missing', async () => {
    const bare = createHmiServer({ rendererDir: join(rendererDir, 'none'), tables });
    const response = await bare.inject({ url: '/' });
    expect([response.statusCode, response.body]).toEqual([
      503,
      expect.stringContaining('npm run build'),
    ]);
    await bare.close();
  });

  it('asks for a token on services only, in token mode', async () => {
    const gate = { auth: tokenAuth({}) };
    const guarded = createHmiServer({ rendererDir, tables, gate });
    expect((await guarded.inject({ url: '/' })).statusCode).toBe(200);
    expect((await guarded.inject({ url: '/svc/pas/health' })).statusCode).toBe(401);
    await guarded.close();
  });
});
