import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A real git repository in a temporary folder. */
export interface TestRepository {
  path: string;
  git(...args: string[]): string;
  write(files: Record<string, string>): void;
  commit(message: string, files: Record<string, string>): void;
  /** What a person would notice: branch, commit, dirty files. */
  state(): { head: string; branch: string; status: string };
}

/** A commit starts no second process that looks whether there is something to tidy. */
const SETTINGS = ['user.name=A', 'user.email=a@example.org', 'maintenance.auto=false'].flatMap(
  (setting) => ['-c', setting],
);

/** Makes a repository with one commit of the files; without files, one without a commit. */
export function makeRepository(
  files: Record<string, string> | null,
  name = 'project',
): TestRepository {
  const path = join(mkdtempSync(join(tmpdir(), 'slipway-repo-')), name);
  mkdirSync(path, { recursive: true });
  const git = (...args: string[]): string =>
    execFileSync('git', [...SETTINGS, ...args], { cwd: path, encoding: 'utf8' });
  const write = (changed: Record<string, string>): void => {
    for (const [file, text] of Object.entries(changed)) {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), text);
    }
  };
  const commit = (message: string, changed: Record<string, string>): void => {
    write(changed);
    git('add', '-A');
    git('commit', '--quiet', '-m', message);
  };
  git('init', '--quiet', '-b', 'main');
  if (files !== null) commit('Begin', files);
  return {
    path,
    git,
    write,
    commit,
    state: () => ({
      head: git('rev-parse', 'HEAD').trim(),
      branch: git('symbolic-ref', '--short', 'HEAD').trim(),
      status: git('status', '--porcelain'),
    }),
  };
}

/** A small Node project with node:test and a lint script. `sum` and `lint` may be broken. */
export function nodeProject(broken: { test?: boolean; lint?: boolean } = {}) {
  return {
    'package.json': JSON.stringify({
      name: 'sums',
      type: 'module',
      scripts: { test: 'node --test', lint: 'node lint.js' },
    }),
    'sum.js': `export const sum = (a, b) => a ${broken.test === true ? '-' : '+'} b;\n`,
    'sum.test.js': `import test from 'node:test';
import assert from 'node:assert';
import { sum } from './sum.js';
test('adds two numbers', () => assert.equal(sum(2, 3), 5));
test('adds nothing', () => assert.equal(sum(0, 0), 0));
`,
    'lint.js': `process.exit(${broken.lint === true ? 1 : 0});\n`,
  };
}

/** A small Python project with pytest. */
export function pythonProject(broken = false) {
  return {
    'pyproject.toml': '[project]\nname = "sums"\nversion = "1"\n\n[tool.pytest.ini_options]\n',
    'sums.py': `def total(a, b):\n    return a ${broken ? '-' : '+'} b\n`,
    'test_sums.py':
      'from sums import total\n\ndef test_total():\n    assert total(2, 3) == 5\n\ndef test_nothing():\n    assert total(0, 0) == 0\n',
  };
}
