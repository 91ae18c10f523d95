import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import type { OpenApiDocument } from './http/openapi-document.ts';
import {
  matchesResponseSchema,
  requestsFromOpenApi,
  type GeneratedRequest,
} from './http/testing/openapi-requests.ts';
import { openServices, type Services } from './testing/open-services.ts';
import { PATIENCE_MS } from './testing/patience.ts';
import { collectIds, runOfTask, withRealIds, type RealIds } from './testing/real-ids.ts';

// SLIPWAY_S1_REQUESTS=1000000 is the long form.
const REQUESTS = Number(process.env['SLIPWAY_S1_REQUESTS'] ?? 20_000);
// Sent together, so that operations also race.
const AT_ONCE = 20;

let services: Services;
const ids: RealIds = {
  run_id: [],
  task_id: [],
  project_id: [],
  approval_id: ['1'],
  lane: ['Code-Impl', 'Data-Schema', 'Narrative'],
};

beforeAll(async () => {
  services = await openServices({ synthetic: true, timeScale: 10_000 });
});
afterAll(() => services.close());

async function documentOf(app: FastifyInstance): Promise<OpenApiDocument> {
  const document: OpenApiDocument = (await app.inject({ url: '/openapi.json' })).json();
  // Streams do not end; they have tests of their own.
  delete document.paths['/pas/v1/events'];
  delete document.paths['/pas/v1/runs/logs/stream'];
  return document;
}

/** Something of every state, so that generated requests find it. */
async function furnish(): Promise<void> {
  for (const name of ['a', 'b', 'c', 'd']) {
    const created = await services.post('/api/projects', {
      name,
      initial_context: `Write ${name}`,
    });
    collectIds(ids, created.body);
    const path = `/api/projects/${String(created.body['project_id'])}`;
    await services.post(`${path}/generate-prd`, {});
    if (name !== 'a') await services.post(`${path}/estimate`, {});
    if (name !== 'a' && name !== 'b') await services.post(`${path}/approve`, {});
    const run = await services.post('/pas/v1/runs/start', {
      project_id: 900,
      run_id: `run-${name}`,
    });
    collectIds(ids, run.body);
    await addOutsideTask(`run-${name}`);
  }
}

/**
 * A task that waits for outside reports: receipts, heartbeats and KPIs of generated requests reach
 * it.
 */
async function addOutsideTask(runId: string): Promise<void> {
  const card = await services.post('/pas/v1/jobcards', {
    project_id: 900,
    run_id: runId,
    lane: 'Graph-Ops',
    kind: 'external',
  });
  collectIds(ids, card.body);
}

async function withMatchingRun(request: GeneratedRequest, dice: number): Promise<GeneratedRequest> {
  if (request.body === undefined || dice % 2 === 0) return request;
  if (!/heartbeats|receipts|kpis/.test(request.template)) return request;
  try {
    const fields = JSON.parse(request.body) as Record<string, unknown>;
    const run = await runOfTask(services.pas, encodeURIComponent(String(fields['task_id'])));
    if (run === undefined) return request;
    return { ...request, body: JSON.stringify({ ...fields, run_id: run }) };
  } catch {
    return request;
  }
}

async function send(app: FastifyInstance, request: GeneratedRequest) {
  const { method, path, headers, body } = request;
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  const answer = app.inject({
    method: method.toUpperCase() as 'GET',
    url: path,
    headers,
    ...(body === undefined ? {} : { payload: body }),
  });
  const response = await Promise.race([answer, late]).finally(() => clearTimeout(limit));
  const contentType = response.headers['content-type'] ?? '';
  return { status: response.statusCode, contentType, body: response.body };
}

interface Tally {
  byClass: Map<string, number>;
  accepted: Set<string>;
  sent: number;
}

/** What hangs, for the message of a hang. */
async function stuck(): Promise<string> {
  const { runs } = (await services.get('/pas/v1/runs?q=~rehearsal-&status=executing'))
    .body as unknown as { runs: { run_id: string }[] };
  const tasks = await Promise.all(
    runs
      .slice(0, 3)
      .map(({ run_id: run }) =>
        services.get(`/pas/v1/tasks?run_id=${encodeURIComponent(run)}&limit=3`),
      ),
  );
  return tasks.map((answer) => answer.text).join('\n');
}

async function fuzz(app: FastifyInstance, requests: number): Promise<Tally> {
  const document = await documentOf(app);
  const tally: Tally = { byClass: new Map(), accepted: new Set(), sent: 0 };
  const one = fc.tuple(requestsFromOpenApi(document), fc.nat());
  const check = async (made: GeneratedRequest, dice: number): Promise<void> => {
    const named = withRealIds(made, ids, dice);
    const request = await withMatchingRun(named, dice);
    const response = await send(app, request).catch(async (error: unknown) => {
      throw new Error(
        `${request.method} ${request.path} ${request.body ?? ''}: ${String(error)} ${await stuck()}`,
      );
    });
    tally.sent += 1;
    const key = `${Math.floor(response.status / 100)}xx`;
    tally.byClass.set(key, (tally.byClass.get(key) ?? 0) + 1);
    const shown = `${request.method} ${request.path} ${request.body ?? ''} → ${response.status} ${response.body.slice(0, 600)}`;
    expect(response.status, `${shown} ${services.errors.join('')}`).toBeLessThan(500);
    expect(matchesResponseSchema(document, request, response), shown).toBeUndefined();
    if (response.status >= 300) return;
    tally.accepted.add(`${request.method} ${request.template}`);
    collectIds(ids, JSON.parse(response.body));
  };
  const batches = Math.ceil(requests / AT_ONCE);
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (batch) => {
      await Promise.all(batch.map(([request, dice]) => check(request, dice)));
      const run = ids.run_id[tally.sent % ids.run_id.length];
      if (tally.sent % (AT_ONCE * 10) === 0 && run !== undefined) await addOutsideTask(run);
    }),
    { numRuns: batches, endOnFailure: true },
  );
  return tally;
}

describe('S1 requests generated from the OpenAPI document', () => {
  it(
    `${REQUESTS} requests get no 5xx, no hang, and answers of the documented shape`,
    { timeout: 300_000 + REQUESTS * 100 },
    async () => {
      await furnish();
      const pas = await fuzz(services.pas, REQUESTS / 2);
      const plms = await fuzz(services.plms, REQUESTS / 2);
      expect(pas.sent + plms.sent).toBeGreaterThanOrEqual(REQUESTS);
      console.log(
        `S1: ${pas.sent + plms.sent} requests; PAS ${JSON.stringify([...pas.byClass])}, PLMS ${JSON.stringify([...plms.byClass])}`,
      );
      // It would prove nothing if every request were refused at the door.
      for (const { byClass, sent } of [pas, plms])
        expect(byClass.get('2xx') ?? 0).toBeGreaterThan(sent / 20);
      expect([...pas.accepted]).toEqual(
        expect.arrayContaining([
          'post /pas/v1/jobcards',
          'post /pas/v1/receipts',
          'post /pas/v1/heartbeats',
          'post /pas/v1/kpis',
          'post /pas/v1/runs/simulate',
        ]),
      );
      const health = await services.get('/health');
      expect(health.body).toMatchObject({ status: 'ok', store: { status: 'ok' } });
    },
  );
});
