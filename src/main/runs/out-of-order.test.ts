import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServices, type Services } from '../testing/open-services.ts';

let services: Services;

beforeAll(async () => {
  services = await openServices({ synthetic: true, timeScale: 10_000 });
});
afterAll(() => services.close());

async function addCard(fields: Record<string, unknown>): Promise<string> {
  const card = await services.post('/pas/v1/jobcards', {
    project_id: 1,
    lane: 'Code-Impl',
    ...fields,
  });
  expect(card.status, card.text).toBe(201);
  return String(card.body['task_id']);
}

const receipt = {
  lane: 'Code-Impl',
  provider: 'p',
  time_ms: 1,
  cost_usd: 0,
  status: 'succeeded',
};

describe('out of order, duplicate and racing', () => {
  it('a receipt before the run is started ends the task, and the start finds it ended', async () => {
    const task = await addCard({ run_id: 'early', kind: 'external' });
    const early = { ...receipt, task_id: task, run_id: 'early', cost_usd: 0.25 };
    expect((await services.post('/pas/v1/receipts', early)).status).toBe(200);
    expect(
      (await services.post('/pas/v1/runs/start', { project_id: 1, run_id: 'early' })).status,
    ).toBe(200);
    const view = await services.runIn('early', ['completed', 'needs_review']);
    expect(view).toMatchObject({ spend_usd: 0.25, tasks_total: 1, tasks_completed: 1 });
  });

  it('a second receipt changes nothing and answers the first; a different one says so', async () => {
    const task = await addCard({ run_id: 'twice', kind: 'external' });
    const first = { ...receipt, task_id: task, run_id: 'twice', cost_usd: 0.1 };
    await services.post('/pas/v1/receipts', first);
    const same = await services.post('/pas/v1/receipts', first);
    expect(same.headers['idempotent-replay']).toBe('true');
    expect(same.headers['idempotency-payload-mismatch']).toBeUndefined();
    const other = await services.post('/pas/v1/receipts', { ...first, cost_usd: 99 });
    expect(other.headers['idempotency-payload-mismatch']).toBe('true');
    const kept = await services.get('/pas/v1/runs/receipts?run_id=twice');
    expect(kept.body['receipts']).toMatchObject([{ cost_usd: 0.1 }]);
  });

  it('ten receipts that race end the task once', async () => {
    const task = await addCard({ run_id: 'race', kind: 'external' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        services.post('/pas/v1/receipts', {
          ...receipt,
          task_id: task,
          run_id: 'race',
          cost_usd: (index + 1) / 10,
        }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
    expect(answers.filter((one) => one.headers['idempotent-replay'] === undefined)).toHaveLength(1);
    const view = await services.runIn('race', ['pending']);
    const kept = await services.get('/pas/v1/runs/receipts?run_id=race');
    const [stored] = kept.body['receipts'] as { cost_usd: number }[];
    expect(view.spend_usd).toBe(stored?.cost_usd);
  });

  it('ten starts that race start once; nine say that it runs', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        services.post('/pas/v1/runs/start', { project_id: 1, run_id: 'race-start' }),
      ),
    );
    const codes = answers.map((answer) => answer.status);
    expect(codes.toSorted()).toEqual([200, ...(Array(9).fill(409) as number[])]);
  });

  it('a pause that races with a resume leaves a legal state', async () => {
    await services.post('/pas/v1/runs/start', { project_id: 1, run_id: 'tug' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        services.post(`/pas/v1/runs/${index % 2 === 0 ? 'pause' : 'resume'}`, { run_id: 'tug' }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200));
    await services.runIn('tug', ['executing']);
  });

  it('a terminated run takes nothing more, and its queued tasks say why they were skipped', async () => {
    const task = await addCard({ run_id: 'ended-early', kind: 'external' });
    await services.post('/pas/v1/runs/start', { project_id: 1, run_id: 'ended-early' });
    await services.post('/pas/v1/runs/pause', { run_id: 'ended-early' });
    const late = await addCard({ run_id: 'ended-early', deps: [task] });
    await services.post('/pas/v1/runs/terminate', { run_id: 'ended-early', reason: 'enough' });
    const resumed = await services.post('/pas/v1/runs/resume', { run_id: 'ended-early' });
    expect(resumed.status).toBe(409);
    expect(resumed.body['detail']).toMatch(/is terminated; only a paused run/);
    const { body } = await services.get(`/pas/v1/tasks/${late}`);
    expect(body).toMatchObject({ status: 'skipped', reason: 'The run was terminated: enough.' });
    await services.until('every task has ended with one receipt', async () => {
      const kept = await services.get('/pas/v1/runs/receipts?run_id=ended-early');
      return (kept.body['receipts'] as unknown[]).length === 2;
    });
  });

  it('a dependency on a task that ended well is fulfilled; on a failed one the card is skipped', async () => {
    await services.post('/pas/v1/runs/start', { project_id: 1, run_id: 'late-deps' });
    const failing = await addCard({ run_id: 'late-deps', kind: 'external' });
    await services.post('/pas/v1/receipts', {
      ...receipt,
      task_id: failing,
      run_id: 'late-deps',
      status: 'failed',
    });
    const doomed = await addCard({ run_id: 'late-deps', deps: [failing] });
    const ended = await addCard({ run_id: 'late-deps' });
    const fine = await addCard({ run_id: 'late-deps', deps: [ended] });
    const view = await services.runIn('late-deps', ['needs_review', 'failed']);
    const byId = new Map(view.tasks.map((one) => [one.task_id, one]));
    expect(byId.get(doomed)).toMatchObject({
      status: 'skipped',
      reason: expect.stringMatching(/./),
    });
    expect(byId.get(fine)).toMatchObject({ status: 'succeeded' });
  });
});
