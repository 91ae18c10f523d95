import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRepository, nodeProject, type TestRepository } from '../testing/make-repository.ts';
import { openServices, type Services } from '../testing/open-services.ts';

let services: Services;
let repo: TestRepository;
let made = 0;

beforeAll(async () => {
  services = await openServices();
  repo = makeRepository(nodeProject());
});
afterAll(async () => {
  await services.close();
  rmSync(join(repo.path, '..'), { recursive: true, force: true });
});

async function register(more: Record<string, unknown> = { repo: repo.path }): Promise<string> {
  made += 1;
  const answer = await services.post('/api/projects', { name: `P${made}`, ...more });
  expect(answer.status, answer.text).toBe(201);
  return `/api/projects/${String(answer.body['project_id'])}`;
}

const key = (path: string) => ({ 'idempotency-key': `start-${path}` });

describe('"What was not planned is planned on the way (goal: the repository’s own checks are green), said in one line and labelled"', () => {
  it('new, estimate, start, status, with nothing else given', async () => {
    const path = await register();
    const estimated = await services.post(`${path}/estimate`, {});
    expect(estimated.status, estimated.text).toBe(200);
    expect(estimated.body['planned_on_the_way']).toMatch(
      /^Planned on the way: 2 tasks\. No goal was given, so one was assumed: The repository’s own checks are green\.$/,
    );
    expect(estimated.body['status']).toBe('pending_approval');
    const started = await services.post(`${path}/start`, {}, key(path));
    expect(started.status, started.text).toBe(200);
    expect(started.body['planned_on_the_way']).toBeNull();
    const run = await services.runIn(String(started.body['run_id']), ['completed']);
    expect(run).toMatchObject({ verification: 'pass', mode: 'real' });
    const { body } = await services.get(path);
    expect(body['plan']).toMatchObject({ goal_assumed: true, tasks: [{}, {}] });
  });

  it('start alone plans, estimates and approves', async () => {
    const path = await register();
    const started = await services.post(`${path}/start`, {}, key(path));
    expect(started.status, started.text).toBe(200);
    expect(started.body['planned_on_the_way']).toMatch(/^Planned on the way/);
    const again = await services.post(`${path}/start`, {}, key(path));
    expect(again.body).toMatchObject({ run_id: started.body['run_id'], idempotent_replay: true });
    expect((await services.get(path)).body['totals']).not.toBeNull();
  });

  it('the longer order: plan without a goal, estimate, simulate, start', async () => {
    const path = await register();
    const planned = await services.post(`${path}/generate-prd`, {});
    expect(planned.body).toMatchObject({ status: 'planning', plan: { goal_assumed: true } });
    await services.post(`${path}/estimate`, {});
    const simulated = await services.post(`${path}/simulate?rehearsal_pct=0.01`, {});
    expect(simulated.body).toMatchObject({
      simulation_results: { strata_coverage: 1 },
      planned_on_the_way: null,
    });
    expect((await services.post(`${path}/start`, {}, key(path))).status).toBe(200);
  });

  it('a caller who may not approve starts nothing that was not approved', async () => {
    const path = await register();
    const { startProject } = services.engine.handlers.plms;
    const input = { project_id: Number(path.split('/').at(-1)), run_kind: 'baseline' as const };
    const call = { actor: 'ci', requester: 'token' as const, idempotencyKey: 'start-by-ci' };
    await expect(startProject(input, call)).rejects.toMatchObject({ code: 'illegal_transition' });
    expect((await services.get(path)).body['status']).toBe('planning');
  });
});

it('"An estimate never moves a project backwards": not one that is approved, and not one that has ended', async () => {
  const path = await register();
  await services.post(`${path}/approve`, { budget_cost_usd_max: 2 });
  const approved = await services.post(`${path}/estimate`, {});
  expect(approved.body).toMatchObject({ status: 'approved', totals: { cold_start: true } });
  const started = await services.post(`${path}/start`, {}, key(path));
  const run = await services.runIn(String(started.body['run_id']), ['completed']);
  expect(run.budget_usd).toBe(2);
  const ended = await services.post(`${path}/estimate`, {});
  expect(ended.body).toMatchObject({ status: 'completed' });
  const next = await services.post(`${path}/start`, {}, { 'idempotency-key': 'the-next-run' });
  expect(next.status, next.text).toBe(200);
  expect(next.body['run_id']).not.toBe(started.body['run_id']);
});

it('"vp new typed inside a repository records its trust, said in one line"; a registration without that word records none', async () => {
  const other = makeRepository(nodeProject());
  const trusting = (trust: boolean) =>
    services.post('/api/projects', { name: 'Trusting', repo: other.path, trust });
  const sentence = async (trust: boolean) =>
    ((await trusting(trust)).body['trust'] as { state: string; sentence: string }).state;
  expect(await sentence(false)).toBe('first');
  expect(await sentence(true)).toBe('trusted');
  rmSync(join(other.path, '..'), { recursive: true, force: true });
});

describe('"in --synthetic … nothing fails for lack of a repository or a model"', () => {
  it('a project with a name alone is estimated and started', async () => {
    const pretending = await openServices({ synthetic: true });
    try {
      const { body } = await pretending.post('/api/projects', { name: 'Name alone' });
      const path = `/api/projects/${String(body['project_id'])}`;
      expect((await pretending.post(`${path}/estimate`, {})).status).toBe(200);
      const started = await pretending.post(`${path}/start`, {}, key(path));
      expect(started.status, started.text).toBe(200);
      const run = await pretending.runIn(String(started.body['run_id']), ['completed']);
      expect(run).toMatchObject({ mode: 'synthetic', tasks_total: 1 });
    } finally {
      await pretending.close();
    }
  });
});
