import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServices, type Answer, type Services } from '../testing/open-services.ts';

let services: Services;
let outside = '';

const RUN = 'bad-input';

beforeAll(async () => {
  services = await openServices({ synthetic: true, timeScale: 10_000 });
  await services.post('/pas/v1/runs/start', { project_id: 1, run_id: RUN });
  outside = await addCard({ run_id: RUN, kind: 'external' });
  await services.post('/pas/v1/runs/start', { project_id: 1, run_id: 'done' });
  await addCard({ run_id: 'done' });
  await services.runIn('done', ['completed']);
  await addCard({ run_id: 'never-started' });
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

const receipt = () => ({
  task_id: outside,
  run_id: RUN,
  lane: 'Code-Impl',
  provider: 'p',
  time_ms: 1,
  cost_usd: 0,
  status: 'succeeded',
});
const card = { project_id: 1, run_id: RUN, lane: 'Code-Impl' };

interface Case {
  what: string;
  path: string;
  body: () => unknown;
  status: number;
  says: RegExp;
}

const cases: Case[] = [
  {
    what: 'malformed JSON',
    path: '/pas/v1/jobcards',
    body: () => '{"project_id": 1,',
    status: 400,
    says: /JSON/,
  },
  ...['1,50', '1,000', '1.50'].map((text) => ({
    what: `dollars as the text ${text}`,
    path: '/pas/v1/jobcards',
    body: () => ({ ...card, budget_usd: text }),
    status: 422,
    says: /budget_usd must be dollars as a number without commas: write 1\.50/,
  })),
  {
    what: 'dollars with a comma',
    path: '/pas/v1/jobcards',
    body: () => `{"project_id": 1, "run_id": "${RUN}", "lane": "Code-Impl", "budget_usd": 1,50}`,
    status: 400,
    says: /JSON/,
  },
  {
    what: 'an oversized body',
    path: '/pas/v1/jobcards',
    body: () => ({ ...card, payload: { goal: 'x'.repeat(9_000_000) } }),
    status: 413,
    says: /8 MB|8 MiB|too large|at most/i,
  },
  {
    what: 'an oversized field',
    path: '/pas/v1/jobcards',
    body: () => ({ ...card, payload: { goal: 'x'.repeat(100_001) } }),
    status: 422,
    says: /payload\.goal .*100,?000/,
  },
  {
    what: 'a body that is no object',
    path: '/pas/v1/runs/start',
    body: () => '[1,2]',
    status: 422,
    says: /object/,
  },
  {
    what: 'missing fields',
    path: '/pas/v1/jobcards',
    body: () => ({}),
    status: 422,
    says: /project_id is required; run_id is required; lane is required/,
  },
  {
    what: 'wrong types',
    path: '/pas/v1/jobcards',
    body: () => ({ ...card, project_id: 'one', priority: 'high' }),
    status: 422,
    says: /project_id must be .*number.*priority must be a number/,
  },
  {
    what: 'a priority out of range',
    path: '/pas/v1/jobcards',
    body: () => ({ ...card, priority: 1.01 }),
    status: 422,
    says: /priority must be at most 1/,
  },
  {
    what: 'a run_id with control characters',
    path: '/pas/v1/runs/start',
    body: () => ({ project_id: 1, run_id: 'a\u0000b' }),
    status: 422,
    says: /run_id .*printable/,
  },
  {
    what: 'an unknown lane',
    path: '/pas/v1/jobcards',
    body: () => ({ ...card, lane: 'Code-impl' }),
    status: 422,
    says: /no lane "Code-impl"\. Use one of: Code-Impl, /,
  },
  {
    what: 'an unknown dependency',
    path: '/pas/v1/jobcards',
    body: () => ({ ...card, deps: ['t_nowhere'] }),
    status: 422,
    says: /no task "t_nowhere" to depend on\. Submit it first/,
  },
  {
    what: 'a run of another project',
    path: '/pas/v1/jobcards',
    body: () => ({ ...card, project_id: 2 }),
    status: 409,
    says: /belongs to project 1, not 2\. Use another run_id/,
  },
  {
    what: 'a card after the end',
    path: '/pas/v1/jobcards',
    body: () => ({ ...card, run_id: 'done' }),
    status: 409,
    says: /is completed: it takes no more cards\. Use another run_id/,
  },
  {
    what: 'starting twice',
    path: '/pas/v1/runs/start',
    body: () => ({ project_id: 1, run_id: RUN }),
    status: 409,
    says: /was started already and is executing\. Use another run_id/,
  },
  {
    what: 'an unknown run_kind',
    path: '/pas/v1/runs/start',
    body: () => ({ project_id: 1, run_id: 'x', run_kind: 'trial' }),
    status: 422,
    says: /run_kind must be one of baseline, rehearsal, replay, hotfix/,
  },
  {
    what: 'a negative budget',
    path: '/pas/v1/runs/start',
    body: () => ({ project_id: 1, run_id: 'x', budget_caps: { budget_usd: -1 } }),
    status: 422,
    says: /budget_caps\.budget_usd must be at least 0/,
  },
  {
    what: 'pausing an unknown run',
    path: '/pas/v1/runs/pause',
    body: () => ({ run_id: 'nowhere' }),
    status: 404,
    says: /no run "nowhere"\. .*`vp runs` lists/,
  },
  {
    what: 'pausing a pending run',
    path: '/pas/v1/runs/pause',
    body: () => ({ run_id: 'never-started' }),
    status: 409,
    says: /pending/,
  },
  {
    what: 'resuming an executing run',
    path: '/pas/v1/runs/resume',
    body: () => ({ run_id: RUN }),
    status: 409,
    says: /is executing; only a paused run can be resumed/,
  },
  {
    what: 'pausing a completed run',
    path: '/pas/v1/runs/pause',
    body: () => ({ run_id: 'done' }),
    status: 409,
    says: /completed/,
  },
  {
    what: 'terminating a completed run',
    path: '/pas/v1/runs/terminate',
    body: () => ({ run_id: 'done' }),
    status: 409,
    says: /completed/,
  },
  {
    what: 'a rehearsal of more than 20 %',
    path: '/pas/v1/runs/simulate',
    body: () => ({ run_id: RUN, rehearsal_pct: 0.21 }),
    status: 422,
    says: /rehearsal_pct must be at most 0\.2/,
  },
  {
    what: 'a heartbeat for an unknown task',
    path: '/pas/v1/heartbeats',
    body: () => ({ run_id: RUN, task_id: 't_nowhere' }),
    status: 404,
    says: /no task "t_nowhere"\. Use the task_id/,
  },
  {
    what: 'a heartbeat of more than all',
    path: '/pas/v1/heartbeats',
    body: () => ({ run_id: RUN, task_id: outside, progress_pct: 40 }),
    status: 422,
    says: /progress_pct must be at most 1/,
  },
  {
    what: 'a receipt for a task of another run',
    path: '/pas/v1/receipts',
    body: () => ({ ...receipt(), run_id: 'done' }),
    status: 409,
    says: /belongs to run "bad-input", not to "done"/,
  },
  {
    what: 'a receipt with an unknown status',
    path: '/pas/v1/receipts',
    body: () => ({ ...receipt(), status: 'splendid' }),
    status: 422,
    says: /"splendid" is not a status of a receipt\. Use succeeded, failed or skipped/,
  },
  {
    what: 'a receipt with a negative cost',
    path: '/pas/v1/receipts',
    body: () => ({ ...receipt(), cost_usd: -0.01 }),
    status: 422,
    says: /cost_usd must be at least 0/,
  },
  {
    what: 'a KPI without a verdict',
    path: '/pas/v1/kpis',
    body: () => ({ task_id: outside, run_id: RUN, kpi_name: 'k', value: 1 }),
    status: 422,
    says: /Say whether the KPI passed: `pass`/,
  },
  {
    what: 'validating a run whose tasks have not ended',
    path: '/pas/v1/runs/validate',
    body: () => ({ run_id: RUN }),
    status: 409,
    says: /1 task that has not ended/,
  },
  {
    what: 're-running a run that is not in review',
    path: '/pas/v1/runs/rerun',
    body: () => ({ run_id: 'done' }),
    status: 409,
    says: /only a run in needs_review has a failed part/,
  },
  {
    what: 'overriding a run that is not in review',
    path: '/pas/v1/runs/override',
    body: () => ({ run_id: 'done', reason: 'because', scope: 'run' }),
    status: 409,
    says: /only a run in needs_review can be overridden/,
  },
  {
    what: 'a budget for an ended run',
    path: '/pas/v1/runs/budget',
    body: () => ({ run_id: 'done', budget_caps: { budget_usd: 1 } }),
    status: 409,
    says: /its budget cannot change any more/,
  },
  {
    what: 'an approval that does not exist',
    path: '/pas/v1/approvals/99999/decide',
    body: () => ({ decision: 'approve' }),
    status: 404,
    says: /no approval 99999/,
  },
  {
    what: 'an address that does not exist',
    path: '/pas/v1/runs/begin',
    body: () => ({}),
    status: 404,
    says: /\/pas\/v1\/runs\/begin/,
  },
  {
    what: 'an unknown project',
    path: '/api/projects/424242/estimate',
    body: () => ({}),
    status: 404,
    says: /no project 424242\. `vp projects` lists/,
  },
  {
    what: 'a project without a name',
    path: '/api/projects',
    body: () => ({ name: '   ' }),
    status: 422,
    says: /name must/,
  },
  {
    what: 'a project on a folder that does not exist',
    path: '/api/projects',
    body: () => ({ name: 'x', repo: '/no/such/folder' }),
    status: 422,
    says: /\/no\/such\/folder/,
  },
  {
    what: 'a project on a relative path',
    path: '/api/projects',
    body: () => ({ name: 'x', repo: '.' }),
    status: 422,
    says: /absolute/,
  },
];

function expectProblem(answer: Answer, status: number, says: RegExp): void {
  expect(answer.status, answer.text).toBe(status);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({
    status,
    title: expect.any(String),
    type: expect.any(String),
  });
  expect(answer.body['detail']).toMatch(says);
}

describe('bad input gets a 4xx problem with a sentence that helps', () => {
  it.each(cases)('$what: $status', async ({ path, body, status, says }) => {
    expectProblem(await services.post(path, body()), status, says);
  });

  it('a start without a key, where one is required: 400', async () => {
    const { body } = await services.post('/api/projects', { name: 'k', initial_context: 'Do it' });
    const path = `/api/projects/${String(body['project_id'])}`;
    for (const headers of [undefined, { 'idempotency-key': 'short' }])
      expectProblem(await services.post(`${path}/start`, {}, headers), 400, /Idempotency-Key.*8/);
    const key = { 'idempotency-key': 'long-enough' };
    await services.post(`${path}/delete`, {});
    expectProblem(await services.post(`${path}/start`, {}, key), 404, /in the trash/);
    const other = await services.post('/api/projects', { name: 'l' });
    const unstarted = `/api/projects/${String(other.body['project_id'])}`;
    expectProblem(await services.post(`${unstarted}/pause`, {}), 404, /has no run yet\. Start one/);
    expectProblem(
      await services.post(`${unstarted}/complete`, {}),
      404,
      /has no run yet\. Start one/,
    );
  });

  it('a status without run_id, and of an unknown run', async () => {
    expectProblem(await services.get('/pas/v1/runs/status'), 422, /run_id is required/);
    expectProblem(
      await services.get('/pas/v1/runs/status?run_id=nowhere'),
      404,
      /no run "nowhere"/,
    );
  });

  it('a lane cap that is no count', async () => {
    expectProblem(await services.patch('/pas/v1/lanes/Narrative', { cap: -1 }), 422, /cap must be/);
    expectProblem(await services.patch('/pas/v1/lanes/Nowhere', { cap: 1 }), 422, /no lane/);
  });

  it('nothing of it was lost or made: the tasks are as before', async () => {
    const health = await services.get('/health');
    expect(health.body).toMatchObject({ total_tasks: 3, total_receipts: 1, status: 'ok' });
    const view = await services.runIn(RUN, ['executing']);
    expect(view.tasks).toMatchObject([{ task_id: outside, status: 'running' }]);
    expect(services.errors).toEqual([]);
  });
});
