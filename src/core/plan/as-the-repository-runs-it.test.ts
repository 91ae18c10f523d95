import { describe, expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import type { RepositoryView, StepCommand } from '../gates/types.ts';
import { findCommands } from './find-commands.ts';

const TOOLS = ['npm', 'pnpm', 'yarn', 'bun', 'node', 'jest', 'mocha', 'vitest', 'make', 'go'];

function view(
  files: Record<string, string | object>,
  { tools = TOOLS, environments = [] as string[] } = {},
): RepositoryView {
  const texts = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === 'string' ? content : JSON.stringify(content),
  ]);
  const contents = Object.fromEntries(texts) as Record<string, string>;
  return {
    files: Object.keys(files),
    read: (path) => contents[path] ?? null,
    hasTool: (name) => tools.includes(name),
    environments,
  };
}

function testOf(...args: Parameters<typeof view>): StepCommand {
  const { commands, missing } = findCommands(view(...args));
  const found = commands.find(({ step }) => step === 'test');
  return must(found, `a test command; missing: ${JSON.stringify(missing)}`);
}

const script = (text: string, more: object = {}) => ({
  'package.json': { scripts: { test: text }, ...more },
});

describe('PLAN-14 a script keeps what surrounds it', () => {
  test('pretest and posttest run, because the script goes through its manager', () => {
    const pkg = { scripts: { pretest: 'node build.js', test: 'jest --config a.config.js' } };
    expect(testOf({ 'package.json': pkg })).toMatchObject({
      command: ['npm', 'test'],
      measured: ['npm', 'test', '--', '--json', '--outputFile={report}'],
      format: 'jest',
    });
    const files = {
      'package.json': { scripts: { test: 'mocha spec', posttest: 'x' } },
      'pnpm-lock.yaml': '',
    };
    expect(testOf(files).measured.slice(0, 3)).toEqual(['pnpm', 'test', '--reporter']);
  });

  test.each([
    ['a runner that watches', 'vitest watch'],
    ['a reporter of its own', 'mocha --reporter dot spec'],
    ['a file that node would give the options to', 'node --test a.test.js'],
  ])('%s is read by its output then', (_name, text) => {
    const pkg = { scripts: { pretest: 'node build.js', test: text } };
    expect(testOf({ 'package.json': pkg })).toMatchObject({
      measured: ['npm', 'test'],
      format: 'summary_line',
    });
  });

  test.each([
    ['jest --config jest.ci.js --runInBand', ['--config', 'jest.ci.js', '--runInBand']],
    ['mocha -r ./setup.js spec', ['-r', './setup.js', 'spec']],
    ['node --import ./setup.mjs --test', ['--import', './setup.mjs']],
  ])('the options of `%s` are kept', (text, options) => {
    expect(testOf(script(text)).measured.slice(-options.length)).toEqual(options);
  });

  test('every part of a chain runs, not only the runner that is known', () => {
    const uses = { devDependencies: { jest: '30.0.0' } };
    const files = { ...script('jest && mocha other', uses), 'jest.config.js': '' };
    expect(testOf(files)).toMatchObject({
      measured: ['npm', 'test'],
      format: 'summary_line',
      forFiles: { command: ['jest'], format: 'jest' },
    });
  });
});

describe('PLAN-5 the package manager', () => {
  test.each([
    [{ packageManager: 'pnpm@9.1.0' }, { 'package-lock.json': '' }, 'pnpm'],
    [{ packageManager: 'yarn@4.1.0+sha224.x' }, {}, 'yarn'],
    [{ devEngines: { packageManager: { name: 'bun' } } }, {}, 'bun'],
    [{}, { 'package-lock.json': '', 'pnpm-lock.yaml': '' }, 'pnpm'],
    [{}, { 'package-lock.json': '', 'yarn.lock': '' }, 'yarn'],
    [{}, { 'pnpm-workspace.yaml': '' }, 'pnpm'],
    [{}, {}, 'npm'],
  ])('%j with %j is run by %s', (more, files, manager) => {
    expect(testOf({ ...script('node check.js', more), ...files }).command[0]).toBe(manager);
  });

  test('corepack brings the one that is named and not installed, and what to run beforehand is said', () => {
    const found = testOf(script('node check.js', { packageManager: 'pnpm@9.1.0' }), {
      tools: ['corepack'],
    });
    expect(found).toMatchObject({
      command: ['corepack', 'pnpm', 'test'],
      beforehand: 'corepack install',
    });
  });

  test('where Plug’n’Play keeps the packages only the manager finds the runner', () => {
    const files = { ...script('jest src'), 'yarn.lock': '', '.pnp.cjs': '' };
    expect(testOf(files, { tools: ['yarn'] })).toMatchObject({
      measured: ['yarn', 'test', '--json', '--outputFile={report}'],
      format: 'jest',
    });
    const linked = {
      ...script('jest'),
      'yarn.lock': '',
      '.yarnrc.yml': 'nodeLinker: node-modules\n',
    };
    expect(testOf(linked).measured[0]).toBe('jest');
    const berry = { ...script('jest'), 'yarn.lock': '', '.yarnrc.yml': 'yarnPath: x\n' };
    expect(testOf(berry).measured[0]).toBe('yarn');
  });
});

describe('PLAN-15 workspaces without a script at their root', () => {
  const members = { 'packages/a/package.json': { scripts: { test: 'jest' } } };
  test.each([
    [{}, ['npm', 'run', 'test', '--workspaces', '--if-present']],
    [{ 'pnpm-lock.yaml': '' }, ['pnpm', '-r', '--if-present', 'run', 'test']],
    [{ 'turbo.json': '{}' }, ['turbo', 'run', 'test', '--force']],
    [{ 'nx.json': '{}' }, ['nx', 'run-many', '-t', 'test', '--skip-nx-cache']],
    [{ 'lerna.json': '{}' }, ['lerna', 'run', 'test', '--stream']],
  ])('with %j', (files, command) => {
    const tools = [...TOOLS, 'turbo', 'nx', 'lerna'];
    const root = { 'package.json': { workspaces: ['packages/*'] } };
    expect(testOf({ ...root, ...members, ...files }, { tools }).command).toEqual(command);
  });

  test('go.work names the modules', () => {
    const files = {
      'go.work': 'go 1.22\n\nuse (\n\t./a\n\t./b // tools\n)\nuse ./c\n',
      'a/go.mod': '',
      'b/go.mod': '',
      'c/go.mod': '',
      'a/a_test.go': '',
    };
    const found = testOf(files);
    expect(found.measured).toEqual(['go', 'test', '-json', './a/...', './b/...', './c/...']);
    expect(testOf({ 'go.mod': '', 'a_test.go': '' }).command).toEqual(['go', 'test', './...']);
  });

  test('all members of a Cargo workspace are tested, linted and built', () => {
    const { commands } = findCommands(
      view({ 'Cargo.toml': '' }, { tools: ['cargo', 'cargo-clippy'] }),
    );
    expect(commands.map(({ command }) => command.includes('--workspace'))).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('a warning of clippy is red only where the project denies it: green tests stay green', () => {
    const found = findCommands(view({ 'Cargo.toml': '' }, { tools: ['cargo', 'cargo-clippy'] }));
    const lint = found.commands.find(({ step }) => step === 'lint');
    const targets = ['--bins', '--tests', '--examples'];
    expect(lint?.command).toEqual(['cargo', 'clippy', '--workspace', ...targets]);
  });
});

describe('PLAN-10 deno and bun', () => {
  test.each([
    [{ 'deno.json': { tasks: { test: 'deno test -A' } } }, ['deno', 'task', 'test']],
    [{ 'deno.jsonc': '// ours\n{}', 'sum_test.ts': '' }, ['deno', 'test']],
    [{ 'deno.json': '{}', 'sum.test.ts': '' }, ['deno', 'test']],
    [{ 'package.json': {}, 'bun.lock': '', 'a.test.ts': '' }, ['bun', 'test']],
    [{ ...script('bun test'), 'bun.lock': '' }, ['bun', 'run', 'test']],
  ])('%j', (files, command) => {
    const found = testOf(files, { tools: ['deno', 'bun'] });
    expect(found).toMatchObject({ command, format: 'summary_line' });
  });
});

describe('PLAN-9 Python as its environment has it', () => {
  const pytest = ['python3', 'pytest'];
  test.each([
    [{}, ['.venv'], [], '.venv/bin/python'],
    [{}, ['env'], [], 'env/bin/python'],
    [{}, ['my-python'], [], 'my-python/bin/python'],
    [{ 'uv.lock': '' }, [], ['uv'], 'uv run --offline python'],
    [{ 'uv.lock': '' }, ['.venv'], ['uv'], '.venv/bin/python'],
    [{ 'poetry.lock': '' }, [], ['poetry'], 'poetry run python'],
    [{ 'pdm.lock': '' }, [], ['pdm'], 'pdm run python'],
    [{ Pipfile: '' }, [], ['pipenv'], 'pipenv run python'],
    [
      { 'environment.yml': 'name: science\n' },
      [],
      ['conda'],
      'conda run --no-capture-output -n science python',
    ],
    [{ 'uv.lock': '' }, [], [], 'python3'],
  ])('with %j and %j', (files, environments, tools, start) => {
    const found = testOf(
      { 'test_a.py': '', ...files },
      { tools: [...pytest, ...tools], environments },
    );
    expect(found.command.join(' ')).toBe(`${start} -m pytest -q`);
    expect(found.beforehand !== undefined).toBe(tools.length > 0 && environments.length === 0);
  });

  test.each([
    [{ 'tox.ini': '[tox]\nenvlist = py\n' }, 'tox', ['tox']],
    [{ 'noxfile.py': '' }, 'nox', ['nox']],
    [{ 'pyproject.toml': '[tool.hatch.version]\n' }, 'hatch', ['hatch', 'test']],
  ])('%j is run by its tool where there is no pytest', (files, tool, command) => {
    const found = testOf({ 'test_a.py': '', ...files }, { tools: ['python3', tool] });
    expect(found).toMatchObject({ command, format: 'summary_line' });
    expect(found.env?.['PYTEST_ADDOPTS']).toContain('--junitxml={report}');
    expect(found.beforehand).toBeDefined();
  });
});

describe('PLAN-16 a report is asked for by environment where a script starts the runner', () => {
  test.each([
    ['pytest -x', { PYTEST_ADDOPTS: expect.stringContaining('--junitxml={report}') }],
    ['bundle exec rspec', { SPEC_OPTS: expect.stringContaining('--format json') }],
    ['go test ./...', { GOFLAGS: '-json' }],
    ['go test $(go list ./...)', undefined],
    ['go test -v ./... | tee log', undefined],
    ['go vet ./... && go test ./...', undefined],
    ['./run-tests', undefined],
  ])('%s', (recipe, env) => {
    const found = testOf({ Makefile: `test:\n\t${recipe}\n` });
    expect(found).toMatchObject({ command: ['make', 'test'], measured: ['make', 'test'] });
    expect(found.env).toEqual(env);
  });
});

describe('PLAN-17 projects in folders', () => {
  const two = {
    'backend/pyproject.toml': '[project]\nname = "b"\n',
    'backend/tests/test_b.py': '',
    'frontend/package.json': { scripts: { test: 'node --test' } },
  };
  test('are each found, named and run, where nothing is at the root', () => {
    const found = testOf(two, { tools: ['python3', 'pytest', 'npm', 'node'] });
    expect(found.command).toEqual(['env', '-C', 'backend', 'python3', '-m', 'pytest', '-q']);
    expect(found.also?.map(({ command }) => command)).toEqual([
      ['env', '-C', 'frontend', 'npm', 'test'],
    ]);
    expect(found.foundIn).toContain('frontend/package.json');
  });

  test('their own environments and programs count', () => {
    const files = {
      'backend/tests/test_b.py': '',
      'backend/setup.py': '',
      'web/package.json': { scripts: { test: 'jest' } },
    };
    const found = testOf(files, {
      tools: ['pytest', 'npm', 'web/jest'],
      environments: ['backend/.venv'],
    });
    expect(found.command.slice(3, 4)).toEqual(['.venv/bin/python']);
    expect(found.also?.[0]?.measured).toEqual([
      'env',
      '-C',
      'web',
      'npm',
      'test',
      '--',
      '--json',
      '--outputFile={report}',
    ]);
  });

  test('are named beside a root that has its own tests, and examples are passed by', () => {
    const files = {
      ...two,
      ...script('node --test'),
      'examples/x/package.json': { scripts: { test: 'x' } },
    };
    const { notes, commands } = findCommands(view(files));
    expect(commands.find(({ step }) => step === 'test')?.also).toBeUndefined();
    expect(notes.filter((note) => note.includes('is a project of its own'))).toEqual([
      expect.stringContaining('The folder frontend'),
    ]);
  });

  test('a root whose tests lie in it stays one project', () => {
    const found = testOf(
      { 'pyproject.toml': '', 'tests/test_a.py': '' },
      { tools: ['python3', 'pytest'] },
    );
    expect(found.command).toEqual(['python3', '-m', 'pytest', '-q']);
  });
});
