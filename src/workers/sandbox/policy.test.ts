import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeCommand } from './policy.ts';
import { PROGRAM_RULES } from './policy-rules.ts';

const everything = [
  'ruff',
  ...Object.keys(PROGRAM_RULES),
  'python3',
  'python3.12',
  'tsc',
  'sh',
  'env',
];
let cwd: string;

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'slipway-policy-'));
  symlinkSync('/bin/sh', join(cwd, 'pytest'));
  writeFileSync(join(cwd, 'vitest'), '#!/usr/bin/env node\n', { mode: 0o755 });
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const judge = (argv: readonly string[], allowedTools: readonly string[] = everything) =>
  judgeCommand({ argv, cwd, allowedTools, pathFolders: ['/usr/bin', '/bin'] });

const refused: string[][] = [
  [],
  [''],
  ['--version'],
  ['sh', '-c', 'id'],
  ['bash', 'x.sh'],
  ['/bin/sh', '-c', 'id'],
  ['/usr/bin/env', 'node'],
  ['env', 'A=1', 'make'],
  ['BASH', '-c', 'id'],
  ['bash5.2', '-c', 'id'],
  ['xargs', 'rm'],
  ['sudo', 'make'],
  ['curl', 'http://x'],
  ['rm', '-rf', '.'],
  ['./pytest'],
  ['/opt/other/vitest'],
  ['../vitest'],
  ['node', 'a\0b'],
  ['git', '-c', 'core.fsmonitor=id', 'status'],
  ['git', '-ccore.pager=id', 'log'],
  ['git', '--exec-path=/x', 'status'],
  ['git', '--exec-pa=/x', 'status'],
  ['git', '--config-env=a=b', 'status'],
  ['git', '-C', '/', 'status'],
  ['git', 'clone', '--upload-pack=id', 'x'],
  ['git', 'fetch', 'ext::sh -c id'],
  ['git', 'push'],
  ['git', 'config', 'alias.x', '!id'],
  ['git', 'grep', '-Oid', 'x'],
  ['git', 'grep', '--open-files-in-pager=id', 'x'],
  ['git', 'log', '--output=/tmp/x'],
  ['git', 'diff', '--ext-diff'],
  ['node', '-e', '1'],
  ['node', '--eval', '1'],
  ['node', '--eval=1'],
  ['node', '-p', '1'],
  ['node', '-pe', '1'],
  ['node', '-r', './x.js', 'y.js'],
  ['node', '--require=./x.js', 'y.js'],
  ['node', '--import', './x.js', 'y.js'],
  ['node', '--experimental_loader', './x.js', 'y.js'],
  ['node', '--import=data:text/javascript,1', 'y.js'],
  ['node', '--title', 'x.js', '-e', '1'],
  ['node', '-'],
  ['node'],
  ['python', '-c', '1'],
  ['python3', '-Ic', '1'],
  ['python3.12', '-c1'],
  ['python3', '-W', 'ignore', '-c', '1'],
  ['python3', '-m', 'http.server'],
  ['python3', '-mtimeit', '1'],
  ['python3', '-i', 'x.py'],
  ['python3'],
  ['perl', '-e', '1'],
  ['ruby', '-e', '1'],
  ['php', '-r', '1;'],
  ['npm', 'exec', '-c', 'id'],
  ['npm', 'exec', '--call=id'],
  ['npm', 'exec', '--', 'sh', '-c', 'id'],
  ['npm', 'exec', '--loglevel', 'vitest', 'sh'],
  ['npm', '--loglevel', 'test', 'exec', 'sh'],
  ['npm', 'test', '--script-shell=/tmp/x'],
  ['npm', 'test', '--script-sh', '/tmp/x'],
  ['npm', 'test', '--prefix', '/'],
  ['npm', 'publish'],
  ['npm', 'config', 'set', 'x', 'y'],
  ['npx', '-c', 'id'],
  ['npx', '-p', 'evil', 'evil'],
  ['npx', 'vitest@1.0.0'],
  ['npx', 'node', '-e', '1'],
  ['pnpm', 'dlx', 'evil'],
  ['pnpm', 'sh'],
  ['yarn', 'dlx', 'evil'],
  ['bun', '-e', '1'],
  ['make', 'SHELL=/tmp/x'],
  ['make', '--', 'SHELL=/tmp/x'],
  ['make', '.SHELLFLAGS=-c id'],
  ['make', 'CC=$(shell id)'],
  ['make', 'X=`id`'],
  ['make', '--eval=x:;id'],
  ['make', '--ev', 'x:;id'],
  ['make', '-f', '/tmp/Makefile'],
  ['make', '-C', '..'],
  ['make', '-C..'],
  ['find', '.', '-exec', 'id', ';'],
  ['find', '.', '-execdir', 'id', ';'],
  ['find', '.', '-delete'],
  ['tar', '-xf', 'a.tar', '--to-command=id'],
  ['tar', '-cf', 'a.tar', '--checkpoint=1', '--checkpoint-action=exec=id', '.'],
  ['tar', '--use-compress=id', '-xf', 'a.tar'],
  ['tar', '-I', 'id', '-xf', 'a.tar'],
  ['rg', '--pre', 'id', 'x'],
  ['sort', '--compress-program=id', 'x'],
  ['cmake', '-E', 'env', 'sh'],
  ['cmake', '-DCMAKE_C_COMPILER_LAUNCHER=id', '.'],
  ['go', 'test', '-exec', 'id', './...'],
  ['go', 'test', '--exec=id', './...'],
  ['go', 'build', '-toolexec=id'],
  ['go', 'generate'],
  ['go', 'env', '-w', 'X=y'],
  ['cargo', 'test', '--config', 'target.x.runner="id"'],
  ['cargo', '+nightly', 'test'],
  ['cargo', 'install', 'x'],
  ['rustc', '-Clinker=id', 'x.rs'],
  ['rustc', '@args'],
  ['pytest', '-p', 'evil'],
  ['pytest', '-pevil'],
  ['pytest', '-c', '/tmp/x.ini'],
  ['pylint', '--init-hook=1', 'x'],
  ['uv', 'run', 'sh'],
  ['uv', 'run', '--with', 'evil', 'pytest'],
  ['bundle', 'exec', 'sh'],
  ['sqlite3', 'x.db', '.shell id'],
  ['sqlite3', '-cmd', '.shell id', 'x.db'],
  ['psql', '-c', '\\! id'],
  ['psql', '-c', "copy x from program 'id'"],
  ['pandoc', '--filter=./x', 'a.md'],
  ['mvn', 'exec:exec', '-Dexec.executable=id'],
  ['gradle', '-I', 'x.gradle', 'test'],
];

const allowed: string[][] = [
  ['npm', 'test'],
  ['npm', 't'],
  ['npm', 'run', 'lint'],
  ['npm', '--silent', 'run', 'build'],
  ['npm', 'run', 'test', '--', '--reporter=junit', '-c', 'x'],
  ['npm', 'ci', '--ignore-scripts'],
  ['npm', '--version'],
  ['npm', 'exec', '--', 'vitest', 'run'],
  ['npx', 'vitest', 'run', '--reporter=json'],
  ['npx', '--no-install', 'eslint', '.'],
  ['pnpm', 'run', 'test'],
  ['pnpm', 'exec', 'vitest'],
  ['yarn', 'lint'],
  ['bun', 'test'],
  ['node', '--test'],
  ['node', '--test', '--test-reporter=junit', '--test-reporter-destination=stdout', 'test'],
  ['node', 'scripts/build.js', '-e', 'production'],
  ['node', '--enable-source-maps', 'x.js', '-p', '1'],
  ['node', '--version'],
  ['./vitest', 'run'],
  ['/usr/bin/make', 'test'],
  ['vitest', 'run', 'src/a.test.ts'],
  ['jest', '--ci', '--json'],
  ['eslint', '-c', 'eslint.config.js', '.'],
  ['eslint', '.', '--format', 'json'],
  ['tsc', '-b'],
  ['ruff', 'check', '.'],
  ['pytest', '-q', '-x', '--junitxml=/tmp/report.xml'],
  ['pytest', '-p', 'no:cacheprovider', 'tests'],
  ['pytest', '-k', 'slow or fast', '-rA'],
  ['python', '-m', 'pytest', '-c', 'pytest.ini'],
  ['python3', '-u', 'manage.py', 'test', '-c', 'x'],
  ['python3.12', '-m', 'unittest', 'discover'],
  ['python', '-X', 'dev', 'setup.py'],
  ['uv', 'run', 'pytest', '-q'],
  ['poetry', 'run', 'pytest'],
  ['go', 'test', '-json', '-race', './...'],
  ['go', 'vet', './...'],
  ['go', 'build', './cmd/app'],
  ['cargo', 'test', '--no-fail-fast', '--', '--nocapture'],
  ['cargo', 'clippy', '--all-targets'],
  ['make', 'test'],
  ['make', '-j4', '-C', 'sub', 'VERSION=1.2'],
  ['make', '-k', 'check'],
  ['cmake', '-S', '.', '-B', 'build', '-DCMAKE_BUILD_TYPE=Release'],
  ['cmake', '--build', 'build'],
  ['ctest', '--output-on-failure'],
  ['mvn', '-q', 'test'],
  ['gradle', 'test', '--info'],
  ['dotnet', 'test'],
  ['bundle', 'exec', 'rspec', 'spec'],
  ['git', 'status', '--porcelain'],
  ['git', '--no-pager', 'log', '--oneline', '-p'],
  ['git', 'diff', '--no-ext-diff', 'HEAD'],
  ['find', '.', '-name', '*.py', '-print'],
  ['tar', '-czf', 'a.tgz', 'src'],
  ['sqlite3', 'x.db', 'select 1'],
  ['psql', '-c', 'select 1'],
  ['pandoc', 'a.md', '-o', 'a.html'],
];

describe('judgeCommand', () => {
  it('has tables of the promised size', () => {
    expect(refused.length).toBeGreaterThanOrEqual(60);
    expect(allowed.length).toBeGreaterThanOrEqual(40);
  });

  it.each(refused.map((argv) => [argv]))('refuses %j with a sentence', (argv) => {
    const verdict = judge(argv);
    expect(verdict).toMatchObject({ allowed: false, reason: expect.stringMatching(/\S.*\.$/) });
  });

  it.each(allowed.map((argv) => [argv]))('allows %j', (argv) => {
    expect(judge(argv)).toEqual({ allowed: true });
  });

  it('allows only what the lane lists', () => {
    expect(judge(['npm', 'test'], ['pytest']).allowed).toBe(false);
    expect(judge(['npx', 'vitest'], ['npx']).allowed).toBe(false);
  });
});
