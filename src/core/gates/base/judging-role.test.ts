import { describe, expect, it } from 'vitest';
import { changesJudging } from './changes-judging.ts';
import { judgingRole } from './judging-role.ts';
import { isScript, wordsOfScript, wordsOfTests } from './named-by-tests.ts';
import { reachesForRunner } from './reaches-for-runner.ts';
import { missingPlace } from './needs-environment.ts';

const none = new Set<string>();

describe('BASE-7 what a path has to do with the verdict', () => {
  it.each([
    'conftest.py',
    'pkg/tests/conftest.py',
    'pytest.ini',
    'setup.cfg',
    'package.json',
    'packages/a/package.json',
    'jest.config.ts',
    'vitest.setup.ts',
    'test/setup-tests.js',
    '.mocharc.yml',
    'node_modules/jest/bin/jest.js',
    'sitecustomize.py',
    'evil.pth',
    'pytest.py',
    'Makefile',
    'CMakeLists.txt',
    'pom.xml',
    'gradlew',
    '.rspec',
    'spec/spec_helper.rb',
    'phpunit.xml.dist',
    '.cargo/config.toml',
    'build.rs',
    'tsconfig.test.json',
    '.env.test',
  ])('%s decides how tests are run', (path) => expect(judgingRole(path, none)).toBe('runner'));

  it.each([
    'test_a.py',
    'a_test.py',
    'src/a.test.tsx',
    'src/__tests__/a.js',
    'a_test.go',
    'src/test/java/com/AppTest.java',
    'tests/integration.rs',
    'spec/a_spec.rb',
    'src/__snapshots__/a.test.js.snap',
    'tests/data/golden.json',
    'Tests/FooTests.cs',
  ])('%s is a test', (path) => expect(judgingRole(path, none)).toBe('test'));

  it.each([
    'src/sum.js',
    'contest.py',
    'lib/latest.js',
    'README.md',
    'src/attestation.go',
    'protest/a.py',
  ])('%s is neither', (path) => expect(judgingRole(path, none)).toBeNull());

  it('a script that the tests’ command runs decides, too', () => {
    const scripts = {
      pretest: 'sh ci/before.sh',
      test: 'npm run check',
      check: './ci/all.sh a.js',
    };
    const texts = {
      'package.json': JSON.stringify({ scripts: { ...scripts, start: 'node src/serve.js' } }),
      Makefile: 'test: lib.mk\n\tpython tools/run.py\n\nserve:\n\tnode other.js\n',
    };
    const named = new Set(wordsOfTests(['node ./scripts/run.mjs'], texts));
    for (const path of ['ci/before.sh', 'ci/all.sh', 'tools/run.py', 'scripts/run.mjs'])
      expect(judgingRole(path, named), path).toBe('runner');
    for (const path of ['src/serve.js', 'other.js']) expect(named.has(path), path).toBe(false);
    expect(wordsOfScript('ci/all.sh', '. ./common.sh\n. lib/x.sh')).toEqual(
      expect.arrayContaining(['ci/common.sh', 'lib/x.sh', 'ci/lib/x.sh']),
    );
    expect(['ci/all.sh', 'bin/check', 'a/b.py'].every(isScript)).toBe(true);
    expect(['a.json', '.env', 'src/a.c'].some(isScript)).toBe(false);
  });

  it('a package.json that is broken, and scripts that start each other, name what they can', () => {
    expect(wordsOfTests([], { 'package.json': '{' })).toEqual([]);
    const scripts = { test: 'npm run a', a: 'npm run test && x.sh' };
    expect(wordsOfTests([], { 'package.json': JSON.stringify({ scripts }) })).toContain('x.sh');
  });
});

describe('BASE-6 a settings file of which nothing changed that decides how tests are run', () => {
  const pkg = (more: object) => JSON.stringify({ scripts: { test: 'jest' }, ...more });

  it.each<[string, string, string, boolean]>([
    ['package.json', pkg({ version: '1' }), pkg({ version: '2', dependencies: { a: '1' } }), false],
    ['package.json', pkg({}), pkg({ scripts: { test: 'exit 0' } }), true],
    ['package.json', pkg({}), pkg({ jest: { testMatch: [] } }), true],
    ['package.json', pkg({}), '{', true],
    ['pyproject.toml', '[project]\nversion = "1"', '[project]\nversion = "2"', false],
    ['pyproject.toml', '', '[tool.pytest.ini_options]\naddopts = "-k nothing"', true],
    ['pyproject.toml', '[tool.ruff]\nline-length = 80', '[tool.ruff]\nline-length = 99', false],
    [
      'Cargo.toml',
      '[package]\nname = "a"',
      '[package]\nname = "a"\n[dependencies]\nb = "1"',
      false,
    ],
    ['Cargo.toml', '[package]\nname = "a"', '[package]\nname = "a"\n[lib]\ntest = false', true],
    ['go.mod', 'module m\ngo 1.22', 'module m\ngo 1.22\nrequire x v1', false],
    ['go.mod', 'module m', 'module m\nreplace testing => ./fake', true],
    ['conftest.py', 'a', 'b', true],
  ])('%s', (path, before, after, decides) => {
    expect(changesJudging(path, { before, after })).toBe(decides);
  });
});

describe('BASE-5 lines that reach for the runner', () => {
  const patch = (path: string, line: string) =>
    `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n+${line}\n`;

  it.each([
    ['a.py', 'import atexit, os; atexit.register(lambda: os._exit(0))'],
    ['a.py', 'import pytest; pytest.fail = print'],
    ['a.py', 'import unittest.mock'],
    ['a.py', 'sys.modules["_pytest"].x = 1'],
    ['a.js', 'process.on("exit", () => { process.exitCode = 0; });'],
    ['a.js', "import test from 'node:test';"],
    ['a.js', 'assert.equal = () => {};'],
    ['a.go', 'os.Exit(0)'],
    ['A.java', 'System.exit(0);'],
  ])('%s: %s', (path, line) => {
    expect(reachesForRunner(patch(path, line), () => false)).toEqual([`${path}: ${line}`]);
  });

  it('not in tests, which may, nor in prose; nor ordinary code', () => {
    expect(reachesForRunner(patch('a.test.js', 'process.exit(0)'), () => true)).toEqual([]);
    expect(reachesForRunner(patch('README.md', 'run pytest.main()'), () => false)).toEqual([]);
    const plain = 'export const sum = (a, b) => a + b; // asserted elsewhere';
    expect(reachesForRunner(patch('a.js', plain), () => false)).toEqual([]);
  });
});

describe('BASE-8 what a failing test could not reach', () => {
  const place = (message: string) => missingPlace(message);

  it.each([
    ['Error: connect ECONNREFUSED 127.0.0.1:5432', '127.0.0.1:5432'],
    ['getaddrinfo EAI_AGAIN api.example.org', 'api.example.org'],
    ['connect redis://cache failed: getaddrinfo EAI_AGAIN cache', 'cache:6379'],
    [
      'fetch https://api.example.org/v1: getaddrinfo ENOTFOUND api.example.org',
      'api.example.org:443',
    ],
    [
      "address = ('localhost', 16399), timeout = 3\nsocket.py:1845: ConnectionRefusedError: [Errno 111] Connection refused",
      'localhost:16399',
    ],
    [
      'tests/test_a.py:1234: ConnectionRefusedError: [Errno 111] Connection refused',
      'a place it does not name',
    ],
    ['getaddrinfo EAI_AGAIN db (postgres://u:p@db:5433/x)', 'db:5433'],
    ['connect ENETUNREACH 1.1.1.1:443 - Local (0.0.0.0:0)', '1.1.1.1:443'],
    ['dial tcp 127.0.0.1:6379: connect: connection refused', '127.0.0.1:6379'],
    [
      "HTTPConnectionPool(host='example.org', port=80): Max retries exceeded (Caused by NewConnectionError: [Errno 101] Network is unreachable)",
      'example.org:80',
    ],
    [
      'connection to server at "db.local" (10.0.0.2), port 5432 failed: Connection refused',
      'db.local:5432',
    ],
    ['java.net.UnknownHostException: repo.example.org', 'repo.example.org'],
    [
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.',
      'unix:///var/run/docker.sock',
    ],
    ['ConnectionRefusedError: [Errno 111] Connection refused', 'a place it does not name'],
  ])('%s', (message, expected) => expect(place(message)).toBe(expected));

  it.each(['assert 1 == 2', 'expected 200, got 500', 'TimeoutError'])('not: %s', (message) =>
    expect(place(message)).toBeNull(),
  );
});
