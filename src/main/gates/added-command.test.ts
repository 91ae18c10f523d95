import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '#shared/assert.ts';
import { pasContract } from '#shared/contract/contract.ts';
import { makeRepository, type TestRepository } from '../testing/make-repository.ts';
import { openServices, type RunView, type Services } from '../testing/open-services.ts';

let services: Services;
const made: TestRepository[] = [];
let number = 0;

beforeAll(async () => {
  services = await openServices();
});
afterAll(async () => {
  await services.close();
  for (const { path } of made) rmSync(join(path, '..'), { recursive: true, force: true });
});

/** A repository without any command. */
function bareProject(): TestRepository {
  const repository = makeRepository({ 'sum.js': 'export const sum = (a, b) => a + b;\n' });
  made.push(repository);
  return repository;
}

const TESTS = "import test from 'node:test';\ntest('adds', () => {});\n";

/** A run that adds a package.json with this test script, and files beside it. */
async function addTests(
  { path: repo }: TestRepository,
  script: string,
  files: Record<string, string> = { 'sum.test.js': TESTS },
): Promise<RunView> {
  const run = `added-${(number += 1)}`;
  const pkg = JSON.stringify({ type: 'module', scripts: { test: script } });
  const program = `import json\nfor path, text in json.loads(${JSON.stringify(JSON.stringify({ ...files, 'package.json': pkg }))}).items():\n    open(path, 'w').write(text)`;
  const command = ['python3', '-c', program];
  const card = { project_id: 1, run_id: run, lane: 'Code-Impl', payload: { repo, command } };
  await services.post('/pas/v1/jobcards', card);
  await services.post('/pas/v1/runs/start', { project_id: 1, run_id: run });
  return services.runIn(run, ['completed', 'needs_review', 'failed']);
}

function gateOf({ gates }: RunView) {
  return must(
    gates.findLast(({ kpi_name: name }) => name === 'test_pass_rate'),
    'the run has its gate',
  );
}

interface ApprovalView {
  approval_id: number;
  kind: string;
  run_id: string;
  question: string;
}

async function pendingOf({ run_id: runId }: RunView): Promise<ApprovalView[]> {
  const { body } = await services.get('/pas/v1/approvals?status=pending');
  return (body['approvals'] as ApprovalView[]).filter((one) => one.run_id === runId);
}

async function answer(view: RunView, decision: 'approve' | 'reject'): Promise<void> {
  const [asked] = await pendingOf(view);
  const path = `/pas/v1/approvals/${asked?.approval_id ?? 0}/decide`;
  expect((await services.post(path, { decision })).status).toBe(200);
}

/** A run has gates beside it, which nothing measures here. */
function testsOf(view: RunView): string {
  return gateOf(view).state;
}

describe('BASE-10 “Where the base has no test command, a new one counts after a person has accepted it once”', () => {
  it('asks one question, takes the result that it has, and does not ask again; other words ask again', async () => {
    const repository = bareProject();
    const view = await addTests(repository, 'node --test');
    expect(view.status, JSON.stringify(view.gates, null, 1)).toBe('needs_review');
    expect(gateOf(view)).toMatchObject({
      state: 'unverified',
      evidence: {
        tests_executed: 1,
        added_command: { command: 'npm test', runs: 'node --test' },
        reason: expect.stringMatching(/^the base has no test command/),
      },
    });
    const asked = await pendingOf(view);
    expect(asked).toEqual([expect.objectContaining({ kind: 'test_command' })]);
    expect(asked[0]?.question).toMatch(
      /had no test command at the commit this run began from; this run adds “npm test” in package\.json.*“node --test”.*Count it from now on\?$/,
    );
    const { body } = await services.get(`/pas/v1/runs/outcome?run_id=${view.run_id}`);
    expect(JSON.stringify(body)).toContain('Count it from now on?');
    const before = gateOf(view).evidence;
    await answer(view, 'approve');
    await services.until(
      'the gate passes',
      async () =>
        testsOf(await services.runIn(view.run_id, ['completed', 'needs_review'])) === 'pass',
    );
    const settled = await services.runIn(view.run_id, ['completed', 'needs_review']);
    expect(gateOf(settled)).toMatchObject({ value: 1 });
    expect(gateOf(settled).evidence?.duration_ms).toBe(before?.duration_ms);
    const again = await addTests(repository, 'node --test');
    expect(testsOf(again), JSON.stringify(again.gates, null, 1)).toBe('pass');
    expect(await pendingOf(again)).toEqual([]);
    const other = await addTests(repository, 'node --test sum.test.js');
    expect(testsOf(other)).toBe('unverified');
    expect(await pendingOf(other)).toEqual([expect.objectContaining({ kind: 'test_command' })]);
    await answer(other, 'reject');
    const refused = await services.runIn(other.run_id, ['needs_review']);
    expect(testsOf(refused)).toBe('unverified');
    expect(await pendingOf(refused)).toEqual([]);
  });

  it('red stays red and asks nothing; another repository asks for itself', async () => {
    const red = await addTests(bareProject(), 'node --test', {
      'sum.test.js':
        "import test from 'node:test';\ntest('adds', () => { throw new Error('no'); });\n",
    });
    expect(testsOf(red)).toBe('fail');
    expect(await pendingOf(red)).toEqual([]);
    const other = await addTests(bareProject(), 'node --test');
    expect(await pendingOf(other)).toHaveLength(1);
  });

  it('of a command that counts nothing the exit code is asked about as well', async () => {
    const view = await addTests(bareProject(), 'node sum.js');
    expect(await pendingOf(view)).toEqual([expect.objectContaining({ kind: 'test_command' })]);
    await answer(view, 'approve');
    await services.until('the exit code is asked about', async () =>
      (await pendingOf(view)).some(({ kind }) => kind === 'exit_code'),
    );
    expect(testsOf(await services.runIn(view.run_id, ['needs_review']))).toBe('unverified');
    await answer(view, 'approve');
    await services.until(
      'the gate passes',
      async () =>
        testsOf(await services.runIn(view.run_id, ['completed', 'needs_review'])) === 'pass',
    );
  });

  it('only who may approve can accept', () => {
    expect(pasContract.decideApproval.scope).toBe('approve');
  });
});
