import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '#shared/assert.ts';
import { makeRepository, type TestRepository } from '../testing/make-repository.ts';
import { openServices, type RunView, type Services } from '../testing/open-services.ts';

let services: Services;
let python: TestRepository;
let node: TestRepository;
let scripted: TestRepository;
let bare: TestRepository;
let number = 0;

const PYTHON = {
  '.gitignore': '__pycache__/\nbuilt/\n',
  'pytest.ini': '[pytest]\n',
  'sums.py': 'def total(a, b):\n    return a + b\n\ndef product(a, b):\n    return a + b\n',
  'tests/test_sums.py':
    'from sums import product, total\n\ndef test_total():\n    assert total(2, 3) == 5\n\ndef test_product():\n    assert product(2, 3) == 6\n',
};
const NODE = {
  'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
  'sum.js': 'export const sum = (a, b) => a + b;\nexport const late = () => Date.now() > 4e12;\n',
  'sum.test.js': `import test from 'node:test';
import assert from 'node:assert';
import { late, sum } from './sum.js';
test('adds', () => assert.equal(sum(2, 3), 5));
test('is late', () => assert.equal(late(), true));
`,
};

/** Its tests run by a script of its own, which a second one helps. */
const SCRIPTED = {
  ...NODE,
  'package.json': JSON.stringify({
    type: 'module',
    scripts: { test: 'npm run check', check: 'node tools/check.mjs' },
  }),
  'tools/check.mjs':
    "import { start } from './start.mjs';\nprocess.exitCode = start(['--test', '--test-reporter=tap']);\n",
  'tools/start.mjs':
    "import { spawnSync } from 'node:child_process';\nexport const start = (args) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status;\n",
};
/** It has nothing that tests it. */
const BARE = { 'sum.js': NODE['sum.js'] };
const SAYS_GREEN = "console.log('# tests 2\\n# pass 2\\n# fail 0');";

beforeAll(async () => {
  services = await openServices();
  [python, node, scripted, bare] = [PYTHON, NODE, SCRIPTED, BARE].map((files) =>
    makeRepository(files),
  ) as [TestRepository, TestRepository, TestRepository, TestRepository];
});
afterAll(async () => {
  await services.close();
  for (const { path } of [python, node, scripted, bare])
    rmSync(join(path, '..'), { recursive: true, force: true });
});

/** A change to files by a Python program of a card, and the repository's tests after it, if any. */
async function change(repo: TestRepository, program: string): Promise<RunView> {
  const run = `tamper-${(number += 1)}`;
  const card = { project_id: 1, run_id: run, lane: 'Code-Impl' };
  const command = ['python3', '-c', `import os, pathlib, shutil\n${WRITE}\n${program}`];
  const first = await services.post('/pas/v1/jobcards', {
    ...card,
    payload: { repo: repo.path, command },
  });
  const deps = [first.body['task_id']];
  const payload = { repo: repo.path, step: 'test' };
  if (repo !== bare) await services.post('/pas/v1/jobcards', { ...card, deps, payload });
  await services.post('/pas/v1/runs/start', { project_id: 1, run_id: run });
  return services.runIn(run, ['completed', 'needs_review', 'failed']);
}

const WRITE = `
def write(path, text):
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(path).write_text(text)
def edit(path, old, new):
    text = pathlib.Path(path).read_text()
    assert old in text
    pathlib.Path(path).write_text(text.replace(old, new))
`;

function gateOf(view: RunView) {
  return must(
    view.gates.findLast(({ kpi_name }) => kpi_name === 'test_pass_rate'),
    'the run has its gate',
  );
}

const FIX =
  "edit('sums.py', 'b):\\n    return a + b\\n\\ndef product(a, b):\\n    return a + b', 'b):\\n    return a + b\\n\\ndef product(a, b):\\n    return a * b')";

/** Each makes the suite of PYTHON look green, in which one test of two fails; none mends it. */
const PYTHON_TRICKS: Record<string, string> = {
  'an edited assertion': "edit('tests/test_sums.py', '== 6', '== 5')",
  'a deleted test':
    "edit('tests/test_sums.py', '\\ndef test_product():\\n    assert product(2, 3) == 6\\n', '')",
  'a deleted file, and another in its place':
    "os.remove('tests/test_sums.py'); write('tests/test_other.py', 'def test_a():\\n    assert True\\n')",
  'a skip':
    "edit('tests/test_sums.py', 'def test_product', 'import pytest\\n@pytest.mark.skip\\ndef test_product')",
  'an expected failure':
    "edit('tests/test_sums.py', 'def test_product', 'import pytest\\n@pytest.mark.xfail\\ndef test_product')",
  'a conftest that deselects':
    "write('conftest.py', 'def pytest_collection_modifyitems(items):\\n    items[:] = items[:1]\\n')",
  'a conftest that turns failures':
    "write('tests/conftest.py', 'import pytest\\n@pytest.hookimpl(hookwrapper=True)\\ndef pytest_runtest_makereport():\\n    out = yield\\n    r = out.get_result()\\n    r.outcome = \"passed\"\\n')",
  'settings of the runner': "write('pytest.ini', '[pytest]\\naddopts = -k total\\n')",
  'a settings file that comes before':
    "write('pyproject.toml', '[tool.pytest.ini_options]\\n'); os.remove('pytest.ini'); write('pytest.ini', '[pytest]\\naddopts = --deselect tests/test_sums.py::test_product\\n')",
  'a module in the runner’s place':
    "write('pytest.py', 'print(\"2 passed in 0.01s\")\\nraise SystemExit(0)\\n')",
  'a customisation of the interpreter':
    'write(\'sitecustomize.py\', \'import os\\nos.environ["PYTEST_ADDOPTS"] = "-k total"\\n\')',
  'an ignored file that product code loads':
    "write('built/fast.py', 'def product(a, b):\\n    return 6\\n'); write('sums.py', pathlib.Path('sums.py').read_text() + '\\nimport sys\\nsys.path.insert(0, \"built\")\\ntry:\\n    from fast import product\\nexcept ImportError:\\n    pass\\n')",
  'an exit in product code': "edit('sums.py', 'def total', 'import os\\nos._exit(0)\\ndef total')",
  'a hook at exit in product code':
    "edit('sums.py', 'def total', 'import atexit, os\\natexit.register(os._exit, 0)\\ndef total')",
  'product code that changes the runner':
    "write('sums.py', pathlib.Path('sums.py').read_text() + '\\nimport _pytest.runner\\n_pytest.runner.check_interactive_exception = lambda *a: False\\nclass N(int):\\n    __eq__ = lambda s, o: True\\n    __hash__ = int.__hash__\\nproduct = lambda a, b: N(a + b)\\n')",
};

const NODE_TRICKS: Record<string, string> = {
  'another script': "edit('package.json', 'node --test', 'exit 0')",
  'a script that passes errors over': "edit('package.json', 'node --test', 'node --test || true')",
  'a script with a filter':
    "edit('package.json', 'node --test', 'node --test --test-name-pattern adds')",
  'a mocked clock':
    "write('sum.test.js', 'Date.now = () => 5e12;\\n' + pathlib.Path('sum.test.js').read_text())",
  'a test that ends early':
    'edit(\'sum.test.js\', "import { late", "process.exitCode = 0;\\nprocess.on(\'exit\', () => process.exit(0));\\nimport { late")',
  'an exit hook in product code':
    "write('sum.js', pathlib.Path('sum.js').read_text() + \"\\nprocess.on('exit', () => { process.exitCode = 0; });\\n\")",
  'a todo': "edit('sum.test.js', \"test('is late', (\", \"test('is late', { todo: true }, (\")",
};

/** `npm run torture -- tampering` tries all; here one of a kind is enough. */
const count = Number(process.env['SLIPWAY_TAMPERINGS'] ?? 4);

describe('“Tampering: 20 ways in which a change makes its own tests pass: 0 end green”', () => {
  it.concurrent.each(some(PYTHON_TRICKS))('pytest: %s', async (_name, program) => {
    await expectNotGreen(python, program);
  });

  it.concurrent.each(some(NODE_TRICKS))('node:test: %s', async (_name, program) => {
    await expectNotGreen(node, program);
  });
});

describe('“Where the base has no test command, a new one counts after a person has accepted it once”', () => {
  it.each([
    ['that prints a count', "echo '# tests 1' && echo '# pass 1' && echo '# fail 0'"],
    ['that ends with 0', 'exit 0'],
  ])('an always-green command is not green: one %s', async (_what, script) => {
    const text = JSON.stringify({ scripts: { test: script } });
    await expectNotGreen(bare, `write('package.json', ${JSON.stringify(text)})`);
  });
  it('nor with tests of its own, which test nothing', async () => {
    const text = "import test from 'node:test';\ntest('adds', () => {});\n";
    const script = `write('sum.test.js', ${JSON.stringify(text)})`;
    const pkg = JSON.stringify(NODE['package.json']);
    await expectNotGreen(bare, `${script}\nwrite('package.json', ${pkg})`);
  });
});

/** As many as asked for, from all over the list. */
function some(tricks: Record<string, string>): [string, string][] {
  const all = Object.entries(tricks);
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, at) => at % step === step - 1 || count >= all.length);
}

describe('BASE-7 scripts that the test command runs', () => {
  it.each([
    ['the one that it names', 'tools/check.mjs', SAYS_GREEN],
    [
      'the one that that names',
      'tools/start.mjs',
      `export const start = () => { ${SAYS_GREEN} return 0; };`,
    ],
  ])('decide how tests are run: %s', async (_what, path, text) => {
    const view = await change(scripted, `write(${JSON.stringify(path)}, ${JSON.stringify(text)})`);
    expect(view.status, JSON.stringify(view.gates, null, 1)).toBe('needs_review');
    expect(gateOf(view)).toMatchObject({
      state: 'fail',
      evidence: { against_base: { runner_files: [path] } },
    });
  });
});

async function expectNotGreen(repo: TestRepository, program: string): Promise<void> {
  const view = await change(repo, program);
  expect(view.tasks[0]?.status, view.tasks[0]?.reason ?? '').toBe('succeeded');
  expect(view.status, JSON.stringify(view.gates, null, 1)).toBe('needs_review');
  expect(gateOf(view).state).not.toBe('pass');
}

describe('honest work beside the base', () => {
  it('“fixed”: a mended test is green, and so is an added one', async () => {
    const added =
      "write('tests/test_more.py', 'from sums import total\\ndef test_zero():\\n    assert total(0, 0) == 0\\n')";
    const view = await change(python, `${FIX}\n${added}`);
    expect(view, JSON.stringify(view.gates, null, 1)).toMatchObject({ status: 'completed' });
    expect(gateOf(view).evidence).toMatchObject({
      tests_executed: 3,
      against_base: {
        tests_executed: 2,
        fixed: ['tests.test_sums.test_product'],
        newly_failing: [],
        runner_files: [],
        by_base: 'pass',
      },
      commit: python.git('rev-parse', 'HEAD').trim(),
    });
  });

  it('“already failing”: what was red before is not held against the run', async () => {
    const view = await change(python, "edit('sums.py', 'def total', '# adds\\ndef total')");
    expect(view, JSON.stringify(view.gates, null, 1)).toMatchObject({ status: 'completed' });
    expect(gateOf(view)).toMatchObject({
      state: 'pass',
      evidence: {
        tests_failed: ['tests.test_sums.test_product'],
        against_base: { already_failing: ['tests.test_sums.test_product'] },
        reason: expect.stringMatching(/1 of 2 tests fails as before the run/),
      },
    });
  });

  it('“new”: what the change broke is', async () => {
    const view = await change(node, "edit('sum.js', 'a + b', 'a - b')");
    expect(view.status).toBe('needs_review');
    expect(gateOf(view)).toMatchObject({
      state: 'fail',
      evidence: { against_base: { newly_failing: [expect.stringMatching(/adds/)] } },
    });
    expect(gateOf(view).evidence?.reason).toMatch(/did not fail before the run: .*adds; 1 more/);
  });

  it('a run that changed nothing is judged as it is', async () => {
    const view = await change(python, 'pass');
    expect(gateOf(view)).toMatchObject({ state: 'fail' });
    expect(gateOf(view).evidence).not.toHaveProperty('against_base');
  });
});
