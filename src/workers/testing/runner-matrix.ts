/** What a test suite does. `quits`: a test ends its process with exit code 0. */
export const OUTCOMES = ['green', 'red', 'none', 'crashed', 'quits', 'hung'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A test runner with one small suite for each outcome. */
export interface RunnerSuite {
  name: string;
  /** Programs that must be there; a bare name on PATH, or one of node_modules/.bin. */
  needs: readonly string[];
  /** How the long form gets them. */
  install: { npm?: readonly string[]; apt?: readonly string[] };
  /** Files of every suite. */
  common: Readonly<Record<string, string>>;
  suites: Readonly<Record<Outcome, Readonly<Record<string, string>> | null>>;
  /** Passed tests of the green suite; the red one has one more, which fails. */
  passes: number;
  /** What the failing test of the red suite says, where the runner's report or text tells. */
  says: RegExp | null;
}

const json = (value: unknown): string => JSON.stringify(value);
const pkg = (test: string, more: object = {}): string =>
  json({ name: 'suite', private: true, scripts: { test }, ...more });

/** Suites of one file, whose tests are written alike. */
function inOneFile(
  file: string,
  lines: Readonly<Record<Outcome, string | null>>,
): RunnerSuite['suites'] {
  const entries = Object.entries(lines).map(([outcome, text]) => [
    outcome,
    text === null ? null : { [file]: text },
  ]);
  return Object.fromEntries(entries) as RunnerSuite['suites'];
}

const PY_UNIT = (body: string): string =>
  `import os, time, unittest\n\n\nclass T(unittest.TestCase):\n    def test_a(self):\n        pass\n\n    def test_b(self):\n        pass\n${body}`;

const JS_ASSERT = (body: string): string =>
  `const assert = require('node:assert');\ntest('a', () => {});\ntest('b', () => {});\n${body}`;
const JS_CASES = (open: string, forever: string): Record<Outcome, string | null> => ({
  green: `${open}${JS_ASSERT('')}`,
  red: `${open}${JS_ASSERT("test('c red', () => assert.strictEqual(1, 2));")}`,
  none: null,
  crashed: `${open}${JS_ASSERT("test('c', () => process.abort());")}`,
  quits: `${open}${JS_ASSERT("test('c', () => process.exit(0));\ntest('d', () => assert.strictEqual(1, 2));")}`,
  hung: `${open}${JS_ASSERT(`test('c', () => { for (;;); }${forever});`)}`,
});

const RUST = (body: string): string =>
  `#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() {}\n    #[test]\n    fn b() {}\n${body}}\n`;
const GO = (body: string, imports = ''): string =>
  `package m\n\nimport (\n\t"testing"\n${imports})\n\nfunc TestA(t *testing.T) {}\nfunc TestB(t *testing.T) {}\n${body}`;

export const RUNNERS: readonly RunnerSuite[] = [
  {
    name: 'pytest',
    needs: ['python3', 'pytest'],
    install: { apt: ['python3-pytest'] },
    common: { 'pytest.ini': '[pytest]\n' },
    suites: inOneFile('test_s.py', {
      green: 'def test_a(): pass\ndef test_b(): pass\n',
      red: 'def test_a(): pass\ndef test_b(): pass\ndef test_red(): assert 1 == 2\n',
      none: '# nothing yet\n',
      crashed: 'import os\ndef test_a(): pass\ndef test_c(): os.abort()\n',
      quits: 'import os\ndef test_a(): pass\ndef test_c(): os._exit(0)\n',
      hung: 'import time\ndef test_a(): pass\ndef test_c(): time.sleep(600)\n',
    }),
    passes: 2,
    says: /assert 1 == 2/,
  },
  {
    name: 'unittest',
    needs: ['python3', 'make'],
    install: {},
    common: { Makefile: 'test:\n\tpython3 -m unittest -v\n' },
    suites: inOneFile('test_s.py', {
      green: PY_UNIT(''),
      red: PY_UNIT('\n    def test_red(self):\n        self.assertEqual(1, 2)\n'),
      none: '# nothing yet\n',
      crashed: PY_UNIT('\n    def test_c(self):\n        os.abort()\n'),
      quits: PY_UNIT('\n    def test_c(self):\n        os._exit(0)\n'),
      hung: PY_UNIT('\n    def test_c(self):\n        time.sleep(600)\n'),
    }),
    passes: 2,
    says: null,
  },
  {
    name: 'node:test',
    needs: ['node', 'npm'],
    install: {},
    common: { 'package.json': pkg('node --test') },
    suites: {
      ...inOneFile('a.test.js', JS_CASES("const test = require('node:test');\n", '')),
      none: { 'a.test.js': '' },
    },
    passes: 2,
    says: /1 !== 2|Expected values to be strictly equal/,
  },
  {
    name: 'vitest',
    needs: ['vitest', 'npm'],
    install: { npm: ['vitest'] },
    common: { 'package.json': pkg('vitest run --passWithNoTests', { type: 'commonjs' }) },
    suites: {
      ...inOneFile('a.test.mjs', {
        green: "import { test } from 'vitest';\ntest('a', () => {});\ntest('b', () => {});\n",
        red: "import { expect, test } from 'vitest';\ntest('a', () => {});\ntest('b', () => {});\ntest('c red', () => { expect(1).toBe(2); });\n",
        none: null,
        crashed: "import { test } from 'vitest';\ntest('c', () => process.abort());\n",
        quits: "import { test } from 'vitest';\ntest('c', () => process.exit(0));\n",
        hung: "import { test } from 'vitest';\ntest('c', () => { for (;;); });\n",
      }),
      none: {},
    },
    passes: 2,
    says: /expected 1 to be 2/,
  },
  {
    name: 'jest',
    needs: ['jest', 'npm'],
    install: { npm: ['jest'] },
    common: { 'package.json': pkg('jest --passWithNoTests') },
    suites: { ...inOneFile('a.test.js', JS_CASES('', ', 1e9')), none: {} },
    passes: 2,
    says: /assert\.strictEqual/,
  },
  {
    name: 'mocha',
    needs: ['mocha', 'npm'],
    install: { npm: ['mocha'] },
    common: {
      'package.json': pkg('mocha -r ./setup.js spec'),
      'setup.js': 'global.test = global.it;\n',
    },
    suites: {
      ...inOneFile('spec/a.js', JS_CASES('const test = it;\n', '')),
      none: { 'spec/a.js': '' },
    },
    passes: 2,
    says: /Expected values to be strictly equal|1 !== 2/,
  },
  {
    name: 'mocha in a chain',
    needs: ['mocha', 'npm'],
    install: { npm: ['mocha'] },
    common: { 'package.json': pkg('node ok.js && mocha spec'), 'ok.js': '' },
    suites: {
      ...inOneFile('spec/a.js', JS_CASES('const test = it;\n', '')),
      none: { 'spec/a.js': '' },
    },
    passes: 2,
    says: /AssertionError/,
  },
  {
    name: 'bun',
    needs: ['bun'],
    install: { npm: ['bun'] },
    common: { 'package.json': pkg('bun test'), 'bun.lock': '' },
    suites: {
      ...inOneFile(
        'a.test.js',
        JS_CASES(
          "import { test } from 'bun:test';\n"
            .replace('import { test }', 'const { test } = require')
            .replace(" from 'bun:test'", "('bun:test')"),
          ', 1e9',
        ),
      ),
      none: { 'a.test.js': '' },
    },
    passes: 2,
    says: null,
  },
  {
    name: 'deno',
    needs: ['deno', 'make'],
    install: { npm: ['deno'] },
    common: { Makefile: 'test:\n\tdeno test --allow-all\n' },
    suites: inOneFile('a_test.ts', {
      green: "Deno.test('a', () => {});\nDeno.test('b', () => {});\n",
      red: "Deno.test('a', () => {});\nDeno.test('b', () => {});\nDeno.test('c red', () => { throw new Error('one is not two'); });\n",
      none: 'export {};\n',
      crashed: "Deno.test('c', () => { Deno.kill(Deno.pid, 'SIGABRT'); });\n",
      quits: "Deno.test('c', () => { Deno.exit(0); });\n",
      hung: "Deno.test('c', () => { for (;;); });\n",
    }),
    passes: 2,
    says: null,
  },
  {
    name: 'go',
    needs: ['go'],
    install: { apt: ['golang-go'] },
    common: { 'go.mod': 'module ex.org/m\n\ngo 1.20\n' },
    suites: inOneFile('a_test.go', {
      green: GO(''),
      red: GO('func TestRed(t *testing.T) { t.Fatal("one is not two") }\n'),
      none: 'package m\n',
      crashed: GO('func TestC(t *testing.T) { panic("gone") }\n'),
      quits: GO('func TestC(t *testing.T) { os.Exit(0) }\n', '\t"os"\n'),
      hung: GO('func TestC(t *testing.T) { for { time.Sleep(time.Second) } }\n', '\t"time"\n'),
    }),
    passes: 2,
    says: /one is not two/,
  },
  {
    name: 'go behind make',
    needs: ['go', 'make'],
    install: { apt: ['golang-go'] },
    common: {
      'lib/go.mod': 'module ex.org/m\n\ngo 1.20\n',
      Makefile: 'test:\n\tcd lib && go test ./...\n',
    },
    suites: inOneFile('lib/a_test.go', {
      green: GO(''),
      red: GO('func TestRed(t *testing.T) { t.Fatal("one is not two") }\n'),
      none: 'package m\n',
      crashed: GO('func TestC(t *testing.T) { panic("gone") }\n'),
      quits: GO('func TestC(t *testing.T) { os.Exit(0) }\n', '\t"os"\n'),
      hung: null,
    }),
    passes: 2,
    says: /one is not two/,
  },
  {
    name: 'cargo',
    needs: ['cargo'],
    install: { apt: ['cargo'] },
    common: {
      'Cargo.toml': '[package]\nname = "m"\nversion = "0.1.0"\nedition = "2021"\n',
      'Cargo.lock': '',
    },
    suites: inOneFile('src/lib.rs', {
      green: RUST(''),
      red: RUST('    #[test]\n    fn red() { assert_eq!(1, 2, "one is not two"); }\n'),
      none: 'pub fn nothing() {}\n',
      crashed: RUST('    #[test]\n    fn c() { std::process::abort(); }\n'),
      quits: RUST('    #[test]\n    fn c() { std::process::exit(0); }\n'),
      hung: RUST(
        '    #[test]\n    fn c() { loop { std::thread::sleep(std::time::Duration::from_secs(1)); } }\n',
      ),
    }),
    passes: 2,
    says: /one is not two|left == right/,
  },
  {
    name: 'CTest',
    needs: ['ctest', 'make'],
    install: { apt: ['cmake'] },
    common: { Makefile: 'test:\n\tctest --output-on-failure\n' },
    suites: inOneFile('CTestTestfile.cmake', {
      green: 'add_test(a "/bin/true")\nadd_test(b "/bin/true")\n',
      red: 'add_test(a "/bin/true")\nadd_test(b "/bin/true")\nadd_test(red "/bin/false")\n',
      none: '# nothing yet\n',
      crashed: 'add_test(a "/bin/true")\nadd_test(b "/bin/sh" "-c" "kill -ABRT $$")\n',
      quits: null,
      hung: 'add_test(a "/bin/sleep" "600")\n',
    }),
    passes: 2,
    says: null,
  },
];
