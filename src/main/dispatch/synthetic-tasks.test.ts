import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LANES } from '#shared/lanes.ts';
import { openServices, type Services } from '../testing/open-services.ts';

let services: Services;
beforeAll(async () => {
  services = await openServices({ synthetic: true, failingShare: 1, seed: 7 });
});
afterAll(() => services.close());

async function run(id: string, cards: readonly Record<string, unknown>[]): Promise<void> {
  for (const card of cards) {
    const answer = await services.post('/pas/v1/jobcards', { project_id: 1, run_id: id, ...card });
    expect(answer.status, answer.text).toBe(201);
  }
  await services.post('/pas/v1/runs/start', { project_id: 1, run_id: id });
}

describe('"each task writes its lane’s KPIs, energy, thinking tokens and echo_cos drawn from the seed with source:synthetic"', () => {
  it('in every lane; a missed KPI is a violation and sends the run to review', async () => {
    await run(
      'lanes',
      DEFAULT_LANES.map(({ name }) => ({ lane: name, payload: { goal: 'x' } })),
    );
    const ended = await services.runIn('lanes', ['needs_review']);
    expect(ended).toMatchObject({ tasks_failed: 0, verification: 'unverified', mode: 'synthetic' });
    expect(ended.kpi_violations).toHaveLength(DEFAULT_LANES.length);
    for (const { name, gates } of DEFAULT_LANES) {
      const task = ended.tasks.find(({ lane }) => lane === name);
      const own = ended.gates.filter((gate) => 'task_id' in gate && gate.task_id === task?.task_id);
      expect(own.map(({ kpi_name, source }) => [kpi_name, source])).toEqual(
        [...gates.map(({ kpi }) => kpi), 'echo_cos'].map((kpi) => [kpi, 'synthetic']),
      );
    }
    const { body } = await services.get('/pas/v1/runs/receipts?run_id=lanes');
    for (const receipt of body['receipts'] as Record<string, unknown>[]) {
      expect(receipt).toMatchObject({ energy_source: 'synthetic', provider: 'synthetic:stub' });
      expect(receipt['echo_cos']).toEqual(expect.any(Number));
      expect(receipt['energy_kwh']).toBeGreaterThan(0);
      expect(receipt['tokens_think']).toSatisfy(Number.isSafeInteger);
    }
    expect(
      (body['receipts'] as { tokens_think: number }[]).some(({ tokens_think }) => tokens_think > 0),
    ).toBe(true);
  });

  it('repeats itself: the same cards under the same seed give the same figures', async () => {
    const again = await openServices({ synthetic: true, failingShare: 1, seed: 7 });
    const read = async (from: Services) =>
      (
        (await from.get('/pas/v1/runs/receipts?run_id=lanes')).body['receipts'] as Record<
          string,
          unknown
        >[]
      )
        .map(({ lane, tokens_in, tokens_out, tokens_think, energy_kwh, echo_cos }) => ({
          lane,
          tokens_in,
          tokens_out,
          tokens_think,
          energy_kwh,
          echo_cos,
        }))
        .toSorted((a, b) => String(a.lane).localeCompare(String(b.lane)));
    const first = await read(services);
    const mine = services;
    services = again;
    try {
      await run(
        'lanes',
        DEFAULT_LANES.map(({ name }) => ({ lane: name, payload: { goal: 'x' } })),
      );
      await again.runIn('lanes', ['needs_review']);
      expect(await read(again)).toEqual(first);
    } finally {
      services = mine;
      await again.close();
    }
  });
});

describe('"nothing fails there for lack of a repository or a model"', () => {
  it('a card whose repository is not there runs synthetic, with the reason', async () => {
    const gone = '/nowhere/at/all';
    await run('gone', [
      { lane: 'Code-Impl', payload: { repo: gone, step: 'test' } },
      { lane: 'Code-Impl', payload: { repo: gone, command: ['npm', 'test'] } },
      { lane: 'Vector-Ops', payload: { repo: gone, operation: 'refresh' } },
      { lane: 'Code-Impl', payload: { step: 'lint' } },
      { lane: 'Narrative', payload: { goal: 'Write it' } },
    ]);
    const ended = await services.runIn('gone', ['needs_review']);
    for (const task of ended.tasks) {
      expect(task).toMatchObject({ status: 'succeeded', mode: 'synthetic' });
      expect(task.reason).toMatch(/^It ran synthetic\. /);
    }
    expect(ended.tasks[0]?.reason).toContain(gone);
  });

  it('but not in a run that was declared real', async () => {
    await services.post('/pas/v1/jobcards', {
      project_id: 1,
      run_id: 'real',
      lane: 'Code-Impl',
      payload: { repo: '/nowhere/at/all', step: 'test' },
    });
    await services.post('/pas/v1/runs/start', { project_id: 1, run_id: 'real', mode: 'real' });
    const ended = await services.runIn('real', ['failed']);
    expect(ended.tasks[0]).toMatchObject({ status: 'failed', mode: 'real' });
  });
});

it('"value: any JSON; objects and arrays come back unchanged … threshold: an object such as {min: 0.95}, kept and given back as sent"', async () => {
  const card = { project_id: 2, run_id: 'kpis', lane: 'Code-Impl', kind: 'external' };
  const { body } = await services.post('/pas/v1/jobcards', card);
  const of = { run_id: 'kpis', task_id: body['task_id'] };
  const values = [{ rate: 0.5, of: [1, null] }, [1, 'two', { three: 3 }], 'text', null, 0.5, true];
  for (const [index, value] of values.entries()) {
    const kpi = { ...of, kpi_name: `k${index}`, value, pass: false, threshold: { min: 0.95 } };
    const stored = await services.post('/pas/v1/kpis', kpi);
    expect(stored.status, stored.text).toBe(200);
  }
  const without = await services.post('/pas/v1/kpis', { ...of, kpi_name: 'x', pass: true });
  expect(without).toMatchObject({ status: 422, body: { errors: [{ path: 'value' }] } });
  const status = await services.get('/pas/v1/runs/status?run_id=kpis');
  const violations = status.body['kpi_violations'] as { actual: unknown; expected: unknown }[];
  expect(violations.map(({ actual }) => actual)).toEqual(values);
  for (const { expected } of violations) expect(expected).toEqual({ min: 0.95 });
});
