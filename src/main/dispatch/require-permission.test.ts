import { chmodSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeRepository, type TestRepository } from '../testing/make-repository.ts';
import { openServices, type Services, type TaskView } from '../testing/open-services.ts';

let services: Services;
let repo: TestRepository;

beforeAll(async () => {
  repo = makeRepository({
    'package.json': JSON.stringify({
      type: 'module',
      scripts: { test: 'node --import ./setup.mjs --test' },
    }),
    'setup.mjs': 'globalThis.isSetUp = true;\n',
    'a.test.mjs': `import test from 'node:test'; import assert from 'node:assert';
test('is set up', () => assert.ok(globalThis.isSetUp));\n`,
  });
  writeFileSync(join(repo.path, 'check.sh'), '#!/bin/sh\ntrue\n');
  chmodSync(join(repo.path, 'check.sh'), 0o755);
  symlinkSync('/bin/sh', join(repo.path, 'pytest'));
  repo.commit('Add a script and a link', {});
  services = await openServices();
});
afterAll(async () => {
  await services.close();
  rmSync(join(repo.path, '..'), { recursive: true, force: true });
});

let number = 0;

/** Starts a run of one card. */
async function startCard(payload: Record<string, unknown>): Promise<string> {
  const run = `permission-${(number += 1)}`;
  await services.post('/pas/v1/jobcards', {
    project_id: 1,
    run_id: run,
    lane: 'Code-Impl',
    payload: { repo: repo.path, ...payload },
  });
  await services.post('/pas/v1/runs/start', { project_id: 1, run_id: run });
  return run;
}

/** What became of the run's only task. */
async function endOf(run: string): Promise<TaskView | undefined> {
  return (await services.runIn(run, ['completed', 'needs_review', 'failed'])).tasks[0];
}

/** What a person is asked for the run's sake, once that is so. */
async function questionOf(run: string): Promise<string> {
  let question: string | undefined;
  await services.until(`a question of ${run}`, async () => {
    const { body } = await services.get('/pas/v1/approvals?status=pending');
    const approvals = body['approvals'] as { run_id: string; question: string }[];
    question = approvals.find((each) => each.run_id === run)?.question;
    return question !== undefined;
  });
  return question ?? '';
}

it.each([
  ['CMD-1 a runner with the options that the repository gives it', { step: 'test' }],
  ['CMD-2 some of its files', { tests: ['a.test.mjs'] }],
  ['CMD-6 the person’s own command', { command: ['node', '-e', 'process.exitCode = 0'] }],
])('%s runs', async (_, payload) => {
  const run = await startCard(payload);
  expect(await endOf(run)).toMatchObject({ status: 'succeeded', reason: null });
});

it.each([
  [
    'CMD-6 a program that the lane does not list',
    ['./check.sh'],
    /^“check.sh” is not on the list of programs of the lane Code-Impl\.$/,
  ],
  [
    'CMD-8 a listed name that leads to another program',
    ['./pytest', '-c', 'true'],
    /^“pytest” is a link to “.*”, which is not on the list of programs/,
  ],
])('%s waits for a person', async (_, command, question) => {
  expect(await questionOf(await startCard({ command }))).toMatch(question);
});

it('CMD-9 an option in the place of a program fails at once', async () => {
  const run = await startCard({ command: ['--version'] });
  const reason = expect.stringContaining('option');
  expect(await endOf(run)).toMatchObject({ status: 'failed', reason });
});

it('CMD-4 a plan says of each command where it comes from, whole, whatever its sender says', async () => {
  const created = await services.post('/api/projects', { name: 'Permissions', repo: repo.path });
  const path = `/api/projects/${String(created.body['project_id'])}`;
  const planned = await services.post(`${path}/generate-prd`, {
    goal: 'Be green',
    commands: { lint: ['sh', '-c', 'true'], build: ['npm', 'test'] },
  });
  const { tasks } = planned.body['plan'] as { tasks: { key: string; command: unknown }[] };
  const commandOf = (key: string) => tasks.find((task) => task.key === key)?.command;
  expect(commandOf('test')).toMatchObject({
    origin: 'found',
    argv: expect.arrayContaining([
      '--import',
      './setup.mjs',
      '--test-reporter-destination={report}',
    ]),
    source: 'package.json scripts.test (node --test)',
  });
  expect(commandOf('lint')).toEqual({
    origin: 'own',
    argv: ['sh', '-c', 'true'],
    source: null,
    action: 'command:["sh","-c","true"]',
  });
  expect(commandOf('build')).toMatchObject({ origin: 'found', argv: ['npm', 'test'] });
});
