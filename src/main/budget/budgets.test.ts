import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { must } from '#shared/assert.ts';
import { readEventsAfter } from '../db/event-log.ts';
import { openServices, type RunView, type Services } from '../testing/open-services.ts';

let services: Services;
let number = 0;

beforeAll(async () => {
  services = await openServices();
});
afterAll(() => services.close());

/** A run of outside tasks, each of which may cost up to its budget. */
async function outsideRun(tasks: number, budgetUsd: number, capUsd: number | null) {
  const run = `budget-${(number += 1)}`;
  const ids: string[] = [];
  for (let index = 0; index < tasks; index += 1) {
    const card = await services.post('/pas/v1/jobcards', {
      project_id: number,
      run_id: run,
      lane: 'Code-Impl',
      kind: 'external',
      budget_usd: budgetUsd,
    });
    ids.push(String(card.body['task_id']));
  }
  const caps = capUsd === null ? {} : { budget_caps: { budget_usd: capUsd } };
  await services.post('/pas/v1/runs/start', { project_id: number, run_id: run, ...caps });
  return { run, ids };
}

async function pay(run: string, task: string, costUsd: number): Promise<void> {
  const stored = await services.post('/pas/v1/receipts', {
    task_id: task,
    run_id: run,
    lane: 'Code-Impl',
    provider: 'test:paid',
    time_ms: 100,
    cost_usd: costUsd,
    status: 'succeeded',
  });
  expect(stored.status, stored.text).toBe(200);
}

async function view(run: string): Promise<RunView> {
  return (await services.get(`/pas/v1/runs/status?run_id=${run}`)).body as unknown as RunView;
}

async function untilRunning(run: string, tasks: number): Promise<RunView> {
  await services.until(`${tasks} tasks of ${run} run`, async () => {
    const now = await view(run);
    return now.tasks.filter((task) => task.status === 'running').length === tasks;
  });
  return view(run);
}

async function end(run: string): Promise<void> {
  await services.post('/pas/v1/runs/terminate', { run_id: run });
}

function eventsOf(run: string, type: string) {
  const { reader } = services.engine.spine.store;
  return readEventsAfter(reader, 0, { runId: run, limit: 100_000 }).filter(
    (event) => event.type === type,
  );
}

async function pendingApproval(run: string) {
  const { body } = await services.get('/pas/v1/approvals?status=pending');
  const found = (body['approvals'] as { run_id: string; approval_id: number }[]).find(
    (one) => one.run_id === run,
  );
  if (found === undefined) throw new Error(`no approval for ${run}`);
  return found;
}

describe('reserving', () => {
  it('starts only what fits under the cap with everything that runs, and the rest says so', async () => {
    const { run, ids } = await outsideRun(5, 0.3, 1);
    const full = await untilRunning(run, 3);
    expect(full.reserved_usd).toBe(0.9);
    const waiting = full.tasks.filter((task) => task.status === 'queued');
    expect(waiting).toHaveLength(2);
    for (const task of waiting)
      expect(task.waits).toMatchObject({
        kind: 'budget',
        text: expect.stringMatching(/\$0\.90 reserved/),
      });
    // A receipt releases what was not used: 0.05 + 0.60 + 0.30 fits again.
    await pay(run, ids[0] ?? '', 0.05);
    const next = await untilRunning(run, 3);
    expect(next).toMatchObject({ spend_usd: 0.05, reserved_usd: 0.9 });
    await end(run);
    await services.until(
      'reservations are released',
      async () => (await view(run)).reserved_usd === 0,
    );
  });
});

describe('a projection above 125 % of the cap', () => {
  it('pauses the run and asks; approving with a new cap resumes it', async () => {
    const { run, ids } = await outsideRun(4, 0.1, 1);
    await untilRunning(run, 4);
    await pay(run, ids[0] ?? '', 0.4);
    const paused = await services.runIn(run, ['paused']);
    expect(paused.reason).toMatch(
      /Projected spend is \$1\.60 .*more than 125 % of the cap of \$1\.00/,
    );
    expect(paused.projected_usd).toBe(1.6);
    const { approval_id: id } = await pendingApproval(run);
    const decided = await services.post(`/pas/v1/approvals/${id}/decide`, {
      decision: 'approve',
      budget_usd: 2,
      reason: 'worth it',
    });
    expect(decided.body).toMatchObject({ approval: { status: 'approved', actor: 'local' } });
    expect(await services.runIn(run, ['executing'])).toMatchObject({ budget_usd: 2 });
    expect(eventsOf(run, 'budget.changed')).toMatchObject([
      { data: { actor: 'local', reason: 'worth it', after: { capMicro: 2_000_000 } } },
    ]);
    const twice = await services.post(`/pas/v1/approvals/${id}/decide`, { decision: 'reject' });
    expect(twice).toMatchObject({ status: 409 });
    expect(twice.body['detail']).toMatch(/was approved already/);
    await end(run);
  });

  it('a person’s yes to going on as it is outlives a restart of the engine', async () => {
    const { run, ids } = await outsideRun(4, 0.1, 1);
    await untilRunning(run, 4);
    await pay(run, ids[0] ?? '', 0.4);
    await services.runIn(run, ['paused']);
    await services.post('/pas/v1/runs/resume', { run_id: run, reason: 'it is worth it' });
    const { spine } = services.engine;
    // What a restart does: memory goes, the ledger stays.
    spine.runs.close(run);
    spine.runs.open(must(spine.store.read.runs.get(run), 'a stored run'));
    await pay(run, ids[1] ?? '', 0.3);
    expect((await view(run)).status).toBe('executing');
    await end(run);
  });

  it('rejected, leaves it paused; nothing new starts', async () => {
    const { run, ids } = await outsideRun(8, 0.05, 1);
    await untilRunning(run, 6);
    await pay(run, ids[0] ?? '', 0.5);
    await services.runIn(run, ['paused']);
    const { approval_id: id } = await pendingApproval(run);
    await services.post(`/pas/v1/approvals/${id}/decide`, { decision: 'reject', reason: 'no' });
    const after = await view(run);
    expect(after).toMatchObject({ status: 'paused', budget_usd: 1 });
    expect(after.tasks.filter((task) => task.status === 'queued').length).toBeGreaterThan(0);
    const resumed = await services.post('/pas/v1/runs/resume', { run_id: run });
    expect(resumed.body).toMatchObject({ status: 'executing' });
    await end(run);
  });

  it('just under 125 % goes on', async () => {
    const { run, ids } = await outsideRun(4, 0.1, 1);
    await untilRunning(run, 4);
    await pay(run, ids[0] ?? '', 0.3125);
    expect(await view(run)).toMatchObject({ status: 'executing', projected_usd: 1.25 });
    await end(run);
  });
});

describe('a hard cap', () => {
  it('is never passed by more than the one in flight, whatever tasks cost', async () => {
    const { run } = await outsideRun(10, 0.5, 1);
    const dearest = 0.7;
    await untilRunning(run, 2);
    for (;;) {
      const now = await view(run);
      const running = now.tasks.filter((task) => task.status === 'running');
      if (now.status === 'paused' && running.length === 0) break;
      for (const task of running) await pay(run, task.task_id, dearest);
      await services.until('paused or more', async () => {
        const next = await view(run);
        return next.status === 'paused' || next.tasks.some((task) => task.status === 'running');
      });
    }
    // A person who says "go on" does not lift the cap: what is left waits for the budget.
    await services.post('/pas/v1/runs/resume', { run_id: run });
    await services.until('the rest waits for the budget', async () => {
      const left = (await view(run)).tasks.filter((task) => task.status !== 'succeeded');
      return left.every((task) => task.status === 'queued' && task.waits?.kind === 'budget');
    });
    expect((await view(run)).spend_usd).toBeLessThanOrEqual(1 + dearest);
    await end(run);
  });
});

describe('changing a budget', () => {
  it('is audited and lets waiting tasks start', async () => {
    const { run } = await outsideRun(3, 0.4, 0.5);
    await untilRunning(run, 1);
    const changed = await services.post('/pas/v1/runs/budget', {
      run_id: run,
      budget_caps: { budget_usd: 1.2 },
      reason: 'more work came',
    });
    expect(changed.body).toMatchObject({ budget_usd: 1.2, status: 'executing' });
    await untilRunning(run, 3);
    expect(eventsOf(run, 'budget.changed')).toMatchObject([
      {
        data: {
          actor: 'local',
          reason: 'more work came',
          before: { capMicro: 500_000 },
          after: { capMicro: 1_200_000 },
        },
      },
    ]);
    await end(run);
  });

  it('runway_minutes comes from the burn rate; unknown before anything was spent', async () => {
    const { run, ids } = await outsideRun(10, 0.1, 10);
    expect((await view(run)).runway_minutes).toBeNull();
    await pay(run, ids[0] ?? '', 0.01);
    const burning = await view(run);
    expect(burning.runway_minutes).toBeGreaterThan(0);
    await end(run);
  });
});

describe('money', () => {
  const awkward = fc.oneof(
    fc.constantFrom(0.1, 0.2, 0.3, 1e-6, 4.9e-7, 1 / 3, 2.675, 1.005, 0.29, 0.57, 1.1, 4.35, 8.2),
    fc.double({ min: 0, max: 10, noNaN: true }),
  );

  it('adds up exactly in micro-dollars: receipts, run and portfolio', async () => {
    const costs = fc.sample(awkward, { numRuns: 60, seed: 11 });
    const before = await services.get('/pas/v1/portfolio/status');
    const { run, ids } = await outsideRun(costs.length, 0.1, null);
    await Promise.all(costs.map((cost, index) => pay(run, ids[index] ?? '', cost)));
    const exact = costs.reduce((sum, cost) => sum + Math.round(cost * 1e6), 0);
    const kept = await services.get(`/pas/v1/runs/receipts?run_id=${run}`);
    const receipts = kept.body['receipts'] as { cost_usd: number }[];
    const micro = (usd: unknown): number => Math.round(Number(usd) * 1e6);
    expect(receipts.reduce((sum, receipt) => sum + micro(receipt.cost_usd), 0)).toBe(exact);
    expect((await view(run)).spend_usd).toBe(exact / 1e6);
    const after = await services.get('/pas/v1/portfolio/status');
    expect(micro(after.body['spend_today_usd']) - micro(before.body['spend_today_usd'])).toBe(
      exact,
    );
  });
});

describe('caps above a run', () => {
  afterEach(() => services.patch('/pas/v1/budgets', { day_usd: null }));

  it('the day’s cap holds every run; raising it lets the waiting task start', async () => {
    const { spend_today_usd: spent } = (await services.get('/pas/v1/portfolio/status')).body;
    const room = Number(spent) + 0.5;
    expect((await services.patch('/pas/v1/budgets', { day_usd: room })).body).toMatchObject({
      day_usd: room,
    });
    const { run } = await outsideRun(2, 0.3, null);
    const one = await untilRunning(run, 1);
    const waiting = one.tasks.find((task) => task.status === 'queued');
    expect(waiting?.waits).toMatchObject({ kind: 'budget', text: expect.stringMatching(/day/) });
    await services.patch('/pas/v1/budgets', { day_usd: room + 1, reason: 'a long day' });
    await untilRunning(run, 2);
    await end(run);
  });

  it('a project’s cap counts what all its runs spent', async () => {
    const first = await outsideRun(1, 0.3, null);
    await untilRunning(first.run, 1);
    const project = number;
    await services.patch('/pas/v1/budgets', { project_id: project, project_usd: 0.5 });
    await pay(first.run, first.ids[0] ?? '', 0.3);
    const second = `${first.run}-again`;
    const card = { project_id: project, run_id: second, lane: 'Code-Impl', kind: 'external' };
    await services.post('/pas/v1/jobcards', { ...card, budget_usd: 0.3 });
    await services.post('/pas/v1/runs/start', { project_id: project, run_id: second });
    const [task] = (await view(second)).tasks;
    expect(task?.waits).toMatchObject({ kind: 'budget', text: expect.stringMatching(/project/) });
    await services.patch('/pas/v1/budgets', { project_id: project, project_usd: null });
    await untilRunning(second, 1);
    await end(second);
  });

  it('a project’s cap must say whose it is', async () => {
    const refused = await services.patch('/pas/v1/budgets', { project_usd: 1 });
    expect(refused).toMatchObject({ status: 422 });
    expect(refused.body['detail']).toMatch(/project_id/);
  });
});
