import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeRepository, nodeProject } from '../testing/make-repository.ts';
import { openServices, type Services } from '../testing/open-services.ts';

let services: Services;
const repo = makeRepository(nodeProject());
beforeAll(async () => {
  services = await openServices();
  // What a person sees is a red test, the commit is green.
  repo.write({ 'sum.js': 'export const sum = () => 0;\n', '.env': 'TOKEN=1\n', 'note.txt': 'n' });
});
afterAll(async () => {
  await services.close();
  rmSync(dirname(repo.path), { recursive: true, force: true });
});

const ENDED = ['completed', 'needs_review', 'failed'];

async function testRun(run_id: string, start: object): Promise<Record<string, unknown>> {
  const payload = { repo: repo.path, step: 'test' };
  await services.post('/pas/v1/jobcards', { project_id: 1, run_id, lane: 'Code-Impl', payload });
  const { status, text } = await services.post('/pas/v1/runs/start', {
    project_id: 1,
    run_id,
    ...start,
  });
  expect(status, text).toBe(200);
  return end(run_id);
}

async function end(run_id: string): Promise<Record<string, unknown>> {
  await services.runIn(run_id, ENDED);
  return (await services.get(`/pas/v1/runs/status?run_id=${run_id}`)).body;
}

it('“run with my changes” or “without”, and the result says which', async () => {
  const before = repo.state();
  const without = await testRun('without', {});
  expect(without).toMatchObject({
    status: 'completed',
    base_commit: before.head.trim(),
    uncommitted: 3,
    with_changes: false,
    lacks: [],
  });
  const taken = await testRun('with', { with_changes: true });
  expect(taken).toMatchObject({
    status: 'needs_review',
    base_commit: before.head.trim(),
    uncommitted: 3,
    with_changes: true,
    lacks: ['The change of .env was left out: it keeps secrets by its name.'],
  });
  expect(repo.state()).toEqual(before);
  // Mended in the checkout, still not committed: the re-run takes what is there now.
  repo.write({ 'sum.js': nodeProject()['sum.js'] });
  await services.post('/pas/v1/runs/rerun', { run_id: 'with' });
  expect(await end('with')).toMatchObject({
    status: 'completed',
    with_changes: true,
    uncommitted: 2,
  });
});

it('the changes are those of the start, whatever is written before the first task', async () => {
  repo.write({ 'sum.js': 'export const sum = () => 0;\n' });
  const made = await services.post('/api/projects', { name: 'P', repo: repo.path });
  const project_id = Number(made.body['project_id']);
  const run_id = 'early';
  await services.post('/pas/v1/runs/start', { project_id, run_id, with_changes: true });
  repo.write({ 'sum.js': nodeProject()['sum.js'] });
  const payload = { repo: repo.path, step: 'test' };
  await services.post('/pas/v1/jobcards', { project_id, run_id, lane: 'Code-Impl', payload });
  expect(await end(run_id)).toMatchObject({ status: 'needs_review', with_changes: true });
  const { checkout } = (await services.get(`/api/projects/${project_id}`)).body;
  expect(checkout).toEqual({ branch: 'main', commit: repo.state().head.trim(), uncommitted: 2 });
});

it('“what cannot be brought is said before the run and again beside a red result”', async () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 7\n`;
  const test = `import test from 'node:test';
import { readFileSync } from 'node:fs';
test('reads its data', () => { if (readFileSync('x.dat', 'utf8') !== 'content') throw new Error(); });
`;
  const other = makeRepository({
    'package.json': nodeProject()['package.json'],
    '.gitattributes': '*.dat filter=lfs -text\n',
    'x.dat': pointer,
    'x.test.js': test,
  });
  try {
    const opened = await services.post('/api/repositories', { path: other.path });
    const says = expect.stringMatching(/^x.dat is as the filter “lfs” stores it.*git lfs pull$/);
    expect(opened.body['facts'], opened.text).toMatchObject({ lacks: [says] });
    const payload = { repo: other.path, step: 'test' };
    const run = { project_id: 1, run_id: 'lacks' };
    await services.post('/pas/v1/jobcards', { ...run, lane: 'Code-Impl', payload });
    await services.post('/pas/v1/runs/start', run);
    expect(await end('lacks')).toMatchObject({ status: 'needs_review', lacks: [says] });
  } finally {
    rmSync(dirname(other.path), { recursive: true, force: true });
  }
});
