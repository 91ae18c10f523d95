import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '#shared/assert.ts';
import { appRoot } from '../serve/app-root.ts';
import {
  makeRepository,
  nodeProject,
  pythonProject,
  type TestRepository,
} from '../testing/make-repository.ts';
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

function repository(...args: Parameters<typeof makeRepository>): TestRepository {
  const one = makeRepository(...args);
  made.push(one);
  return one;
}

let number = 0;

/** Runs the steps of a repository as lane tasks of one run and waits for its verdict. */
async function runSteps(
  repo: string,
  steps: readonly string[],
  settled: readonly string[] = ['completed', 'needs_review', 'failed'],
): Promise<RunView> {
  const run = `gates-${(number += 1)}`;
  for (const step of steps)
    await services.post('/pas/v1/jobcards', {
      project_id: 1,
      run_id: run,
      lane: 'Code-Impl',
      payload: { repo, step },
    });
  await services.post('/pas/v1/runs/start', { project_id: 1, run_id: run });
  return services.runIn(run, settled);
}

function gateOf(view: RunView, kpi: string) {
  const gate = view.gates.findLast((one) => one.kpi_name === kpi);
  if (gate === undefined) throw new Error(`no gate ${kpi} in ${JSON.stringify(view.gates)}`);
  return gate;
}

function hasPytest(): boolean {
  try {
    execFileSync('python3', ['-m', 'pytest', '--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('a Node project with node:test and a lint script', () => {
  it('is completed by its own tests and linter, with evidence, in a worktree of the data folder with a branch of its own; the checkout is untouched', async () => {
    const repo = repository(nodeProject());
    const before = repo.state();
    const view = await runSteps(repo.path, ['test', 'lint']);
    expect(view, view.reason ?? '').toMatchObject({ status: 'completed', verification: 'pass' });
    const tests = gateOf(view, 'test_pass_rate');
    expect(tests).toMatchObject({ state: 'pass', value: 1, source: 'measured' });
    expect(tests.evidence).toMatchObject({
      exit_code: 0,
      tests_executed: 2,
      tests_failed: [],
      tree_hash: repo.git('rev-parse', 'HEAD^{tree}').trim(),
    });
    expect(tests.evidence?.command.join(' ')).toMatch(/node|npm/);
    expect(tests.evidence?.duration_ms).toBeGreaterThan(0);
    expect(gateOf(view, 'linter_pass')).toMatchObject({ state: 'pass', value: true });
    expect(repo.state()).toEqual(before);
    expect(view.worktree_path).toContain(services.dataDir);
    expect(existsSync(view.worktree_path ?? '')).toBe(true);
    expect(repo.git('branch', '--list', view.branch ?? 'none')).toContain('slipway/');
  });

  it('whose linter fails needs review, and the gate is named', async () => {
    const view = await runSteps(repository(nodeProject({ lint: true })).path, ['test', 'lint']);
    expect(view.status).toBe('needs_review');
    expect(view.reason).toContain('linter_pass');
    expect(view.kpi_violations).toMatchObject([
      { kpi_name: 'linter_pass', expected: true, actual: false, pass: false },
    ]);
  });

  it('whose linter fails needs review also when only its tests were asked for; it can be overridden with a reason, and only with one', async () => {
    const view = await runSteps(repository(nodeProject({ lint: true })).path, ['test']);
    expect(view.status).toBe('needs_review');
    expect(view.kpi_violations).toMatchObject([{ kpi_name: 'linter_pass' }]);
    const path = '/pas/v1/runs/override';
    const silent = await services.post(path, { run_id: view.run_id, scope: 'run' });
    expect(silent.status).toBe(422);
    expect(silent.body['detail']).toMatch(/reason is required/);
    const why = { run_id: view.run_id, reason: 'known flake, see the note', scope: 'run' };
    expect((await services.post(path, why)).body).toMatchObject({ status: 'completed' });
    const after = await services.runIn(view.run_id, ['completed']);
    expect(after.reason).toMatch(/Overridden by local \(run\): known flake/);
    // The evidence stays what it was: an override is no pass.
    expect(after.verification).toBe('fail');
    expect(after.kpi_violations).toHaveLength(1);
  });

  it('with a broken test needs review naming the test; fixed and re-run, it is completed', async () => {
    const repo = repository(nodeProject({ test: true }));
    const broken = await runSteps(repo.path, ['test']);
    expect(broken.status).toBe('needs_review');
    expect(broken.reason).toContain('adds two numbers');
    expect(gateOf(broken, 'test_pass_rate')).toMatchObject({
      state: 'fail',
      value: 0.5,
      evidence: { tests_executed: 2, tests_failed: [expect.stringContaining('adds two numbers')] },
    });
    repo.commit('Add', nodeProject());
    const before = repo.state();
    const rerun = await services.post('/pas/v1/runs/rerun', { run_id: broken.run_id });
    expect(rerun.body).toMatchObject({ status: 'executing', requeued: 1 });
    const fixed = await services.runIn(broken.run_id, ['completed', 'needs_review', 'failed']);
    expect(fixed.status, fixed.reason ?? '').toBe('completed');
    expect(gateOf(fixed, 'test_pass_rate')).toMatchObject({
      state: 'pass',
      evidence: { tree_hash: repo.git('rev-parse', 'HEAD^{tree}').trim() },
    });
    expect(fixed).toMatchObject({ tasks_total: 1, tasks_completed: 1, tasks_failed: 0 });
    expect(repo.state()).toEqual(before);
  });

  it('whose test command runs no test is never green', async () => {
    const files = { ...nodeProject(), 'sum.test.js': '' };
    const view = await runSteps(repository(files).path, ['test']);
    expect(view.status).toBe('needs_review');
    expect(gateOf(view, 'test_pass_rate')).toMatchObject({
      state: 'unverified',
      evidence: { exit_code: 0, tests_executed: 0, reason: 'no test was executed' },
    });
    expect(view.verification).toBe('unverified');
  });
});

describe('real work of a lane whose gates only a migration of a copy measures', () => {
  it('JUDGE-13 completes, unverified, and every gate says why it was not measured', async () => {
    const repo = repository({ ...nodeProject(), 'migrate.js': '' });
    const run = 'migrates';
    await services.post('/pas/v1/jobcards', {
      project_id: 1,
      run_id: run,
      lane: 'Data-Schema',
      payload: { repo: repo.path, command: ['node', 'migrate.js'] },
    });
    await services.post('/pas/v1/runs/start', { project_id: 1, run_id: run });
    const view = await services.runIn(run, ['completed', 'needs_review', 'failed']);
    expect(view.status, view.reason ?? '').toBe('completed');
    expect(view.verification).toBe('unverified');
    for (const kpi of ['schema_diff', 'migration_success', 'row_count_delta']) {
      const gate = gateOf(view, kpi);
      expect(gate.state).toBe('not_measured');
      expect(gate.evidence?.reason).toMatch(/^only a card with `migration`/);
      expect(view.reason).toContain(kpi);
    }
  });

  it('JUDGE-13 such gates are never required, and the lanes of the service say so', async () => {
    const { body } = await services.get('/pas/v1/lanes');
    const lanes = body['lanes'] as { name: string; gates: Record<string, unknown>[] }[];
    const gates = lanes.flatMap((lane) => lane.gates);
    expect(gates.filter((gate) => gate['not_measured'] !== null)).toMatchObject(
      ['schema_diff', 'migration_success', 'row_count_delta'].map((kpi) => ({
        kpi,
        required: false,
        not_measured: expect.stringMatching(/only a card with `migration`/),
      })),
    );
    expect(gates).toContainEqual({
      kpi: 'test_pass_rate',
      rule: 'at_least',
      threshold: 0.9,
      required: true,
      not_measured: null,
    });
  });
});

/**
 * Two TypeScript projects, one of which refers to the other; this project's own compiler is their
 * dependency.
 */
function referringProjects(inner: { returns: string }) {
  const config = (references: string[]) =>
    JSON.stringify({
      compilerOptions: { composite: true, strict: true, rootDir: 'src', outDir: 'out', types: [] },
      include: ['src'],
      references: references.map((path) => ({ path })),
    });
  return {
    'package.json': JSON.stringify({ name: 'two', devDependencies: { typescript: '*' } }),
    'tsconfig.json': JSON.stringify({
      files: [],
      references: [{ path: 'inner' }, { path: 'outer' }],
    }),
    'inner/tsconfig.json': config([]),
    'inner/src/add.ts': `export const add = (a: number, b: number): ${inner.returns} => a + b;\n`,
    'outer/tsconfig.json': config(['../inner']),
    'outer/src/three.ts': `import { add } from '../../inner/src/add.js';\nexport const three = add(1, 2);\n`,
    '.gitignore': 'node_modules\n',
  };
}

describe('TypeScript projects that refer to each other', () => {
  it.each([
    ['right', 'number', 'pass'],
    ['wrong in the project that is referred to', 'string', 'fail'],
  ])(
    'PLAN-8 types that are %s: build_success follows that, and the tree stays clean',
    async (_what, returns, state) => {
      const repo = repository(referringProjects({ returns }));
      symlinkSync(join(appRoot(), 'node_modules'), join(repo.path, 'node_modules'));
      const view = await runSteps(repo.path, ['build']);
      const gate = gateOf(view, 'build_success');
      expect(gate, view.reason ?? '').toMatchObject({
        state,
        evidence: { command: ['tsc', '-b', '--force'] },
      });
      if (state === 'fail')
        expect(gate.evidence).toMatchObject({
          output_tail: expect.stringMatching(/inner\/src\/add\.ts.*TS2322/),
        });
      const worktree = must(view.worktree_path, 'a run in a repository has a worktree');
      expect(existsSync(join(worktree, 'inner/out'))).toBe(false);
      expect(
        execFileSync('git', ['status', '--porcelain'], { cwd: worktree, encoding: 'utf8' }),
      ).toBe('');
      expect(repo.git('diff', '--stat', 'main', must(view.branch, 'a branch'))).toBe('');
      const copies = readdirSync(join(services.dataDir, 'scratch'), { recursive: true });
      expect(copies.filter((path) => String(path).endsWith('tsconfig.json'))).toEqual([]);
    },
  );
});

const pytest = hasPytest();
describe(`a Python project${pytest ? '' : ' (skipped: python3 has no pytest here)'}`, () => {
  it.skipIf(!pytest)('is completed by pytest', async () => {
    const repo = repository(pythonProject());
    const before = repo.state();
    const view = await runSteps(repo.path, ['test']);
    expect(view.status, view.reason ?? '').toBe('completed');
    expect(gateOf(view, 'test_pass_rate')).toMatchObject({
      state: 'pass',
      value: 1,
      evidence: { exit_code: 0, tests_executed: 2 },
    });
    expect(repo.state()).toEqual(before);
  });

  it.skipIf(!pytest)('with a broken test needs review and names it', async () => {
    const view = await runSteps(repository(pythonProject(true)).path, ['test']);
    expect(view.status).toBe('needs_review');
    expect(view.reason).toContain('test_total');
    expect(gateOf(view, 'test_pass_rate').evidence).toMatchObject({ exit_code: 1 });
  });

  it.skipIf(!pytest)('without a test is never green', async () => {
    const files = { ...pythonProject(), 'test_sums.py': '# nothing yet\n' };
    const view = await runSteps(repository(files).path, ['test']);
    expect(view.status).toBe('needs_review');
    expect(view.verification).not.toBe('pass');
  });
});

describe('this project itself', () => {
  it('a card that names test files of its own is run in a worktree and judged by their report', async () => {
    const clone = join(mkdtempSync(join(tmpdir(), 'slipway-self-')), 'slipway');
    try {
      execFileSync('git', ['clone', '--quiet', '--shared', appRoot(), clone]);
      symlinkSync(join(appRoot(), 'node_modules'), join(clone, 'node_modules'));
      const tests = ['src/core/estimate/seeded-rng.test.ts', 'src/shared/units.test.ts'];
      const run = 'self';
      const card = await services.post('/pas/v1/jobcards', {
        project_id: 2,
        run_id: run,
        lane: 'Code-Impl',
        payload: { repo: clone, tests },
      });
      await services.post('/pas/v1/runs/start', { project_id: 2, run_id: run });
      await services.until('the tests ran', async () => {
        const { body } = await services.get(`/pas/v1/tasks/${String(card.body['task_id'])}`);
        return ['succeeded', 'failed'].includes(body['status'] as string);
      });
      const { body } = await services.get(`/pas/v1/tasks/${String(card.body['task_id'])}`);
      expect(body, String(body['reason'])).toMatchObject({ status: 'succeeded', mode: 'real' });
      const [gate] = body['gates'] as RunView['gates'];
      expect(gate).toMatchObject({
        kpi_name: 'test_pass_rate',
        state: 'pass',
        value: 1,
        evidence: { exit_code: 0, report_format: 'vitest', tests_failed: [] },
      });
      expect(gate?.evidence?.tests_executed).toBeGreaterThan(3);
      expect(gate?.evidence?.command).toEqual(expect.arrayContaining(tests));
      await services.post('/pas/v1/runs/terminate', { run_id: run });
    } finally {
      rmSync(join(clone, '..'), { recursive: true, force: true });
    }
  });
});

describe('odd repositories', () => {
  it('a dirty one, at a path with spaces, quotes and Unicode, is run at its commit, and its changes are left alone', async () => {
    const repo = repository(nodeProject(), `ein "Projekt" mit Ümläuten & 日本 'x'`);
    repo.write({ 'sum.js': 'this is not even code', 'notes.txt': 'mine' });
    const before = repo.state();
    const view = await runSteps(repo.path, ['test']);
    expect(view.status, view.reason ?? '').toBe('completed');
    expect(repo.state()).toEqual(before);
  });

  it.each([
    [
      'a repository without commits',
      () => repository(null).path,
      /has no commit yet.*vp init --repo/,
    ],
    [
      'a folder that is no repository',
      () => mkdtempSync(join(tmpdir(), 'slipway-none-')),
      /not a git repository/,
    ],
    ['a path that does not exist', () => '/no/such/place', /There is no folder \/no\/such\/place/],
    ['a relative path', () => 'src', /is not absolute\. Give its full path/],
  ])('%s fails with a sentence, and nothing is pretended', async (_what, pathOf, says) => {
    const path = pathOf();
    const view = await runSteps(path, ['test']);
    expect(view.status).toBe('failed');
    expect(view.tasks).toMatchObject([{ status: 'failed', reason: expect.stringMatching(says) }]);
    expect(view.verification).toBe('unverified');
    if (path.includes('slipway-none-')) rmSync(path, { recursive: true });
  });

  it('a step that the repository has no command for says so', async () => {
    const view = await runSteps(repository({ 'README.md': '# Nothing\n' }).path, ['test']);
    expect(view.status).toBe('failed');
    expect(view.tasks[0]?.reason).toMatch(/no test command/);
  });
});
