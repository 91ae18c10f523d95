import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRepository, nodeProject, type TestRepository } from '../testing/make-repository.ts';
import { openServices, type Services } from '../testing/open-services.ts';

let services: Services;
let repo: TestRepository;

beforeAll(async () => {
  services = await openServices({ synthetic: true, timeScale: 10_000 });
  repo = makeRepository(nodeProject());
});
afterAll(async () => {
  await services.close();
  rmSync(join(repo.path, '..'), { recursive: true, force: true });
});

async function addCards(run: string, cards: readonly Record<string, unknown>[]): Promise<void> {
  for (const card of cards) {
    const answer = await services.post('/pas/v1/jobcards', {
      project_id: 1,
      run_id: run,
      lane: 'Code-Impl',
      ...card,
    });
    expect(answer.status, answer.text).toBe(201);
  }
}

async function simulate(run: string, pct = 0.05) {
  const { status, body, text } = await services.post('/pas/v1/runs/simulate', {
    run_id: run,
    rehearsal_pct: pct,
  });
  expect(status, text).toBe(200);
  return body as Record<string, unknown> & { rehearsal_run_id: string | null };
}

describe('POST /pas/v1/runs/simulate', () => {
  it('without tasks answers from the priors and starts nothing', async () => {
    const before = await services.get('/health');
    expect(await simulate('empty')).toMatchObject({
      basis: 'priors',
      rehearsal_run_id: null,
      sampled: 0,
      strata_coverage: 0,
      actual_pct: 0,
    });
    const after = await services.get('/health');
    expect(after.body['total_tasks']).toBe(before.body['total_tasks']);
  });

  it('a rehearsal cannot be run again: its worktree is gone', async () => {
    await addCards('once', [{ complexity: 'low' }]);
    const { rehearsal_run_id: rehearsal } = await simulate('once', 0.2);
    const answer = await services.post('/pas/v1/runs/rerun', { run_id: rehearsal });
    expect(answer.status).toBe(409);
    expect(answer.body['detail']).toContain('rehearse the plan anew');
  });

  it('with tasks takes one of every stratum at least, and says that the share was raised', async () => {
    const strata = ['Code-Impl', 'Narrative', 'Data-Schema', 'Vector-Ops'].flatMap((lane) =>
      ['low', 'high'].map((complexity) => ({ lane, complexity })),
    );
    await addCards('strata', [...strata, ...strata, ...strata]);
    const answer = await simulate('strata', 0.01);
    expect(answer).toMatchObject({
      basis: 'rehearsal',
      strata_coverage: 1,
      sampled: 8,
      actual_pct: 8 / 24,
      auto_bumped: true,
      note: expect.stringMatching(/8 of 24 tasks were rehearsed\. .*synthetic/),
    });
    expect(Number(answer['rehearsal_tokens'])).toBeGreaterThan(0);
    expect(Number(answer['projected_tokens'])).toBeGreaterThan(Number(answer['rehearsal_tokens']));
    expect(Number(answer['ci_lower'])).toBeLessThanOrEqual(Number(answer['projected_tokens']));
    expect(Number(answer['ci_upper'])).toBeGreaterThanOrEqual(Number(answer['projected_tokens']));
    expect(answer['risk_score']).toBeGreaterThanOrEqual(0);
    expect(answer['risk_score']).toBeLessThanOrEqual(1);
  });

  it('a share that is enough for every stratum is taken as asked', async () => {
    await addCards(
      'enough',
      Array.from({ length: 20 }, () => ({ complexity: 'low' })),
    );
    expect(await simulate('enough', 0.1)).toMatchObject({
      sampled: 2,
      actual_pct: 0.1,
      auto_bumped: false,
      strata_coverage: 1,
    });
  });

  it('touches nothing of the run: state, counters, spend and receipts stay', async () => {
    const path = '/pas/v1/runs/status?run_id=strata';
    const before = await services.get(path);
    await simulate('strata');
    const after = await services.get(path);
    expect(after.body).toEqual(before.body);
    expect(after.body).toMatchObject({ status: 'pending', spend_usd: 0, tasks_completed: 0 });
    const receipts = await services.get('/pas/v1/runs/receipts?run_id=strata');
    expect(receipts.body['receipts']).toEqual([]);
  });

  it('does not wait for outside executors or closed lanes: the priors stand for them, and it says so', async () => {
    await addCards('outside', [{ kind: 'external' }]);
    expect(await simulate('outside')).toMatchObject({
      basis: 'priors',
      sampled: 0,
      strata_coverage: 0,
      note: expect.stringMatching(/1 could not be, because an outside executor/),
    });
    await addCards('outside', [{}]);
    expect(await simulate('outside')).toMatchObject({
      basis: 'partial_rehearsal',
      sampled: 1,
      strata_coverage: 0.5,
    });
    await services.patch('/pas/v1/lanes/Graph-Ops', { cap: 0 });
    await addCards('closed', [{ lane: 'Graph-Ops' }]);
    expect(await simulate('closed')).toMatchObject({ basis: 'priors', sampled: 0 });
    await services.patch('/pas/v1/lanes/Graph-Ops', { cap: 2 });
  });

  it('does not wait for a budget that only a person can raise, and leaves nothing that starts later', async () => {
    const spent = await services.post('/pas/v1/jobcards', {
      project_id: 5,
      run_id: 'spent',
      lane: 'Code-Impl',
      kind: 'external',
    });
    await services.post('/pas/v1/receipts', {
      task_id: spent.body['task_id'],
      run_id: 'spent',
      lane: 'Code-Impl',
      provider: 'p',
      time_ms: 1,
      cost_usd: 0.5,
      status: 'succeeded',
    });
    await services.patch('/pas/v1/budgets', { project_id: 5, project_usd: 0.25 });
    await addCards('broke', [{ project_id: 5 }]);
    const answer = await simulate('broke');
    expect(answer).toMatchObject({
      basis: 'partial_rehearsal',
      note: expect.stringMatching(/It was given up: The project budget of \$0\.25 .* is raised/),
    });
    const runs = await services.get('/pas/v1/runs?q=broke~rehearsal');
    expect(runs.body['runs']).toMatchObject([{ status: 'terminated' }]);
    await services.patch('/pas/v1/budgets', { project_id: 5, project_usd: null });
  });

  it('the same key rehearses once, also when requests race', async () => {
    await addCards('keyed', [{}, {}]);
    const headers = { 'idempotency-key': 'rehearse-once' };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        services.post('/pas/v1/runs/simulate', { run_id: 'keyed' }, headers),
      ),
    );
    expect(new Set(answers.map((answer) => answer.body['rehearsal_run_id'])).size).toBe(1);
    const runs = await services.get('/pas/v1/runs?q=keyed~rehearsal');
    expect(runs.body['runs']).toHaveLength(1);
  });
});

describe('a rehearsal on a real repository', () => {
  it('runs for real in a worktree of its own, which is gone when it is answered', async () => {
    const before = repo.state();
    await addCards('real', [{ payload: { repo: repo.path, step: 'test' } }]);
    const answer = await simulate('real');
    expect(answer).toMatchObject({ basis: 'rehearsal', sampled: 1, strata_coverage: 1 });
    const receipts = await services.get(
      `/pas/v1/runs/receipts?run_id=${encodeURIComponent(String(answer.rehearsal_run_id))}`,
    );
    expect(receipts.body['receipts']).toMatchObject([
      { mode: 'real', provider: 'local:tool', status: 'succeeded' },
    ]);
    expect(repo.git('worktree', 'list').trim().split('\n')).toHaveLength(1);
    const worktrees = join(services.dataDir, 'worktrees');
    expect(existsSync(worktrees) ? readdirSync(worktrees) : []).toEqual([]);
    expect(repo.git('branch', '--list', 'slipway/*')).toBe('');
    expect(repo.state()).toEqual(before);
    // "archives are what their name says"
    const trash = join(services.dataDir, 'trash');
    for (const name of readdirSync(trash)) {
      expect(name).toMatch(/\.tar$/);
      const magic = readFileSync(join(trash, name)).toString('latin1', 257, 262);
      expect(magic).toBe('ustar');
    }
    expect(readdirSync(trash)).toHaveLength(1);
  });

  it('never enters what was observed of the project, and neither does synthetic work', async () => {
    const created = await services.post('/api/projects', {
      name: 'Observed',
      repo: repo.path,
      initial_context: 'Check the sums',
    });
    const path = `/api/projects/${String(created.body['project_id'])}`;
    await services.post(`${path}/generate-prd`, {});
    const basisOf = async (): Promise<unknown[]> => {
      const { body } = await services.post(`${path}/estimate`, {});
      const tasks = body['tasks'] as { estimate: { source: { observations: number } } }[];
      return tasks.map((task) => task.estimate.source.observations);
    };
    const cold = await basisOf();
    expect(cold.every((observations) => observations === 0)).toBe(true);
    const simulated = await services.post(`${path}/simulate?rehearsal_pct=0.2`, {});
    expect(simulated.body, simulated.text).toMatchObject({
      simulation_results: { strata_coverage: 1 },
    });
    expect(await basisOf()).toEqual(cold);
    await addCards('pretended', [{ project_id: created.body['project_id'] }]);
    await services.post('/pas/v1/runs/start', {
      project_id: created.body['project_id'],
      run_id: 'pretended',
    });
    await services.runIn('pretended', ['completed']);
    expect(await basisOf()).toEqual(cold);
  });
});
