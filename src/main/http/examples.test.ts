import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { must } from '#shared/assert.ts';
import { services as tables, type Operation, type ServiceName } from '#shared/contract/contract.ts';
import { EXAMPLES } from '#shared/contract/examples/examples.ts';
import { makeRepository, nodeProject } from '../testing/make-repository.ts';
import { openServices, type Services } from '../testing/open-services.ts';
import { createServiceServer } from './create-service-server.ts';

type Ids = Record<string, unknown>;

/** What an example may name that a service, or this machine, gives out. */
const GIVEN_OUT =
  /^(run_id|task_id|project_id|approval_id|rule_id|token_id|trash_id|name|code|from|to|path)$/;

const green = makeRepository(nodeProject());
const data = makeRepository({
  '.gitignore': 'app.db*\n',
  'm.sql': 'CREATE VIEW IF NOT EXISTS v AS SELECT 1;',
});
const red = makeRepository(nodeProject({ test: true }));
/** Without a commit, and with somebody to make it. */
const fresh = makeRepository(null);
let services: Services;
let rag: FastifyInstance;
let made = 0;

beforeAll(async () => {
  vi.stubEnv('LAUNCH_EDITOR', '/bin/true');
  services = await openServices({ repo: green.path, index: true });
  rag = createServiceServer({
    service: 'rag',
    contract: tables.rag.contract,
    handlers: services.engine.handlers.rag,
    version: '1',
    logger: pino({ level: 'silent' }),
    responses: 'strict',
  });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rag.close();
  await services.close();
  for (const { path } of [green, red, data, fresh]) rmSync(dirname(path), { recursive: true });
});

async function post(path: string, body: object, headers?: Record<string, string>): Promise<Ids> {
  const answer = await services.post(path, body, headers);
  expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300);
  return answer.body;
}

const newRun = () => ({ project_id: 1, run_id: `run-${(made += 1)}` });

/** A run with a task that an outside executor holds. */
async function held(): Promise<Ids> {
  const run = newRun();
  const card = { ...run, lane: 'Graph-Ops', kind: 'external' };
  const { task_id } = await post('/pas/v1/jobcards', card);
  await post('/pas/v1/runs/start', run);
  return { run_id: run.run_id, task_id };
}

const withoutTask = async (): Promise<Ids> => ({ run_id: (await held())['run_id'] });

async function paused(): Promise<Ids> {
  const run = await withoutTask();
  await post('/pas/v1/runs/pause', run);
  return run;
}

async function terminated(): Promise<Ids> {
  const run = await withoutTask();
  await post('/pas/v1/runs/terminate', run);
  return run;
}

/** A run whose outside executor reported a KPI that does not hold. */
async function inReview(): Promise<Ids> {
  const ids = await held();
  const report = { ...ids, lane: 'Graph-Ops', provider: 'p', time_ms: 1, cost_usd: 0 };
  await post('/pas/v1/kpis', { ...ids, kpi_name: 'coverage', value: 0.2, pass: false });
  await post('/pas/v1/receipts', { ...report, status: 'failed' });
  await services.runIn(String(ids['run_id']), ['needs_review', 'failed']);
  return { run_id: ids['run_id'] };
}

/** A run that changed a file, and whose tests are green. */
async function write(): Promise<Ids> {
  const run = newRun();
  const script = `require('fs').appendFileSync('sum.js', '// ${run.run_id}\\n')`;
  const card = { ...run, lane: 'Code-Impl' };
  const payload = { command: ['node', '-e', script] };
  const { task_id } = await post('/pas/v1/jobcards', { ...card, payload });
  await post('/pas/v1/jobcards', { ...card, deps: [task_id], payload: { step: 'test' } });
  await post('/pas/v1/runs/start', run);
  await services.runIn(run.run_id, ['completed']);
  return { run_id: run.run_id };
}

let shared: Promise<Ids> | undefined;
const written = (): Promise<Ids> => (shared ??= write());

async function merged(): Promise<Ids> {
  const run = await write();
  await post('/pas/v1/runs/merge', run);
  return run;
}

/** A run that migrated a copy of a database. */
async function migrated(): Promise<Ids> {
  const run = newRun();
  const db = new Database(join(data.path, 'app.db'));
  db.exec('CREATE TABLE IF NOT EXISTS t (a)');
  db.close();
  const payload = { repo: data.path, migration: 'm.sql', database: 'app.db' };
  await post('/pas/v1/jobcards', { ...run, lane: 'Data-Schema', payload });
  await post('/pas/v1/runs/start', run);
  await services.runIn(run.run_id, ['completed']);
  return { run_id: run.run_id };
}

async function taken(): Promise<Ids> {
  const run = await migrated();
  await post('/pas/v1/runs/database/take', run);
  return run;
}

async function project(repo?: string): Promise<Ids> {
  const { project_id } = await post('/api/projects', { name: 'p', ...(repo && { repo }) });
  return { project_id };
}

async function planned(): Promise<Ids> {
  const ids = await project(green.path);
  await post(`/api/projects/${String(ids['project_id'])}/generate-prd`, {});
  return ids;
}

async function estimated(): Promise<Ids> {
  const ids = await planned();
  await post(`/api/projects/${String(ids['project_id'])}/estimate`, {});
  return ids;
}

/** A project whose run waits for a person to approve its command. */
async function waiting(): Promise<Ids> {
  const ids = await project(green.path);
  const path = `/api/projects/${String(ids['project_id'])}`;
  await post(`${path}/generate-prd`, { commands: { test: ['sh', '-c', 'exit 0'] } });
  await post(`${path}/start`, { approves: [] }, { 'idempotency-key': `project-${path}` });
  return ids;
}

async function waitingPaused(): Promise<Ids> {
  const ids = await waiting();
  await post(`/api/projects/${String(ids['project_id'])}/pause`, {});
  return ids;
}

let ended: Promise<Ids> | undefined;
const redProject = (): Promise<Ids> => (ended ??= endRed());

async function endRed(): Promise<Ids> {
  const ids = await project(red.path);
  const path = `/api/projects/${String(ids['project_id'])}`;
  const { run_id } = await post(`${path}/start`, {}, { 'idempotency-key': `project-${path}` });
  await services.runIn(String(run_id), ['needs_review']);
  return ids;
}

async function question(): Promise<Ids> {
  await waiting();
  const isThere = async (): Promise<number | undefined> => {
    const { body } = await services.get('/pas/v1/approvals?status=pending');
    return (body['approvals'] as { approval_id: number }[])[0]?.approval_id;
  };
  await services.until('a question', async () => (await isThere()) !== undefined);
  return { approval_id: await isThere() };
}

async function rule(): Promise<Ids> {
  const { approval_id } = await question();
  const decision = { decision: 'reject', scope: 'always' };
  await post(`/pas/v1/approvals/${String(approval_id)}/decide`, decision);
  const { body } = await services.get('/pas/v1/rules');
  return { rule_id: (body['rules'] as { rule_id: number }[])[0]?.rule_id };
}

async function trashed(): Promise<Ids> {
  const { trash_id, name } = await post('/pas/v1/runs/delete', await terminated());
  return { trash_id, name };
}

async function token(): Promise<Ids> {
  const { token_id } = await post('/pas/v1/tokens', { ...EXAMPLES.pas.createToken, name: 'other' });
  return { token_id };
}

async function snapshots(): Promise<Ids> {
  const take = async (): Promise<unknown> => (await rag.inject('/snapshot')).json()['snapshot'];
  return { from: await take(), to: await take() };
}

/** What an example needs, by its operation; most need nothing. */
const NEEDS: Record<string, () => Promise<Ids>> = {
  pauseRun: withoutTask,
  resumeRun: paused,
  terminateRun: withoutTask,
  startRun: async () => newRun(),
  submitJobcard: async () => newRun(),
  simulateRun: async () => ({ run_id: newRun().run_id }),
  runStatus: withoutTask,
  heartbeat: held,
  storeReceipt: held,
  storeKpi: held,
  getTask: async () => ({ task_id: (await held())['task_id'] }),
  listTasks: withoutTask,
  runLogs: withoutTask,
  listReceipts: withoutTask,
  getPassport: withoutTask,
  validateRun: inReview,
  rerunFailed: inReview,
  overrideRun: inReview,
  runOutcome: written,
  runFailures: written,
  runChanges: written,
  runDiff: written,
  revealDiff: written,
  openRun: written,
  mergeRun: written,
  undoMerge: merged,
  takeDatabase: migrated,
  returnDatabase: taken,
  setRunBudget: withoutTask,
  decideApproval: question,
  revokeRule: rule,
  previewRunDeletion: withoutTask,
  deleteRun: terminated,
  restoreFromTrash: async () => ({ trash_id: (await trashed())['trash_id'] }),
  emptyTrash: trashed,
  revokeToken: token,
  exchangeLoginCode: async () => ({
    code: (await post('/pas/v1/login-codes', EXAMPLES.pas.createLoginCode))['code'],
  }),
  followLogs: withoutTask,
  getProject: project,
  cancelProject: project,
  cancelProjectByPost: project,
  previewProjectDeletion: project,
  deleteProject: project,
  generatePrd: planned,
  estimateProject: planned,
  approveProject: estimated,
  startProject: estimated,
  simulateProject: estimated,
  pauseProject: waiting,
  resumeProject: waitingPaused,
  terminateProject: waiting,
  projectStatus: project,
  validateProject: redProject,
  completeProject: redProject,
  budgetRunway: project,
  openRepository: async () => ({ path: green.path }),
  initRepository: async () => ({ path: fresh.path }),
  diffSnapshots: snapshots,
};

function requestOf(operation: Operation, input: Ids) {
  const isIn = (place: 'params' | 'query' | 'body', name: string): boolean =>
    operation.type === 'endpoint'
      ? name in operation[place].shape
      : place === 'query' && name in operation.query.shape;
  const of = (place: 'params' | 'query' | 'body'): [string, unknown][] =>
    Object.entries(input).filter(([name]) => isIn(place, name));
  const path = of('params').reduce(
    (text, [name, value]) => text.replace(`:${name}`, encodeURIComponent(String(value))),
    operation.path,
  );
  const query = new URLSearchParams(of('query').map(([name, value]) => [name, String(value)]));
  const isRequired = operation.type === 'endpoint' && operation.idempotency === 'required';
  return {
    method: operation.type === 'endpoint' ? operation.method : 'GET',
    url: `${path}?${query}`,
    headers: { host: 'localhost', ...(isRequired && { 'idempotency-key': `example-${path}` }) },
    ...(of('body').length > 0 && { payload: Object.fromEntries(of('body')) }),
  };
}

describe('"examples that answer 2xx"', () => {
  const all = Object.entries(tables).flatMap(([service, { contract }]) =>
    Object.entries<Operation>(contract).map(
      ([name, operation]) => [name, service as ServiceName, operation] as const,
    ),
  );

  test.each(all)('%s of %s', async (name, service, operation) => {
    const example = (EXAMPLES[service] as Record<string, Ids>)[name];
    const ids = (await NEEDS[name]?.()) ?? {};
    for (const field of Object.keys(ids)) expect(field).toMatch(GIVEN_OUT);
    const request = requestOf(operation, { ...must(example, 'an example'), ...ids });
    const app = { pas: services.pas, plms: services.plms, rag }[service];
    const response = await app.inject({ ...request, payloadAsStream: true });
    if (operation.type === 'eventStream') {
      response.stream().destroy();
      expect(response.statusCode).toBe(200);
      return;
    }
    const chunks = await response.stream().toArray();
    expect(response.statusCode, Buffer.concat(chunks).toString()).toBe(operation.status);
  });
});
