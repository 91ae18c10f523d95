import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRepository, type TestRepository } from '../../testing/make-repository.ts';
import { openServices, type RunView, type Services } from '../../testing/open-services.ts';
import { startRegistry, type Registry } from '../../testing/start-registry.ts';

let services: Services;
let registry: Registry;
let other: Registry;
const made: TestRepository[] = [];
const before = process.env['npm_config_registry'];

beforeAll(async () => {
  [registry, other] = await Promise.all([startRegistry('answers'), startRegistry('answers')]);
  process.env['npm_config_registry'] = registry.address.replace('//', '//user:secret-word@');
  services = await openServices();
});
afterAll(async () => {
  await Promise.all([services.close(), registry.stop(), other.stop()]);
  if (before === undefined) delete process.env['npm_config_registry'];
  else process.env['npm_config_registry'] = before;
  for (const { path } of made) rmSync(join(path, '..'), { recursive: true, force: true });
});

const TEST = `const test = require('node:test');
const assert = require('node:assert');
test('needs a package', () => {
  assert.equal(require('answers'), 42);
  const root = require('node:path').dirname(require.resolve('answers'));
  assert.equal(require('node:fs').existsSync(root + '/script-has-run'), false);
});
`;

/** A project with one dependency, which is not installed. */
function needy(locked: { version?: string; resolved?: string } = {}): TestRepository {
  const dependencies = { answers: '1.0.0' };
  const pkg = { name: 'needy', version: '1.0.0', dependencies };
  const answers = { version: '1.0.0', hasInstallScript: true, ...locked };
  const one = makeRepository({
    'package.json': JSON.stringify({ ...pkg, scripts: { test: 'node --test' } }),
    'package-lock.json': JSON.stringify({
      ...pkg,
      lockfileVersion: 3,
      requires: true,
      packages: { '': pkg, 'node_modules/answers': answers },
    }),
    'needs.test.js': TEST,
    '.gitignore': 'node_modules\n',
  });
  made.push(one);
  return one;
}

let number = 0;
async function runTests({ path }: TestRepository, projectId = 1): Promise<RunView> {
  const run = { project_id: projectId, run_id: `install-${(number += 1)}` };
  const payload = { repo: path, step: 'test' };
  await services.post('/pas/v1/jobcards', { ...run, lane: 'Code-Impl', payload });
  await services.post('/pas/v1/runs/start', run);
  return services.runIn(run.run_id, ['completed', 'needs_review', 'failed']);
}

interface ApprovalView {
  approval_id: number;
  run_id: string;
  kind: string;
  question: string;
}
async function pendingOf(runId: string): Promise<ApprovalView[]> {
  const { body } = await services.get('/pas/v1/approvals?status=pending');
  return (body['approvals'] as ApprovalView[]).filter((one) => one.run_id === runId);
}
const approve = (id: number) =>
  services.post(`/pas/v1/approvals/${id}/decide`, { decision: 'approve', reason: 'ours' });

/** Names and contents of a checkout, without git's own. */
function contentsOf({ path }: TestRepository): string {
  const hash = createHash('sha256');
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
    .map((entry) => ({ entry, file: join(entry.parentPath, entry.name) }))
    .filter(({ file }) => !file.startsWith(join(path, '.git/')))
    .toSorted((a, b) => (a.file < b.file ? -1 : 1));
  for (const { entry, file } of entries)
    hash.update(`${file}\0`).update(entry.isFile() ? readFileSync(file) : '');
  return hash.digest('hex');
}

/** Why a task of the run ended, once its installation failed. */
async function whyNotInstalled(runId: string): Promise<string> {
  let why = '';
  await services.until('the installation failed', async () => {
    const { tasks } = await services.runIn(runId, ['executing', 'needs_review', 'failed']);
    why = tasks.map(({ reason }) => reason ?? '').find((one) => one.includes('be installed')) ?? '';
    return why !== '';
  });
  return why;
}

describe('missing dependencies', () => {
  it('“Install (approved once, registry hosts only, private layer)”: red, approved, green; the checkout stays as it is', async () => {
    const repository = needy();
    const contents = contentsOf(repository);
    const view = await runTests(repository);
    expect(view.status, view.reason ?? '').toBe('needs_review');
    expect(registry.asked).toEqual([]);
    const [asked, ...more] = await pendingOf(view.run_id);
    expect(more).toEqual([]);
    expect(asked).toMatchObject({
      kind: 'install',
      question: expect.stringMatching(
        new RegExp(`npm ci --ignore-scripts\` from localhost:${registry.port}\\?.*scripts do not`),
      ),
      shown: {
        argv: [],
        repo: repository.path,
        install: { from: 'package-lock.json', registries: [`localhost:${registry.port}`] },
      },
    });
    expect(JSON.stringify(asked)).not.toContain('secret-word');
    expect((await approve(asked?.approval_id ?? 0)).status).toBe(200);
    const settled = await services.runIn(view.run_id, ['completed']);
    expect(settled).toMatchObject({ verification: 'pass' });
    expect(registry.asked).toContain('/answers/-/answers-1.0.0.tgz');
    expect(contentsOf(repository)).toBe(contents);
    expect(existsSync(join(repository.path, 'node_modules'))).toBe(false);
    const { body } = await services.get('/pas/v1/rules');
    expect(body['rules']).toContainEqual(
      expect.objectContaining({ kind: 'install', decision: 'allow', scope: 'project' }),
    );
    // Approved once: the next run of the project installs before its tests; another project asks.
    const again = await runTests(repository);
    expect(again).toMatchObject({ status: 'completed', verification: 'pass' });
    const elsewhere = await runTests(repository, 2);
    expect(await pendingOf(elsewhere.run_id)).toHaveLength(1);
  });

  it('INSTALL-6 a runner that is not installed is asked about, too', async () => {
    const pkg = { name: 'runner', version: '1.0.0', devDependencies: { mocha: '1.0.0' } };
    const repository = makeRepository({
      'package.json': JSON.stringify({ ...pkg, scripts: { test: 'mocha' } }),
    });
    made.push(repository);
    const view = await runTests(repository);
    expect(view.status, view.reason ?? '').toBe('needs_review');
    expect(await pendingOf(view.run_id)).toMatchObject([
      { kind: 'install', question: expect.stringContaining('--no-package-lock') },
    ]);
  });

  it('reach no other host than the registry, whatever the lock file names', async () => {
    const resolved = `${other.address}answers/-/answers-1.0.0.tgz`;
    const view = await runTests(needy({ resolved }));
    const [asked] = await pendingOf(view.run_id);
    await approve(asked?.approval_id ?? 0);
    expect(await whyNotInstalled(view.run_id)).toMatch(/^The dependencies could not be installed/);
    expect(other.asked).toEqual([]);
  });

  it('INSTALL-5 “Failure … is one clear sentence with the tool’s last line”: a lock file out of step', async () => {
    const view = await runTests(needy({ version: '0.9.0' }));
    const [asked] = await pendingOf(view.run_id);
    await approve(asked?.approval_id ?? 0);
    expect(await whyNotInstalled(view.run_id)).toMatch(
      /^The dependencies could not be installed with `npm ci --ignore-scripts` from .*only install packages when/,
    );
  });
});
