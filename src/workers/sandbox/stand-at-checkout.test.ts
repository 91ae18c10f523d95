import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExecuteResult, ToolJob } from '#shared/messages/job.ts';
import { startJob, toolJob } from '../testing/run-job.ts';
import { commitWorktree } from './git/commit-worktree.ts';
import { prepareWorktree } from './git/prepare-worktree.ts';
import { standAtCheckout } from './stand-at-checkout.ts';

let root: string;
let repo: string;
let worktree: string;
let scratch: string;
const temporary = process.env['TMPDIR'];
const branch = 'slipway/run-1';

const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
    cwd: repo,
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', GIT_CONFIG_GLOBAL: '/dev/null', HOME: root },
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
const write = (file: string, text: string): string => {
  const path = join(repo, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
};

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-stand-test-')));
  [repo, worktree, scratch] = [join(root, 'repo'), join(root, 'data', 'run-1'), join(root, 's')];
  for (const folder of [repo, scratch, join(root, 'tmp')]) mkdirSync(folder);
  process.env['TMPDIR'] = join(root, 'tmp');
  git('init', '-q', '-b', 'main');
  write('.gitignore', 'node_modules\n.venv\n');
});
afterEach(() => {
  if (temporary === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = temporary;
  rmSync(root, { recursive: true, force: true });
});

/** Commits what is there and makes the worktree; answers how to run a command in it. */
async function begin(): Promise<(...argv: string[]) => Promise<ExecuteResult>> {
  git('add', '--all');
  git('commit', '-qm', 'first');
  const { dependencies } = await prepareWorktree({ repo, worktree, branch, base: 'main' });
  const more: Partial<ToolJob> = {
    checkout: { path: repo, dependencies },
    confinement: { driver: 'bubblewrap', writable: [scratch], readable: [], network: false },
    reportFile: join(scratch, 'report'),
  };
  return (...argv) => startJob(toolJob({ argv, cwd: worktree, ...more })).result;
}

/** What runs is the worktree: a fault there turns it red, one in the checkout does not. */
async function expectTestsWorktree(
  run: () => Promise<ExecuteResult>,
  { file, fault }: { file: string; fault: string },
): Promise<void> {
  expect(await run()).toMatchObject({ outcome: 'succeeded' });
  const sound = readFileSync(join(repo, file), 'utf8');
  writeFileSync(join(repo, file), fault);
  expect(await run()).toMatchObject({ outcome: 'succeeded' });
  writeFileSync(join(repo, file), sound);
  writeFileSync(join(worktree, file), fault);
  expect(await run()).toMatchObject({ outcome: 'failed', failureClass: 'tool' });
}

describe('what is tested is the worktree: a mutation in the worktree turns red, one in the checkout does not', () => {
  it('npm workspaces', async () => {
    write('package.json', '{"workspaces":["packages/*"]}');
    write('packages/own/index.js', 'module.exports = 2;\n');
    write('check.js', "if (require('@own/own') + require('one') !== 3) process.exit(1);\n");
    write('node_modules/one/index.js', 'module.exports = 1;\n');
    mkdirSync(join(repo, 'node_modules/@own'));
    symlinkSync('../../packages/own', join(repo, 'node_modules/@own/own'));
    const run = await begin();
    await expectTestsWorktree(() => run('node', 'check.js'), {
      file: 'packages/own/index.js',
      fault: 'module.exports = 5;\n',
    });
  });

  it('pnpm workspaces: links in the folder of every package', async () => {
    write('pnpm-workspace.yaml', 'packages: [packages/*]\n');
    write('packages/own/index.js', "module.exports = require('one') + 1;\n");
    write('packages/app/check.js', "if (require('own') !== 2) process.exit(1);\n");
    write('node_modules/.pnpm/one@1.0.0/node_modules/one/index.js', 'module.exports = 1;\n');
    for (const name of ['app', 'own']) mkdirSync(join(repo, 'packages', name, 'node_modules'));
    symlinkSync('../../own', join(repo, 'packages/app/node_modules/own'));
    const one = '../../../node_modules/.pnpm/one@1.0.0/node_modules/one';
    symlinkSync(one, join(repo, 'packages/own/node_modules/one'));
    const run = await begin();
    await expectTestsWorktree(() => run('node', 'packages/app/check.js'), {
      file: 'packages/own/index.js',
      fault: 'module.exports = 5;\n',
    });
  });

  it('an editable install in .venv, by a script whose first line is an absolute path', async () => {
    write('src/sums/__init__.py', 'def total(a, b):\n    return a + b\n');
    execFileSync('python3', ['-m', 'venv', '--without-pip', '.venv'], { cwd: repo });
    const [lib = ''] = readdirSync(join(repo, '.venv/lib'));
    write(`.venv/lib/${lib}/site-packages/__editable__.sums.pth`, `${join(repo, 'src')}\n`);
    const script = write(
      '.venv/bin/check',
      `#!${repo}/.venv/bin/python\nimport sys, sums\nsys.exit(sums.total(1, 2) != 3)\n`,
    );
    chmodSync(script, 0o755);
    const run = await begin();
    await expectTestsWorktree(() => run('check'), {
      file: 'src/sums/__init__.py',
      fault: 'def total(a, b):\n    return 0\n',
    });
  });

  it('an install of another language beside a program given by its path', async () => {
    write('tools/own-tool', '#!/usr/bin/env node\nprocess.exit(require("../value"));\n');
    chmodSync(join(repo, 'tools/own-tool'), 0o755);
    write('value.js', 'module.exports = 0;\n');
    const run = await begin();
    await expectTestsWorktree(() => run('tools/own-tool'), {
      file: 'value.js',
      fault: 'module.exports = 5;\n',
    });
  });
});

describe('what tools must write beside dependencies', () => {
  it('goes to a private layer, and nothing of it to checkout or worktree', async () => {
    write('node_modules/one/index.js', 'module.exports = 1;\n');
    write('node_modules/.cache/old', 'old');
    write(
      'cache.js',
      `const fs = require('node:fs');
fs.mkdirSync('node_modules/.vite');
fs.writeFileSync('node_modules/.vite/new', 'new');
fs.writeFileSync('node_modules/.cache/old', 'changed');
fs.writeFileSync('node_modules/one/index.js', 'throw 1');
console.log(fs.readFileSync('node_modules/.vite/new', 'utf8'), require('node:os').homedir());
`,
    );
    const run = await begin();
    const result = await run('node', 'cache.js');
    expect(result).toMatchObject({ outcome: 'succeeded', stdout: 'new /tmp/home\n' });
    expect(readdirSync(join(repo, 'node_modules')).sort()).toEqual(['.cache', 'one']);
    expect(readFileSync(join(repo, 'node_modules/.cache/old'), 'utf8')).toBe('old');
    expect(readFileSync(join(repo, 'node_modules/one/index.js'), 'utf8')).toContain('= 1');
    expect(readdirSync(join(worktree, 'node_modules'))).toEqual([]);
    expect(git('-C', worktree, 'status', '--porcelain')).toBe('');
    // Nothing of it is left on the disk either.
    expect(readdirSync(join(root, 'tmp'))).toEqual([]);
  });

  it('is read-only where no layers can be made, but for caches that are there, and it says so', async () => {
    write('node_modules/.cache/old', 'old');
    await begin();
    const checkout = {
      path: repo,
      dependencies: [{ place: 'node_modules', from: join(repo, 'node_modules') }],
    };
    const mayLayer = async (): Promise<boolean> => false;
    const stand = await standAtCheckout(checkout, { tree: worktree, worktree, mayLayer });
    const at = join(repo, 'node_modules');
    expect(stand.mounts.slice(-5)).toEqual(['--ro-bind', at, at, '--tmpfs', join(at, '.cache')]);
    expect(stand.prefix).toEqual([]);
    expect(stand.notes.join()).toMatch(/installed dependencies are read-only/);
    await stand.dispose();
  });

  it('dependencies that the tree has itself, or that a link stands for, are not mounted over', async () => {
    write('node_modules/one/index.js', 'module.exports = 1;\n');
    const run = await begin();
    symlinkSync('/usr', join(worktree, 'node_modules'));
    expect((await run('ls', 'node_modules')).stdout).toMatch(/^bin$/m);
    rmSync(join(worktree, 'node_modules'));
    mkdirSync(join(worktree, 'node_modules', 'mine'), { recursive: true });
    expect((await run('ls', 'node_modules')).stdout).toBe('mine\n');
  });
});

describe('git inside', () => {
  beforeEach(() => {
    write('a.txt', 'one\n');
    git('config', 'remote.origin.url', 'https://user:secret@example.org/x');
    git('config', 'core.hooksPath', '/nowhere');
  });

  it('works for status, log, tags and commit, and the repository does not change', async () => {
    const run = await begin();
    git('tag', 'v1');
    const log = await run('git', 'log', '--oneline', '--decorate');
    expect(log.stdout).toMatch(/^\w+ \(HEAD -> slipway\/run-1, tag: v1, main\) first\n$/);
    expect((await run('git', 'status', '--porcelain')).stdout).toBe('');
    writeFileSync(join(worktree, 'a.txt'), 'two\n');
    expect((await run('git', 'status', '--porcelain')).stdout).toBe(' M a.txt\n');
    const before = [git('rev-parse', branch), git('count-objects'), git('stash', 'list')];
    writeFileSync(
      join(scratch, 'commit.py'),
      "import subprocess\nsubprocess.run(['git', 'commit', '-qam', 'inside'], check=True)\n",
    );
    const commit = await run('python3', join(scratch, 'commit.py'));
    expect(commit, commit.outputTail).toMatchObject({ outcome: 'succeeded' });
    expect([git('rev-parse', branch), git('count-objects'), git('stash', 'list')]).toEqual(before);
    expect(await commitWorktree({ worktree, branch, message: 'x' })).toMatchObject({
      changed: true,
    });
  });

  it('sees no remote, no setting of the repository, no GIT_DIR and not the checkout’s own .git', async () => {
    const run = await begin();
    writeFileSync(
      join(worktree, 'look.py'),
      `import os, subprocess
print(subprocess.run(['git', 'config', '--list'], capture_output=True, text=True).stdout)
print(sorted(key for key in os.environ if key.startswith('GIT_')))
try:
    open('.git', 'a'); print('wrote')
except OSError as error:
    print(type(error).__name__)
print(open('.git').read())
found = [os.path.join(at, name) for at, _, names in os.walk('/tmp') for name in names if name in ('HEAD', 'packed-refs')]
print(found)
`,
    );
    const { stdout } = await run('python3', 'look.py');
    expect(stdout).not.toMatch(/secret|hookspath|remote/i);
    expect(stdout).toContain('[]\nOSError\ngitdir: /slipway/git\n\n[]\n');
    expect((await run('git', 'remote')).stdout).toBe('');
  });

  it('reads objects that the repository borrows from others', async () => {
    git('add', '--all');
    git('commit', '-qm', 'first');
    const origin = join(root, 'origin');
    execFileSync('mv', [repo, origin]);
    execFileSync('git', ['clone', '-q', '--shared', origin, repo], { stdio: 'ignore' });
    const secrets = join(root, 'secrets', 'objects');
    mkdirSync(secrets, { recursive: true });
    appendFileSync(join(repo, '.git/objects/info/alternates'), `${secrets}\n`);
    writeFileSync(join(repo, 'b.txt'), 'b\n');
    const run = await begin();
    const shown = await run('git', 'show', 'HEAD~1:a.txt');
    expect(shown, shown.outputTail).toMatchObject({ outcome: 'succeeded', stdout: 'one\n' });
    // Only what looks like the objects of a repository is shown, whatever the list names.
    expect((await run('ls', '/slipway/objects')).stdout).toBe('0\n1\n');
  });
});

describe('paths that come out of the sandbox', () => {
  it('mean the worktree, and in dependencies the checkout', async () => {
    write('node_modules/one/index.js', 'module.exports = __filename;\n');
    write(
      'say.js',
      `console.log(__filename); console.log(require('one'));
require('node:fs').writeFileSync(process.argv[2], '<testcase file="' + __filename + '"/>' + __dirname + '-other');
`,
    );
    const run = await begin();
    const result = await run('node', 'say.js', join(scratch, 'report'));
    expect(result.stdout.split('\n').slice(0, 2)).toEqual([
      join(worktree, 'say.js'),
      join(repo, 'node_modules/one/index.js'),
    ]);
    expect(result.report).toBe(`<testcase file="${worktree}/say.js"/>${repo}-other`);
  });
});
