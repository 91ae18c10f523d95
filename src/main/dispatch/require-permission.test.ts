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

/** What becomes of a card, alone in a run. */
async function doCard(payload: Record<string, unknown>): Promise<TaskView | undefined> {
  const run = `permission-${(number += 1)}`;
  await services.post('/pas/v1/jobcards', {
    project_id: 1,
    run_id: run,
    lane: 'Code-Impl',
    payload: { repo: repo.path, ...payload },
  });
  await services.post('/pas/v1/runs/start', { project_id: 1, run_id: run });
  const view = await services.runIn(run, ['completed', 'needs_review', 'failed']);
  return view.tasks[0];
}

it.each([
  ['CMD-1 a runner with the options that the repository gives it', { step: 'test' }],
  ['CMD-2 some of its files', { tests: ['a.test.mjs'] }],
  ['CMD-6 the person’s own command', { command: ['node', '-e', 'process.exitCode = 0'] }],
])('%s runs', async (_, payload) => {
  expect(await doCard(payload)).toMatchObject({ status: 'succeeded', reason: null });
});

it.each([
  [
    'CMD-6 a program that the lane does not list',
    ['./check.sh'],
    '“check.sh” is not on the list of programs of the lane Code-Impl.',
  ],
  [
    'CMD-8 a listed name that leads to another program',
    ['./pytest', '-c', 'true'],
    expect.stringMatching(/^“pytest” is a link to “.*”, which is not on the list of programs/),
  ],
  ['CMD-9 an option in the place of a program', ['--version'], expect.stringContaining('option')],
])('%s does not run', async (_, command, reason) => {
  expect(await doCard({ command })).toMatchObject({ status: 'failed', reason });
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
