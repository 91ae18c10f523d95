import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRepository, nodeProject, type TestRepository } from '../testing/make-repository.ts';
import { openServices, type Services } from '../testing/open-services.ts';

let services: Services;
let repo: TestRepository;
beforeAll(async () => {
  services = await openServices({ synthetic: true });
  repo = makeRepository(nodeProject());
});
afterAll(async () => {
  await services.close();
  rmSync(join(repo.path, '..'), { recursive: true, force: true });
});

async function start(body: object = {}) {
  const made = await services.post('/api/projects', { name: 'Old', repo: repo.path });
  const id = Number(made.body['project_id']);
  const key = { 'idempotency-key': `start-of-${id}` };
  return { id, started: await services.post(`/api/projects/${id}/start`, body, key) };
}

async function statusOf(run: unknown): Promise<Record<string, unknown>> {
  return (await services.get(`/pas/v1/runs/status?run_id=${String(run)}`)).body;
}

describe('"Names that older documents and clients use"', () => {
  it('validation_pass is null before, true when every gate holds, false where one does not, overridden too', async () => {
    const card = { project_id: 50, run_id: 'kpi', lane: 'Code-Impl', kind: 'external' };
    const { body } = await services.post('/pas/v1/jobcards', card);
    const of = { run_id: 'kpi', task_id: body['task_id'] };
    await services.post('/pas/v1/kpis', { ...of, kpi_name: 'drift', value: 3, pass: false });
    await services.post('/pas/v1/runs/start', { project_id: 50, run_id: 'kpi' });
    expect(await statusOf('kpi')).toMatchObject({ validation_pass: null, overridden: null });
    const use = { lane: 'Code-Impl', provider: 'mine', time_ms: 5, cost_usd: 0 };
    await services.until('it runs', async () => {
      const [task] = (await statusOf('kpi'))['tasks'] as { status: string }[];
      return task?.status === 'running';
    });
    await services.post('/pas/v1/receipts', { ...of, ...use, status: 'succeeded' });
    await services.runIn('kpi', ['needs_review']);
    expect(await statusOf('kpi')).toMatchObject({ validation_pass: false });
    const word = { run_id: 'kpi', reason: 'The drift is known.', scope: 'run' };
    const overridden = await services.post('/pas/v1/runs/override', word);
    expect(overridden.status, overridden.text).toBe(200);
    expect(await statusOf('kpi')).toMatchObject({
      status: 'completed',
      validation_pass: false,
      overridden: { actor: 'local', reason: word.reason, scope: 'run' },
    });
    const { started } = await start();
    await services.runIn(String(started.body['run_id']), ['completed']);
    expect(await statusOf(started.body['run_id'])).toMatchObject({ validation_pass: true });
  });

  it('weights go by "101", "project-101" or a run id in PATCH, and all three are given', async () => {
    await services.post('/pas/v1/jobcards', {
      project_id: 101,
      run_id: 'of-101',
      lane: 'Narrative',
    });
    for (const name of ['101', 'project-101', 'of-101']) {
      const set = await services.patch(`/pas/v1/projects/${name}`, { weight: 3 });
      expect(set, name).toMatchObject({ status: 200, body: { project_id: 101, weight: 3 } });
    }
    expect(await services.patch('/pas/v1/projects/project-999', { weight: 3 })).toMatchObject({
      status: 404,
      body: { code: 'unknown_project' },
    });
    await services.post('/pas/v1/runs/start', { project_id: 101, run_id: 'of-101' });
    await services.runIn('of-101', ['executing']);
    const portfolio = await services.get('/pas/v1/portfolio/status');
    const weights = portfolio.body['fairness_weights'] as Record<string, number>;
    expect(weights['project-101']).toBe(weights['101']);
    expect(weights['of-101']).toBe(weights['101']);
    expect(weights['101']).toEqual(expect.any(Number));
  });

  it('the passport says prd_sha, git_commit and the matrix by lane, and replay_passport.json has them', async () => {
    const { started } = await start();
    const run = String(started.body['run_id']);
    const path = String(started.body['replay_passport_path']);
    expect(path).toMatch(/replay_passport\.json$/);
    const file = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    const { body } = await services.get(`/pas/v1/runs/passport?run_id=${run}`);
    const passport = body['passport'] as Record<string, unknown>;
    const commit = repo.state().head;
    for (const one of [file, passport])
      expect(one).toMatchObject({ git_commit: commit, prd_sha: passport['prd_hash'] });
    expect(passport['provider_matrix']).toBeInstanceOf(Array);
    const byLane = { 'Code-Impl': { provider: 'synthetic:stub' } };
    expect(passport).toMatchObject({ provider_matrix_by_lane: byLane, git: { commit } });
    expect(file).toMatchObject({ provider_matrix: byLane });
  });

  it('budget_tokens and budget_duration_minutes cap the run', async () => {
    const { id, started } = await start({ budget_tokens: 5000, budget_duration_minutes: 30 });
    const run = services.engine.spine.store.read.runs.get(String(started.body['run_id']));
    expect(run).toMatchObject({ cap_tokens: 5000, cap_ms: 1_800_000, project_id: id });
  });

  const noNumber = 'must be minutes as a number: write 30';
  it.each([
    [0, 'must be more than 0'],
    [-1, 'must be more than 0'],
    [1e12, 'must be at most 525600'],
    ['abc', noNumber],
    // In JSON, NaN is this.
    [null, noNumber],
  ])('a limit of time of %s is refused by its name in one sentence', async (minutes, message) => {
    const { started } = await start({ budget_duration_minutes: minutes });
    expect(started).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'budget_duration_minutes', message }] },
    });
    const run = { project_id: 102, run_id: 'of-102' };
    const budget_caps = { duration_minutes: minutes };
    expect(await services.post('/pas/v1/runs/start', { ...run, budget_caps })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'budget_caps.duration_minutes', message }] },
    });
  });

  it('"what is not understood is never dropped without a word (422 that names the field, where a limit or a safety depends on it)"', async () => {
    const run = { project_id: 102, run_id: 'of-102' };
    const tries: [string, object][] = [
      ['maxUsd', await services.post('/pas/v1/runs/start', { ...run, maxUsd: 1 })],
      [
        'budget_caps',
        await services.post('/pas/v1/runs/start', { ...run, budget_caps: { usd_max: 1 } }),
      ],
      [
        'timeout_s',
        await services.post('/pas/v1/jobcards', { ...run, lane: 'Narrative', timeout_s: 9 }),
      ],
      ['budget_usd', (await start({ budget_usd: 1 })).started],
    ];
    for (const [field, answer] of tries)
      expect(answer, field).toMatchObject({
        status: 422,
        body: { errors: [{ path: expect.stringContaining(field) }] },
      });
    // What is no limit is passed over, as before.
    const started = await services.post('/pas/v1/runs/start', { ...run, landscape: 'green' });
    expect(started.status, started.text).toBe(200);
  });

  it('POST …/cancel is DELETE, and health speaks of redis, db and filesystem', async () => {
    const made = await services.post('/api/projects', { name: 'Given up' });
    const cancelled = await services.post(
      `/api/projects/${String(made.body['project_id'])}/cancel`,
    );
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect((await services.get('/api/ops/healthz')).body).toMatchObject({
      status: 'ok',
      redis: 'not_used',
      db: 'ok',
      filesystem: 'ok',
    });
  });
});
