import { describe, expect, test } from 'vitest';
import { must } from '#shared/assert.ts';
import type { Step } from '#shared/payload.ts';
import type { RepositoryView, StepCommand } from '../gates/types.ts';
import { findCommands } from './find-commands.ts';
import type { FoundCommands } from './find-commands.ts';
import { overrideCommands } from './override-commands.ts';

const EVERYTHING = [
  'npm',
  'pnpm',
  'yarn',
  'bun',
  'node',
  'vitest',
  'jest',
  'mocha',
  'eslint',
  'biome',
  'oxlint',
  'tsc',
  'python3',
  'pytest',
  'ruff',
  'mypy',
  'go',
  'cargo',
  'cargo-clippy',
  'make',
  'mvn',
  'gradle',
];

function view(
  files: Record<string, string>,
  tools: readonly string[] = EVERYTHING,
): RepositoryView {
  return {
    files: Object.keys(files),
    read: (path) => files[path] ?? null,
    hasTool: (name) => tools.includes(name),
  };
}

function node(
  scripts: Record<string, string>,
  more: Record<string, string> = {},
  devDependencies: Record<string, string> = {},
): FoundCommands {
  return findCommands(
    view({ 'package.json': JSON.stringify({ scripts, devDependencies }), ...more }),
  );
}

function commandFor(found: FoundCommands, step: Step): StepCommand {
  return must(
    found.commands.find((command) => command.step === step),
    `a ${step} command; missing: ${JSON.stringify(found.missing)}`,
  );
}

function reasonFor(found: FoundCommands, step: Step): string {
  return must(
    found.missing.find((one) => one.step === step),
    `no ${step} command`,
  ).reason;
}

describe('Node tests', () => {
  const runners: [string, string[], string][] = [
    [
      'vitest',
      ['vitest', 'run', '--reporter=default', '--reporter=json', '--outputFile={report}'],
      'vitest',
    ],
    [
      'vitest run src --coverage',
      [
        'vitest',
        'run',
        '--reporter=default',
        '--reporter=json',
        '--outputFile={report}',
        'src',
        '--coverage',
      ],
      'vitest',
    ],
    [
      'vitest --watch --reporter verbose',
      ['vitest', 'run', '--reporter=default', '--reporter=json', '--outputFile={report}'],
      'vitest',
    ],
    ['jest --ci', ['jest', '--json', '--outputFile={report}', '--ci'], 'jest'],
    ['npx jest', ['jest', '--json', '--outputFile={report}'], 'jest'],
    [
      'node --test --import tsx "test/**/*.ts"',
      [
        'node',
        '--test',
        '--test-reporter=spec',
        '--test-reporter-destination=stdout',
        '--test-reporter=junit',
        '--test-reporter-destination={report}',
        '--import',
        'tsx',
        'test/**/*.ts',
      ],
      'node_test',
    ],
    [
      'mocha spec',
      ['mocha', '--reporter', 'xunit', '--reporter-option', 'output={report}', 'spec'],
      'junit',
    ],
    [
      'cross-env NODE_ENV=test jest',
      ['npm', 'test', '--', '--json', '--outputFile={report}'],
      'jest',
    ],
  ];
  test.each(runners)(
    'PLAN-2 the script `%s` is measured by calling its runner with a report',
    (script, measured, format) => {
      const found = commandFor(node({ test: script }), 'test');
      expect(found).toMatchObject({ command: ['npm', 'test'], measured, format });
      expect(found.reportFile).not.toBeNull();
    },
  );

  test('PLAN-3 an opaque script runs as it is, whatever runner is configured beside it', () => {
    const found = node(
      { test: 'npm run lint && node scripts/all.mjs' },
      { 'vitest.config.ts': '' },
      { vitest: '5.0.0' },
    );
    expect(commandFor(found, 'test')).toMatchObject({
      command: ['npm', 'test'],
      measured: ['npm', 'test'],
      format: 'summary_line',
    });
    const without = node({}, { 'vitest.config.ts': '' }, { vitest: '5.0.0' });
    expect(commandFor(without, 'test')).toMatchObject({
      command: ['vitest', 'run'],
      foundIn: 'vitest.config.ts; package.json names no test script',
    });
  });

  test('PLAN-3 an opaque script without such a runner is read by its output', () => {
    expect(commandFor(node({ test: 'tape test/*.js | tap-spec' }), 'test')).toMatchObject({
      command: ['npm', 'test'],
      measured: ['npm', 'test'],
      format: 'summary_line',
      reportFile: null,
    });
  });

  test('PLAN-4 the placeholder, an absent script and a runner that is not installed count as missing', () => {
    const placeholder = 'echo "Error: no test specified" && exit 1';
    expect(reasonFor(node({ test: placeholder }), 'test')).toContain('placeholder');
    expect(reasonFor(node({}), 'test')).toContain('no test script');
    const bare = findCommands(view({ 'package.json': '{"scripts":{"test":"vitest"}}' }, ['npm']));
    expect(reasonFor(bare, 'test')).toContain('vitest, but it is not installed');
    expect(reasonFor(findCommands(view({ 'package.json': '{oops' })), 'test')).toContain(
      'cannot be read',
    );
  });

  test.each([
    ['pnpm-lock.yaml', ['pnpm', 'test']],
    ['yarn.lock', ['yarn', 'test']],
    ['bun.lock', ['bun', 'run', 'test']],
  ])('PLAN-5 %s decides the package manager', (lockfile, command) => {
    expect(commandFor(node({ test: 'tap' }, { [lockfile]: '' }), 'test').command).toEqual(command);
  });
});

test('PLAN-5 package.json names the package manager before a stale lockfile does', () => {
  const pkg = { packageManager: 'pnpm@9.1.0', scripts: { test: 'tap', lint: 'tap-lint' } };
  const files = { 'package.json': JSON.stringify(pkg), 'package-lock.json': '' };
  const found = findCommands(view(files));
  expect(commandFor(found, 'test').command).toEqual(['pnpm', 'test']);
  expect(commandFor(found, 'lint').command).toEqual(['pnpm', 'run', 'lint']);
  expect(reasonFor(findCommands(view(files, ['npm'])), 'test')).toContain('pnpm, which is not');
});

describe('Node lint and build', () => {
  test('PLAN-6 scripts come first, then a configured and installed linter', () => {
    expect(commandFor(node({ lint: 'eslint .' }), 'lint')).toMatchObject({
      command: ['npm', 'run', 'lint'],
      foundIn: 'package.json scripts.lint',
    });
    expect(commandFor(node({}, { 'biome.json': '{}' }), 'lint').command).toEqual([
      'biome',
      'lint',
      '.',
    ]);
    const absent = findCommands(view({ 'package.json': '{}', 'eslint.config.js': '' }, ['npm']));
    expect(reasonFor(absent, 'lint')).toBe(
      'eslint.config.js configures eslint, but it is not installed here; install the repository’s dependencies first',
    );
  });

  test.each([
    ['build', 'vite', 'server'],
    ['build', 'next dev', 'server'],
    ['build', 'tsc --watch', 'watching'],
    ['build', 'tsc -w', 'watching'],
    ['lint', 'eslint . --fix', 'changes files'],
    ['lint', 'prettier --write .', 'changes files'],
  ])('PLAN-7 a %s script `%s` is refused', (step, script, why) => {
    expect(reasonFor(node({ [step]: script }), step === 'build' ? 'build' : 'lint')).toContain(why);
  });

  test('PLAN-7 a script is followed through the scripts it calls', () => {
    expect(reasonFor(node({ build: 'npm run dev', dev: 'vite dev' }), 'build')).toContain(
      'through the script dev',
    );
    expect(commandFor(node({ build: 'tsc -p . && vite build' }), 'build').command).toEqual([
      'npm',
      'run',
      'build',
    ]);
  });

  test('PLAN-8 without a build script a type check stands in', () => {
    const plain = node({}, { 'tsconfig.json': '{}' }, { typescript: '7' });
    expect(commandFor(plain, 'build').command).toEqual(['tsc', '--noEmit', '-p', 'tsconfig.json']);
    const solution = node(
      {},
      { 'tsconfig.json': '{"references": [{"path":"a"}]}' },
      { typescript: '7' },
    );
    expect(commandFor(solution, 'build')).toMatchObject({
      command: ['tsc', '-b', '--force'],
      inCopy: true,
    });
    expect(commandFor(plain, 'build').inCopy).toBeUndefined();
  });
});

describe('Python', () => {
  test('PLAN-9 pytest by configuration or by its files', () => {
    for (const files of [
      { 'pyproject.toml': '[tool.pytest.ini_options]\n' },
      { 'tests/test_a.py': '' },
      { 'setup.cfg': '[tool:pytest]\n' },
    ]) {
      expect(commandFor(findCommands(view(files)), 'test')).toMatchObject({
        command: ['python3', '-m', 'pytest', '-q'],
        measured: expect.arrayContaining(['python3', '-m', 'pytest', '-q', '--junitxml={report}']),
        format: 'junit',
      });
    }
  });

  test('PLAN-9 the repository’s own virtual environment comes first', () => {
    const found = findCommands({ ...view({ 'test_a.py': '' }), environments: ['env', '.venv'] });
    expect(commandFor(found, 'test').command[0]).toBe('.venv/bin/python');
  });

  test('PLAN-9 without pytest: unittest where the files are for it, else a reason', () => {
    const unit = findCommands(view({ 'test_a.py': 'import unittest' }, ['python3']));
    expect(commandFor(unit, 'test').command).toEqual(['python3', '-m', 'unittest', '-v']);
    const py = findCommands(view({ 'test_a.py': 'import pytest' }, ['python3']));
    expect(reasonFor(py, 'test')).toContain('pytest is not installed');
  });

  test('PLAN-6 a configured linter that is not installed is named', () => {
    const files = { 'pyproject.toml': '[tool.ruff]\nline-length = 100\n' };
    expect(commandFor(findCommands(view(files)), 'lint').command).toEqual(['ruff', 'check', '.']);
    expect(reasonFor(findCommands(view(files, ['python3'])), 'lint')).toContain(
      'ruff is not installed',
    );
  });

  test('PLAN-1 a broken pyproject.toml does not stop the looking', () => {
    expect(
      commandFor(findCommands(view({ 'pyproject.toml': '[[[', 'tests/test_a.py': '' })), 'test')
        .format,
    ).toBe('junit');
  });
});

describe('other languages', () => {
  test('PLAN-10 Go, Rust, Maven and Gradle by their root files', () => {
    expect(commandFor(findCommands(view({ 'go.mod': '', 'a_test.go': '' })), 'test')).toMatchObject(
      { measured: ['go', 'test', '-json', './...'], format: 'go_test' },
    );
    expect(commandFor(findCommands(view({ 'Cargo.toml': '' })), 'lint').command[1]).toBe('clippy');
    expect(commandFor(findCommands(view({ 'pom.xml': '' })), 'test')).toMatchObject({
      command: ['mvn', '-B', 'test'],
      format: 'summary_line',
    });
    expect(reasonFor(findCommands(view({ 'go.mod': '' }, [])), 'test')).toContain(
      'go, which is not installed',
    );
  });

  test.each([
    [{ 'build.gradle': '', gradlew: '' }, ['./gradlew', '--console=plain', 'test']],
    [{ 'pom.xml': '', mvnw: '' }, ['./mvnw', '-B', 'test']],
  ])('PLAN-10 a wrapper of the repository comes before an installed tool', (files, command) => {
    for (const tools of [EVERYTHING, []])
      expect(commandFor(findCommands(view(files, tools)), 'test').command).toEqual(command);
  });

  test('PLAN-11 a make target never stands in for a runner that only has to be installed', () => {
    const found = findCommands(
      view(
        {
          'package.json': JSON.stringify({
            scripts: { test: 'vitest run' },
            devDependencies: { vitest: '5.0.0' },
          }),
          Makefile: 'test:\n\techo fine\n',
        },
        ['make', 'npm'],
      ),
    );
    expect(found.commands).toEqual([]);
    expect(reasonFor(found, 'test')).toContain('install the repository’s dependencies first');
  });

  test('PLAN-11 make targets fill what the language does not name', () => {
    const makefile =
      '.PHONY: test lint\nVAR := x\ntest: all\n\techo\nlint format:\n\techo\nbuild := no\n';
    const found = findCommands(view({ Makefile: makefile, 'go.mod': '', 'x.go': '' }));
    expect(commandFor(found, 'test').command).toEqual(['make', 'test']);
    expect(commandFor(found, 'lint').command).toEqual(['go', 'vet', './...']);
    expect(commandFor(findCommands(view({ Makefile: makefile })), 'lint').command).toEqual([
      'make',
      'lint',
    ]);
    expect(reasonFor(findCommands(view({ Makefile: makefile })), 'build')).toContain(
      'no file at the root',
    );
  });

  test('PLAN-12 in a mixed repository the language with tests and more files leads, the other is noted', () => {
    const found = findCommands(
      view({ 'package.json': '{}', 'pyproject.toml': '', 'a.js': '', 'b.js': '', 'test_a.py': '' }),
    );
    expect(commandFor(found, 'test').format).toBe('junit');
    expect(found.notes).toEqual([
      expect.stringContaining('also holds Node (package.json) beside Python'),
    ]);
    expect(found.languages).toEqual([
      { name: 'JavaScript', files: 2 },
      { name: 'Python', files: 1 },
    ]);
  });

  test('PLAN-1 an empty repository has three reasons', () => {
    expect(findCommands(view({}))).toMatchObject({
      commands: [],
      missing: [{ step: 'test' }, { step: 'lint' }, { step: 'build' }],
    });
  });
});

test('PLAN-13 a person’s own command replaces the found one and keeps a readable report where its runner is known', () => {
  const found = node({ lint: 'eslint .' });
  const given = overrideCommands(found, {
    test: ['pytest', '-x'],
    lint: [],
    build: ['make', 'all'],
  });
  expect(commandFor(given, 'test')).toMatchObject({
    measured: ['pytest', '-x', '--junitxml={report}'],
    format: 'junit',
    foundIn: 'given by you',
  });
  expect(commandFor(given, 'lint').command).toEqual(['npm', 'run', 'lint']);
  expect(commandFor(given, 'build').format).toBe('exit_code');
  expect(given.missing).toEqual([]);
  expect(commandFor(overrideCommands(found, { test: ['./run-tests'] }), 'test').format).toBe(
    'summary_line',
  );
});
