import { expect, it } from 'vitest';
import { DEFAULT_LANES, type LaneConfig } from '#shared/lanes.ts';
import { must } from '#shared/assert.ts';
import { classifyCommand } from './classify-command.ts';
import type { Requester } from '#shared/rules.ts';
import { decideCommand } from './decide-command.ts';
import { NO_KNOWN_COMMANDS } from './known-commands.ts';

/** Words after each program, as people write them. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  'jest mocha ava tap': [
    '',
    '--watchAll=false',
    'src/a.test.js',
    '--config config/test.json',
    '-r ./setup.js',
  ],
  'vitest vite webpack rollup esbuild': [
    'run',
    'build',
    '--config other.config.ts',
    '--root packages/a',
  ],
  'npm pnpm yarn bun': [
    'test',
    'run build',
    'run test -- --ci',
    'ci',
    'install --offline',
    'exec tsc -- -b',
  ],
  pnpm: ['-r test', '--filter @scope/a test', '-w run lint', '-C packages/a test'],
  npm: ['--prefix packages/a test', '-w packages/a test', 'test --workspaces'],
  yarn: ['workspaces foreach run test', '--cwd packages/a test', 'dlx tsc'],
  'npx bunx': ['vitest run', 'vitest@4 run', '-p typescript tsc', 'playwright test'],
  'node tsx ts-node': [
    '--import tsx --test',
    '-r ts-node/register test.ts',
    '-e 1',
    '--test --test-reporter=spec',
    '--env-file=.env.test x.js',
  ],
  'eslint oxlint biome prettier stylelint': [
    '.',
    '--fix',
    '-c other.json .',
    '--config x.json src',
    '--cache',
  ],
  tsc: ['-b', '--noEmit', '-p tsconfig.test.json', '--watch false'],
  'pytest python3': [
    '-m pytest -p xdist -n 4',
    '-m pytest -c other.ini',
    '-q -x',
    '--rootdir=.',
    '-o addopts= tests',
  ],
  'python python3.12': [
    '-m tox',
    '-m nox',
    '-m build',
    '-m http.server',
    'manage.py test',
    '-c pass',
    '-W error -m pytest',
  ],
  'tox nox': ['', '-e py312', '-f noxfile.py', '-p auto', '-x testenv.setenv=A=1', '-- -k slow'],
  'ruff flake8 pylint mypy black isort coverage': [
    'check .',
    '.',
    '--config x.toml .',
    '--load-plugins=mine .',
    'run -m pytest',
  ],
  'uv poetry pdm hatch': [
    'run pytest',
    'run --with httpx pytest',
    'sync --offline',
    'run -- python -m pytest',
  ],
  'make just ninja': [
    '',
    'test',
    '-C sub test',
    '-j4 CC=clang',
    'SHELL=/bin/bash test',
    '-f build/Makefile',
  ],
  'cmake ctest': [
    '-S . -B build',
    '--build build',
    '-DCMAKE_C_COMPILER=clang .',
    '-E echo x',
    '--output-on-failure',
  ],
  'gradle ./gradlew': [
    'test',
    'build -x lint',
    '-p app test',
    '-I init.gradle check',
    '--offline test --info',
  ],
  'mvn ./mvnw': [
    'test',
    '-q verify',
    '-f app/pom.xml test',
    '-s settings.xml test',
    '-DargLine=-Xmx1g test',
  ],
  go: [
    'test ./...',
    'test -race -run X ./a',
    'generate ./...',
    'build -ldflags=-s ./cmd',
    'tool cover -html=c.out',
    'test -exec qemu ./...',
  ],
  'cargo rustc': [
    'test --workspace',
    '+nightly test',
    '--config net.offline=true test',
    'nextest run',
    '--manifest-path a/Cargo.toml test',
    '-Z help',
  ],
  'dotnet bundle rspec rake composer phpunit': [
    'test',
    'exec rspec',
    'build -p:X=y',
    '-d . test',
    '--require x',
    '--bootstrap vendor/autoload.php',
  ],
};

const table = Object.entries(ARGUMENTS).flatMap(([programs, lines]) =>
  programs.split(' ').flatMap((program) => lines.map((line) => `${program} ${line}`.trim())),
);

const codeLane = must(
  DEFAULT_LANES.find(({ name }) => name === 'Code-Impl'),
  'a lane of that name',
);

function decide(line: string, requester: Requester, lane: LaneConfig = codeLane) {
  const argv = line.split(' ');
  const places = { tree: '/home/u/repo', report: null };
  const command = classifyCommand(argv, NO_KNOWN_COMMANDS, places);
  return decideCommand({ command, requester, lane, leadsTo: null, rule: null });
}

it('CMD-10 there are more than a hundred ordinary commands, each once', () => {
  expect(new Set(table).size).toBe(table.length);
  expect(table.length).toBeGreaterThan(200);
});

it.each(table)('CMD-10 `%s` runs as the person’s own', (line) => {
  expect(decide(line, 'local_user').verdict).toBe('runs');
  expect(decide(line, 'agent').verdict).not.toBe('refused');
});

it.each(
  DEFAULT_LANES.flatMap((each) =>
    each.allowedTools.map((tool) => [each.name, tool, each] as const),
  ),
)('CMD-10 the lane %s runs the person’s own `%s --version`', (name, tool, each) => {
  expect(decide(`${tool} --version`, 'local_user', each).verdict, name).toBe('runs');
});
