import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listenService } from '../../http/listen.ts';
import { makeRepository, type TestRepository } from '../../testing/make-repository.ts';
import { openServices, type RunView, type Services } from '../../testing/open-services.ts';
import { startHostService, type HostService } from '../../../workers/testing/start-host-service.ts';

let services: Services;
let database: HostService;
let other: HostService;
const made: TestRepository[] = [];

beforeAll(async () => {
  [services, database, other] = await Promise.all([
    openServices(),
    startHostService(),
    startHostService(),
  ]);
});
afterAll(async () => {
  await Promise.all([services.close(), database.stop(), other.stop()]);
  for (const { path } of made) rmSync(join(path, '..'), { recursive: true, force: true });
});

/** One test needs a service at each of the ports; one needs nothing. */
function needy(...ports: number[]): TestRepository {
  const one = makeRepository({
    'package.json': JSON.stringify({ name: 'needy', scripts: { test: 'node --test' } }),
    'db.test.js': `const test = require('node:test');
const assert = require('node:assert');
const net = require('node:net');
const greet = (port) => new Promise((resolve, reject) => {
  const socket = net.connect(port, '127.0.0.1');
  socket.on('error', reject);
  socket.on('data', (data) => resolve(String(data)));
});
test('needs nothing', () => assert.equal(1, 1));
for (const port of ${JSON.stringify(ports)})
  test('asks ' + port, async () => assert.equal(await greet(port), 'hello from the host\\n'));
`,
  });
  made.push(one);
  return one;
}

let number = 0;
async function runTests({ path }: TestRepository, projectId = 1): Promise<RunView> {
  const run = { project_id: projectId, run_id: `needy-${(number += 1)}` };
  const payload = { repo: path, step: 'test' };
  await services.post('/pas/v1/jobcards', { ...run, lane: 'Code-Impl', payload });
  await services.post('/pas/v1/runs/start', run);
  return services.runIn(run.run_id, ['completed', 'needs_review', 'failed']);
}

const gateOf = (view: RunView) =>
  view.gates.findLast(({ kpi_name: name }) => name === 'test_pass_rate');

interface ApprovalView {
  approval_id: number;
  run_id: string;
  question: string;
  shown: { connect?: string };
}
async function pendingOf(runId: string): Promise<ApprovalView[]> {
  const { body } = await services.get('/pas/v1/approvals?status=pending');
  return (body['approvals'] as ApprovalView[]).filter((one) => one.run_id === runId);
}
const decide = (id: number, decision: 'approve' | 'reject', scope?: string) =>
  services.post(`/pas/v1/approvals/${id}/decide`, {
    decision,
    reason: 'ours',
    ...(scope === undefined ? {} : { scope }),
  });

describe('tests that fail for want of a service', () => {
  it('“are needs environment with host and port named”; approved, they run again and are green, and so is the next run', async () => {
    const repository = needy(database.port);
    const place = `localhost:${database.port}`;
    const view = await runTests(repository);
    expect(view.status, view.reason ?? '').toBe('needs_review');
    expect(gateOf(view)).toMatchObject({ state: 'unverified' });
    const [asked, ...more] = await pendingOf(view.run_id);
    expect(more).toEqual([]);
    expect(asked).toMatchObject({
      kind: 'connect',
      question: expect.stringContaining(`1 test could not reach ${place}`),
      shown: { argv: [], repo: repository.path, connect: place },
    });
    expect((await decide(asked?.approval_id ?? 0, 'approve')).status).toBe(200);
    const settled = await services.runIn(view.run_id, ['completed']);
    expect(settled).toMatchObject({ verification: 'pass' });
    expect(gateOf(settled)).toMatchObject({ state: 'pass', value: 1 });
    const { body } = await services.get('/pas/v1/rules');
    expect(body['rules']).toContainEqual(
      expect.objectContaining({ kind: 'connect', decision: 'allow', scope: 'project' }),
    );
    const again = await runTests(repository);
    expect(again).toMatchObject({ status: 'completed', verification: 'pass' });
    // Another project, and another repository, ask for themselves.
    const elsewhere = await runTests(repository, 2);
    expect(elsewhere.status).toBe('needs_review');
    expect(await pendingOf(elsewhere.run_id)).toHaveLength(1);
    const stranger = await runTests(needy(database.port));
    expect(await pendingOf(stranger.run_id)).toHaveLength(1);
  });

  it('wait for the answer about every place, and an approval opens no other', async () => {
    const view = await runTests(needy(database.port, other.port));
    const asked = await pendingOf(view.run_id);
    expect(asked.map(({ shown }) => shown.connect).toSorted()).toEqual(
      [database.port, other.port].map((port) => `localhost:${port}`).toSorted(),
    );
    const wanted = asked.find(({ shown }) => shown.connect === `localhost:${database.port}`);
    const refused = asked.find((one) => one !== wanted);
    await decide(wanted?.approval_id ?? 0, 'approve', 'run');
    expect((await services.runIn(view.run_id, ['needs_review'])).reason).toBe(view.reason);
    await decide(refused?.approval_id ?? 0, 'reject');
    await services.until('it was measured again', async () => {
      const now = await services.runIn(view.run_id, ['needs_review']);
      return gateOf(now)?.evidence?.tests_failed.length === 1;
    });
    const after = await services.runIn(view.run_id, ['needs_review']);
    expect(gateOf(after)).toMatchObject({
      state: 'unverified',
      evidence: { tests_executed: 3, tests_failed: [expect.stringContaining(`${other.port}`)] },
    });
    // What was refused is not asked about again.
    expect(await pendingOf(view.run_id)).toEqual([]);
  });

  it('are not asked about at Slipway’s own ports, whatever they are set to', async () => {
    const { port } = await listenService(services.pas, { port: 0 });
    const view = await runTests(needy(6200, port));
    expect(view.status).toBe('needs_review');
    expect(gateOf(view)).toMatchObject({ state: 'unverified' });
    expect(await pendingOf(view.run_id)).toEqual([]);
  });
});
