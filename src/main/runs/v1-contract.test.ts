import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEventsAfter } from '../db/event-log.ts';
import { openServices, type Services } from '../testing/open-services.ts';

let services: Services;
beforeAll(async () => {
  services = await openServices({ synthetic: true, timeScale: 10_000 });
});
afterAll(() => services.close());

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

describe('the twelve operations of PAS v1', () => {
  const run = 'v1-walk';
  let synthetic = '';
  let outside = '';

  it('GET /health', async () => {
    const { status, body } = await services.get('/health');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'ok',
      active_runs: 0,
      total_tasks: 0,
      total_receipts: 0,
      mode: 'synthetic',
      version: expect.any(String),
      store: { status: 'ok' },
      workers: { status: 'ok' },
    });
  });

  it('POST /pas/v1/jobcards, before the start, answers 201 with a task_id', async () => {
    const full = await services.post('/pas/v1/jobcards', {
      project_id: 7,
      run_id: run,
      lane: 'Code-Impl',
      priority: 0.5,
      deps: [],
      payload: { goal: 'Write the parser', anything: { else: 'is kept' } },
      budget_usd: 1.0,
      ci_width_hint: 0.3,
      idempotency_key: 'v1-card-1',
      deadline: '2030-01-01T00:00:00Z',
      kind: 'agent',
      complexity: 'low',
    });
    expect(full).toMatchObject({ status: 201, body: { task_id: expect.stringMatching(/^t_/) } });
    synthetic = String(full.body['task_id']);
    const least = await services.post('/pas/v1/jobcards', {
      project_id: 7,
      run_id: run,
      lane: 'Data-Schema',
      kind: 'external',
      deps: [synthetic],
    });
    expect(least.status).toBe(201);
    outside = String(least.body['task_id']);
    const task = await services.get(`/pas/v1/tasks/${synthetic}`);
    expect(task.body).toMatchObject({ payload: { anything: { else: 'is kept' } }, budget_usd: 1 });
  });

  it('POST /pas/v1/runs/start', async () => {
    const start = {
      project_id: 7,
      run_id: run,
      run_kind: 'baseline',
      rehearsal_pct: 0,
      budget_caps: { budget_usd: 50, energy_kwh: 3, tokens: 900_000 },
    };
    const started = await services.post('/pas/v1/runs/start', start);
    expect(started).toMatchObject({ status: 200, body: { status: 'executing', run_id: run } });
    const twice = await services.post('/pas/v1/runs/start', start);
    expect(twice).toMatchObject({ status: 409, body: { code: 'already_started' } });
  });

  it('POST /pas/v1/runs/pause and resume', async () => {
    const paused = await services.post('/pas/v1/runs/pause', { run_id: run, reason: 'a break' });
    expect(paused).toMatchObject({ status: 200, body: { status: 'paused', run_id: run } });
    const resumed = await services.post('/pas/v1/runs/resume', { run_id: run });
    expect(resumed).toMatchObject({ status: 200, body: { status: 'executing', run_id: run } });
  });

  it('POST /pas/v1/heartbeats', async () => {
    await services.until('the outside task runs', async () => {
      const { body } = await services.get(`/pas/v1/tasks/${outside}`);
      return body['status'] === 'running';
    });
    for (const ts of ['2026-11-22T10:00:00Z', 1_795_000_000, 1_795_000_000_000]) {
      const beat = await services.post('/pas/v1/heartbeats', {
        run_id: run,
        task_id: outside,
        ts,
        progress_pct: 0.4,
        est_remaining_ms: 5000,
      });
      expect(beat).toMatchObject({ status: 200, body: { status: 'acknowledged' } });
    }
    const task = await services.get(`/pas/v1/tasks/${outside}`);
    expect(task.body['progress_pct']).toBe(0.4);
  });

  it('POST /pas/v1/kpis, with pass and with pass_bool', async () => {
    const kpi = { task_id: outside, run_id: run, value: 0.97, threshold: 0.9, logs_path: '/x/y' };
    const passed = await services.post('/pas/v1/kpis', { ...kpi, kpi_name: 'rows', pass: true });
    expect(passed).toMatchObject({
      status: 200,
      body: { status: 'stored', task_id: outside, kpi_name: 'rows' },
    });
    const failed = await services.post('/pas/v1/kpis', {
      ...kpi,
      kpi_name: 'drift',
      value: 3,
      threshold: 1,
      pass_bool: false,
    });
    expect(failed.status).toBe(200);
    const events = readEventsAfter(services.engine.spine.store.reader, 0, {
      runId: run,
      limit: 10_000,
    }).filter((event) => event.type === 'kpi.recorded');
    expect(events.at(-1)).toMatchObject({ data: { kpi_name: 'drift', logs_path: '/x/y' } });
  });

  it('POST /pas/v1/receipts', async () => {
    const receipt = {
      task_id: outside,
      run_id: run,
      lane: 'Data-Schema',
      provider: 'ollama:test',
      tokens_in: 120,
      tokens_out: 40,
      tokens_think: 5,
      time_ms: 1500,
      cost_usd: 0.0123,
      energy_kwh: 0.0004,
      echo_cos: 0.91,
      status: 'succeeded',
      artifacts_path: '/artifacts/1',
      tokens_tool_use: 3,
      carbon_kg: 0.0001,
    };
    const stored = await services.post('/pas/v1/receipts', receipt);
    expect(stored).toMatchObject({ status: 200, body: { status: 'stored', task_id: outside } });
    const kept = await services.get(`/pas/v1/runs/receipts?run_id=${run}`);
    const receipts = kept.body['receipts'] as { task_id: string }[];
    expect(receipts.find((one) => one.task_id === outside)).toMatchObject({
      ...receipt,
      mode: 'real',
      energy_source: 'reported',
    });
  });

  it('GET /pas/v1/runs/status', async () => {
    const view = await services.runIn(run, ['needs_review']);
    expect(view).toMatchObject({
      run_id: run,
      status: 'needs_review',
      tasks_total: 2,
      tasks_completed: 2,
      tasks_failed: 0,
      spend_usd: expect.any(Number),
      kpi_violations: [
        { task_id: outside, kpi_name: 'drift', expected: 1, actual: 3, pass: false },
      ],
    });
    const spent = await services.get(`/pas/v1/runs/receipts?run_id=${run}`);
    const energies = (spent.body['receipts'] as { energy_kwh: number }[]).map((r) => r.energy_kwh);
    expect(energies).toContain(0.0004);
    expect(view).toHaveProperty(
      'spend_energy_kwh',
      energies.reduce((sum, kwh) => sum + kwh, 0),
    );
    expect(view).toHaveProperty('runway_minutes');
    expect(view.tasks.map(({ task_id: id, lane, status }) => ({ id, lane, status }))).toEqual([
      { id: synthetic, lane: 'Code-Impl', status: 'succeeded' },
      { id: outside, lane: 'Data-Schema', status: 'succeeded' },
    ]);
  });

  it('POST /pas/v1/runs/simulate', async () => {
    const { status, body } = await services.post('/pas/v1/runs/simulate', {
      run_id: 'v1-nothing-yet',
      rehearsal_pct: 0.01,
      stratified: true,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ basis: 'priors', auto_bumped: false, strata_coverage: 0 });
    for (const field of [
      'rehearsal_tokens',
      'projected_tokens',
      'ci_lower',
      'ci_upper',
      'risk_score',
    ])
      expect(body[field], field).toBeTypeOf('number');
    expect(Number(body['ci_lower'])).toBeLessThan(Number(body['ci_upper']));
  });

  it('GET /pas/v1/portfolio/status', async () => {
    const { status, body } = await services.get('/pas/v1/portfolio/status');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      active_runs: 0,
      queued_tasks: 0,
      lane_caps: {
        'Code-Impl': 6,
        'Code-API-Design': 4,
        'Data-Schema': 2,
        Narrative: 4,
        'Graph-Ops': 2,
        'Vector-Ops': 4,
      },
      fairness_weights: expect.any(Object),
    });
    expect(Object.values(body['lane_utilization'] as object)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('POST /pas/v1/runs/terminate', async () => {
    await services.post('/pas/v1/runs/start', { project_id: 7, run_id: 'v1-end' });
    const ended = await services.post('/pas/v1/runs/terminate', { run_id: 'v1-end', reason: 'x' });
    expect(ended).toMatchObject({ status: 200, body: { status: 'terminated', run_id: 'v1-end' } });
  });

  it('errors are problem documents of RFC 9457 with field paths', async () => {
    const { status, headers, body } = await services.post('/pas/v1/jobcards', {
      project_id: 'one',
      run_id: run,
      lane: 'Code-Impl',
    });
    expect(status).toBe(422);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({
      type: expect.stringContaining('invalid_input'),
      title: expect.any(String),
      status: 422,
      detail: expect.stringContaining('project_id'),
      errors: [{ path: 'project_id', message: expect.any(String) }],
    });
  });

  it('times on the wire are ISO 8601', async () => {
    const { body } = await services.get(`/pas/v1/tasks/${outside}`);
    for (const field of ['queued_at', 'started_at', 'ended_at']) expect(body[field]).toMatch(iso);
  });
});

describe('idempotency', () => {
  const card = { project_id: 8, run_id: 'v1-keys', lane: 'Code-Impl', kind: 'external' };

  it('a key in the header answers the first response, and says so in header and body', async () => {
    const headers = { 'idempotency-key': 'header-key-1' };
    const first = await services.post('/pas/v1/jobcards', card, headers);
    expect(first.headers['idempotent-replay']).toBeUndefined();
    expect(first.body['idempotent_replay']).toBeUndefined();
    const again = await services.post('/pas/v1/jobcards', card, headers);
    expect(again.status).toBe(201);
    expect(again.headers['idempotent-replay']).toBe('true');
    expect(again.headers['idempotency-payload-mismatch']).toBeUndefined();
    expect(again.body).toEqual({ ...first.body, idempotent_replay: true });
  });

  it('the body field is the same key as the header', async () => {
    const first = await services.post('/pas/v1/jobcards', {
      ...card,
      idempotency_key: 'both-ways',
    });
    const again = await services.post('/pas/v1/jobcards', card, { 'idempotency-key': 'both-ways' });
    expect(again.body['task_id']).toBe(first.body['task_id']);
    expect(again.headers['idempotent-replay']).toBe('true');
    expect(again.headers['idempotency-payload-mismatch']).toBeUndefined();
  });

  it('another body under the key answers the first response, marked as a mismatch, and makes no second task', async () => {
    const before = await services.get('/health');
    const again = await services.post(
      '/pas/v1/jobcards',
      { ...card, priority: 0.9 },
      { 'idempotency-key': 'header-key-1' },
    );
    expect(again.status).toBe(201);
    expect(again.headers['idempotent-replay']).toBe('true');
    expect(again.headers['idempotency-payload-mismatch']).toBe('true');
    const after = await services.get('/health');
    expect(after.body['total_tasks']).toBe(before.body['total_tasks']);
  });

  it('twenty requests that race with one key make one task', async () => {
    const before = await services.get('/health');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        services.post('/pas/v1/jobcards', card, { 'idempotency-key': 'racing-key' }),
      ),
    );
    expect(new Set(answers.map((answer) => answer.body['task_id'])).size).toBe(1);
    expect(answers.filter((one) => one.headers['idempotent-replay'] === 'true')).toHaveLength(19);
    const after = await services.get('/health');
    expect(after.body['total_tasks']).toBe(Number(before.body['total_tasks']) + 1);
  });

  it.each([
    ['start', '/pas/v1/runs/start', { project_id: 8, run_id: 'v1-keys' }],
    ['pause', '/pas/v1/runs/pause', { run_id: 'v1-keys' }],
    ['resume', '/pas/v1/runs/resume', { run_id: 'v1-keys' }],
    ['simulate', '/pas/v1/runs/simulate', { run_id: 'v1-empty' }],
    ['terminate', '/pas/v1/runs/terminate', { run_id: 'v1-keys' }],
  ])('%s with its key may be repeated', async (name, path, body) => {
    const headers = { 'idempotency-key': `again-${name}` };
    const first = await services.post(path, body, headers);
    expect(first.status).toBe(200);
    const again = await services.post(path, body, headers);
    expect(again.status).toBe(200);
    expect(again.headers['idempotent-replay']).toBe('true');
    expect(again.body).toEqual({ ...first.body, idempotent_replay: true });
  });

  it('a key survives a restart', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'slipway-keys-'));
    const headers = { 'idempotency-key': 'over-the-restart' };
    const one = await openServices({ dataDir, synthetic: true });
    const first = await one.post('/pas/v1/jobcards', card, headers);
    await one.close();
    const two = await openServices({ dataDir, synthetic: true });
    const again = await two.post('/pas/v1/jobcards', card, headers);
    const health = await two.get('/health');
    await two.close();
    rmSync(dataDir, { recursive: true, force: true });
    expect(again.body).toEqual({ ...first.body, idempotent_replay: true });
    expect(health.body['total_tasks']).toBe(1);
  });
});
