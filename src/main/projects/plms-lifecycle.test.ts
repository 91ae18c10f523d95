import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEventsAfter } from '../db/event-log.ts';
import { makeRepository, nodeProject, type TestRepository } from '../testing/make-repository.ts';
import { openServices, type RunView, type Services } from '../testing/open-services.ts';

let services: Services;
let repo: TestRepository;
let path = '';

beforeAll(async () => {
  services = await openServices();
  repo = makeRepository(nodeProject({ test: true }));
});
afterAll(async () => {
  await services.close();
  rmSync(join(repo.path, '..'), { recursive: true, force: true });
});

const stateOf = async (): Promise<unknown> => (await services.get(path)).body['status'];

describe('a project from idea to completion over PLMS', () => {
  it('is registered on a repository, whose commands are found by looking', async () => {
    const created = await services.post('/api/projects', {
      name: 'Sums',
      description: 'Adds',
      tags: ['math', 'small'],
      repo: repo.path,
      initial_context: 'Check that the sums are right',
    });
    expect(created).toMatchObject({ status: 201, body: { status: 'ideation' } });
    path = `/api/projects/${String(created.body['project_id'])}`;
    const detail = await services.get(path);
    expect(detail.body).toMatchObject({
      status: 'ideation',
      facts: { branch: 'main', dirty: false },
      plan: null,
      runs: [],
    });
    const found = await services.get('/api/projects?tags=math&q=Sums&status=ideation');
    expect(found.body['projects']).toHaveLength(1);
    const none = await services.get('/api/projects?tags=absent');
    expect(none.body['projects']).toEqual([]);
  });

  it('cannot be estimated, approved or started where there is nothing to plan', async () => {
    const made = await services.post('/api/projects', { name: 'Nothing' });
    const empty = `/api/projects/${String(made.body['project_id'])}`;
    const key = { 'idempotency-key': 'start-too-early' };
    for (const answer of [
      await services.post(`${empty}/estimate`, {}),
      await services.post(`${empty}/approve`, {}),
      await services.post(`${empty}/start`, {}, key),
      await services.post(`${empty}/simulate`, {}),
    ]) {
      expect(answer.status, answer.text).toBe(409);
      expect(answer.body['detail']).toMatch(/neither a goal nor a repository/);
    }
  });

  it('is planned, estimated and approved, state by state', async () => {
    const planned = await services.post(`${path}/generate-prd`, {});
    expect(planned.body).toMatchObject({ status: 'planning', plan: { source: 'template' } });
    const estimated = await services.post(`${path}/estimate`, {});
    expect(estimated.body).toMatchObject({
      status: 'pending_approval',
      totals: { cold_start: true, coverage: { n: 0 } },
    });
    const approved = await services.post(`${path}/approve`, {
      budget_cost_usd_max: 3,
      budget_tokens_max: 1000,
      breach_policy: 'ask',
      quality_slo: 0.95,
    });
    expect(approved.body).toMatchObject({ status: 'approved', run_id: null });
    const detail = await services.get(path);
    expect(detail.body['budget_caps']).toEqual({ budget_usd: 3, tokens: 1000 });
    expect(detail.body['breach_policy']).toBe('ask');
    const events = readEventsAfter(services.engine.spine.store.reader, 0, { limit: 10_000 });
    expect(events.find((event) => event.type === 'project.approved')).toMatchObject({
      data: { breach_policy: 'ask', quality_slo: 0.95 },
    });
  });

  it('starts once per key, with its passport written', async () => {
    const key = { 'idempotency-key': 'start-of-sums' };
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        services.post(`${path}/start`, { run_kind: 'baseline' }, key),
      ),
    );
    const runs = new Set(answers.map((answer) => answer.body['run_id']));
    expect(runs.size, answers.map((answer) => answer.text).join('\n')).toBe(1);
    const [run] = [...runs];
    const status = await services.get(`/pas/v1/runs/status?run_id=${String(run)}`);
    expect(status.body).toMatchObject({ budget_usd: 3, breach_policy: 'ask' });
    const first = answers.find((one) => one.headers['idempotent-replay'] === undefined);
    expect(first?.body).toMatchObject({
      status: 'executing',
      pas_job_cards: [{ lane: 'Code-Impl' }, { lane: 'Code-Impl' }],
    });
    expect(existsSync(String(first?.body['replay_passport_path']))).toBe(true);
    const passport = await services.get(
      `/pas/v1/runs/passport?run_id=${String(first?.body['run_id'])}`,
    );
    expect(passport.body).toMatchObject({
      passport: { git: { commit: repo.state().head, dirty: false }, seed: expect.any(Number) },
    });
  });

  it('goes into review with its run, names the test, and refuses to complete', async () => {
    await services.until('review', async () => (await stateOf()) === 'needs_review');
    const status = await services.get(`${path}/status`);
    expect(status.body).toMatchObject({ progress: 1, current_task: null });
    const run = status.body['run'] as RunView;
    expect(run.reason).toContain('adds two numbers');
    const refused = await services.post(`${path}/complete`, {});
    expect(refused).toMatchObject({ status: 409, body: { code: 'gate_violation' } });
    expect(refused.body['detail']).toMatch(/adds two numbers.*Fix it and re-run, or complete with/);
  });

  it('is completed by its fixed tests', async () => {
    repo.commit('Add', nodeProject());
    const { body } = await services.get(`${path}/status`);
    const run = (body['run'] as RunView).run_id;
    await services.post('/pas/v1/runs/rerun', { run_id: run });
    await services.until('completed', async () => (await stateOf()) === 'completed');
    const validated = await services.post(`${path}/validate`, {});
    expect(validated.body).toMatchObject({ status: 'completed', verification: 'pass' });
    const complete = await services.post(`${path}/complete`, {});
    expect(complete.body).toMatchObject({ status: 'completed', run_status: 'completed' });
    const runway = await services.get(`${path}/budget-runway`);
    expect(runway.body).toMatchObject({
      budget: { usd_max: 3, usd_spent: 0 },
      status: 'ok',
    });
  });

  it('has its repository, and a cancelled project takes nothing more', async () => {
    const { body } = await services.get('/api/repositories');
    expect(body['repositories']).toMatchObject([{ path: repo.path, name: 'project' }]);
    const other = await services.post('/api/projects', { name: 'Dropped', initial_context: 'x' });
    const dropped = `/api/projects/${String(other.body['project_id'])}`;
    const cancelled = await services.plms.inject({
      method: 'DELETE',
      url: dropped,
      headers: { host: 'localhost:80' },
    });
    expect(cancelled.json()).toMatchObject({ status: 'cancelled' });
    const planned = await services.post(`${dropped}/generate-prd`, {});
    expect(planned).toMatchObject({ status: 409, body: { code: 'illegal_transition' } });
    expect(planned.body['detail']).toMatch(/cancelled/);
  });

  it('lists by tag before it counts to the limit', async () => {
    await services.post('/api/projects', { name: 'Tagged', tags: ['nightly', 'web'] });
    await services.post('/api/projects', { name: 'Newer', tags: ['web'] });
    const { body } = await services.get('/api/projects?tags=nightly,web&limit=1');
    expect(body['projects']).toMatchObject([{ name: 'Tagged' }]);
  });

  it('ends the run of a cancelled project: nothing of it runs on', async () => {
    repo.commit('Wait', { 'wait.js': 'setInterval(() => {}, 1000);\n' });
    const other = await services.post('/api/projects', { name: 'Given up', repo: repo.path });
    const given = `/api/projects/${String(other.body['project_id'])}`;
    await services.post(`${given}/generate-prd`, {
      goal: 'Make the tests green',
      commands: { test: ['node', 'wait.js'] },
    });
    await services.post(`${given}/estimate`, {});
    await services.post(`${given}/approve`, {});
    const started = await services.post(
      `${given}/start`,
      {},
      { 'idempotency-key': 'start-of-given-up' },
    );
    expect(started.status, started.text).toBe(200);
    const run = String(started.body['run_id']);
    const cancelled = await services.plms.inject({
      method: 'DELETE',
      url: given,
      headers: { host: 'localhost:80' },
    });
    expect(cancelled.json()).toMatchObject({ status: 'cancelled', run_status: 'terminated' });
    await services.until('every task of the run has ended', async () => {
      const { body } = await services.get(`/pas/v1/runs/status?run_id=${run}`);
      return body['tasks_completed'] === body['tasks_total'];
    });
    const { body } = await services.get(`/pas/v1/runs/status?run_id=${run}`);
    expect(body).toMatchObject({ status: 'terminated', reason: 'its project was cancelled' });
    const detail = await services.get(given);
    expect(detail.body).toMatchObject({ status: 'cancelled' });
  });
});
