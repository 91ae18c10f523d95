import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRepository, nodeProject, type TestRepository } from '../testing/make-repository.ts';
import { openServices, type RunView, type Services } from '../testing/open-services.ts';

let services: Services;
const made: TestRepository[] = [];

beforeAll(async () => {
  services = await openServices();
});
afterAll(async () => {
  await services.close();
  for (const { path } of made) rmSync(join(path, '..'), { recursive: true, force: true });
});

/** A repository whose test script runs a program that prints no count. */
function silentProject(program = ''): TestRepository {
  const scripts = { test: `node -e "${program}"` };
  const files = { ...nodeProject(), 'package.json': JSON.stringify({ name: 'silent', scripts }) };
  const repository = makeRepository(files);
  made.push(repository);
  return repository;
}

let number = 0;

async function runTests({ path }: TestRepository): Promise<RunView> {
  const run = `silent-${(number += 1)}`;
  const card = {
    project_id: 1,
    run_id: run,
    lane: 'Code-Impl',
    payload: { repo: path, step: 'test' },
  };
  await services.post('/pas/v1/jobcards', card);
  await services.post('/pas/v1/runs/start', { project_id: 1, run_id: run });
  return services.runIn(run, ['completed', 'needs_review', 'failed']);
}

function gateOf(view: RunView) {
  return view.gates.find(({ kpi_name: name }) => name === 'test_pass_rate');
}

interface ApprovalView {
  approval_id: number;
  kind: string;
  run_id: string;
  question: string;
  shown: { argv: string[]; repo: string };
}

async function pendingOf(runId: string): Promise<ApprovalView[]> {
  const { body } = await services.get('/pas/v1/approvals?status=pending');
  return (body['approvals'] as ApprovalView[]).filter((one) => one.run_id === runId);
}

function decide(id: number, decision: 'approve' | 'reject') {
  return services.post(`/pas/v1/approvals/${id}/decide`, { decision, reason: 'looked at it' });
}

describe('JUDGE-18 where nothing can be read the state says “exit code only” and needs a person once per repository', () => {
  it('is no green, and asks; the answer settles the run, and the repository is never asked about again', async () => {
    const repository = silentProject();
    const view = await runTests(repository);
    expect(view.status, view.reason ?? '').toBe('needs_review');
    expect(gateOf(view)).toMatchObject({
      state: 'unverified',
      evidence: {
        exit_code: 0,
        report_format: 'exit_code',
        reason: expect.stringMatching(/^exit code only/),
      },
    });
    const [asked, ...more] = await pendingOf(view.run_id);
    expect(more).toEqual([]);
    expect(asked).toMatchObject({
      kind: 'exit_code',
      question: expect.stringContaining('exit code only'),
      shown: { argv: ['npm', 'test'], repo: repository.path },
    });
    expect((await decide(asked?.approval_id ?? 0, 'approve')).status).toBe(200);
    const settled = await services.runIn(view.run_id, ['completed', 'failed']);
    expect(settled).toMatchObject({ status: 'completed', verification: 'pass' });
    expect(gateOf(settled)).toMatchObject({
      state: 'pass',
      value: 1,
      evidence: { reason: 'exit code only, accepted by local' },
    });
    const { body } = await services.get('/pas/v1/rules');
    expect(body['rules']).toContainEqual(
      expect.objectContaining({ kind: 'exit_code', decision: 'allow', scope: 'always' }),
    );
    const again = await runTests(repository);
    expect(again, again.reason ?? '').toMatchObject({ status: 'completed', verification: 'pass' });
    expect(await pendingOf(again.run_id)).toEqual([]);
  });

  it('another repository asks for itself, a refusal leaves the run in review, and red stays red', async () => {
    const other = await runTests(silentProject());
    expect(other.status).toBe('needs_review');
    const [asked] = await pendingOf(other.run_id);
    await decide(asked?.approval_id ?? 0, 'reject');
    expect((await services.runIn(other.run_id, ['needs_review'])).verification).toBe('unverified');
    const red = await runTests(silentProject('process.exit(1)'));
    expect(gateOf(red)).toMatchObject({ state: 'fail' });
    expect(await pendingOf(red.run_id)).toEqual([]);
  });

  it('two runs that wait are answered with one answer', async () => {
    const repository = silentProject();
    const [one, two] = [await runTests(repository), await runTests(repository)];
    const [asked] = await pendingOf(one.run_id);
    await decide(asked?.approval_id ?? 0, 'approve');
    for (const { run_id: runId } of [one, two])
      expect((await services.runIn(runId, ['completed', 'failed'])).status).toBe('completed');
    expect(await pendingOf(two.run_id)).toEqual([]);
  });
});
