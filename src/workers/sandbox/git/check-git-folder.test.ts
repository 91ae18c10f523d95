import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import host from '../../host.ts';

let root: string;
let repo: string;
let outside: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-shape-')));
  repo = join(root, 'repo');
  outside = join(root, 'outside');
  mkdirSync(outside);
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
      cwd: root,
      env: { PATH: '/usr/bin:/bin', GIT_CONFIG_GLOBAL: '/dev/null', HOME: root },
    });
  git('init', '-q', '-b', 'main', repo);
  writeFileSync(join(repo, 'a.txt'), 'one\n');
  git('-C', repo, 'add', '.');
  git('-C', repo, 'commit', '-qm', 'first');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** The start of a run, which makes a branch, an entry and a worktree. */
function start() {
  const worktree = join(root, 'data', 'run-1');
  return host({ kind: 'prepare_worktree', repo, worktree, branch: 'slipway/run-1', base: 'main' });
}

/** Puts something in the place of a path in the git folder. */
function replace(path: string, put: (at: string) => void): void {
  const at = join(repo, '.git', path);
  rmSync(at, { recursive: true, force: true });
  mkdirSync(dirname(at), { recursive: true });
  put(at);
}

describe('what a run writes lands in the repository’s own git folder and nowhere else', () => {
  const folders = [
    'refs/heads/slipway',
    'refs/slipway',
    'refs/slipway/trash',
    'logs',
    'logs/refs/heads/slipway',
    'worktrees',
    ...['00', 'ff'].map((name) => `objects/${name}`),
  ];
  it.each(folders)('%s as a link is refused, and nothing is written', async (path) => {
    replace(path, (at) => symlinkSync(outside, at));
    const why = { kind: 'refused', sentence: expect.stringContaining(`.git/${path}”`) };
    expect(await start()).toMatchObject(why);
    expect(readdirSync(outside)).toEqual([]);
  });

  it('objects may be those of another repository, as some tools keep them', async () => {
    const other = join(root, 'other');
    execFileSync('git', ['init', '-q', '--bare', other]);
    rmSync(join(other, 'objects'), { recursive: true });
    renameSync(join(repo, '.git', 'objects'), join(other, 'objects'));
    symlinkSync(join(other, 'objects'), join(repo, '.git', 'objects'));
    expect(await start()).toMatchObject({ kind: 'prepare_worktree' });
  });

  it('objects in any other folder are refused', async () => {
    renameSync(join(repo, '.git', 'objects'), join(outside, 'objects'));
    symlinkSync(join(outside, 'objects'), join(repo, '.git', 'objects'));
    expect(await start()).toMatchObject({
      kind: 'refused',
      sentence: expect.stringMatching(/land/),
    });
  });
});

describe('git waits for no pipe and reads no link of a git folder', () => {
  const files = ['HEAD', 'index', 'packed-refs', 'shallow', 'info/exclude', 'refs/heads/main'];
  const kinds: [string, (at: string) => void][] = [
    ['a pipe', (at) => void execFileSync('mkfifo', [at])],
    ['a link', (at) => symlinkSync('/etc/passwd', at)],
  ];
  const all = files.flatMap((file) => kinds.map(([kind, put]) => [file, kind, put] as const));
  it.each(all)('%s as %s is refused in a sentence that names it', async (file, _, put) => {
    replace(file, put);
    const answer = await host({ kind: 'git_facts', repo });
    expect(answer).toMatchObject({
      kind: 'refused',
      sentence: expect.stringContaining(`.git/${file}” is no regular file`),
    });
    expect(JSON.stringify(answer)).not.toContain('root:');
  });

  it('a HEAD that is a link to its branch is as old versions of git wrote it', async () => {
    replace('HEAD', (at) => symlinkSync('refs/heads/main', at));
    expect(await host({ kind: 'git_facts', repo })).toMatchObject({ kind: 'git_facts' });
  });

  it('rules that are a pipe, however deep, end the call and are named', async () => {
    const deep = join(repo, 'deep');
    mkdirSync(deep);
    execFileSync('mkfifo', [join(deep, '.gitignore')]);
    const sentence = expect.stringContaining(`“${join(deep, '.gitignore')}” is a pipe`);
    expect(await host({ kind: 'git_facts', repo })).toMatchObject({ kind: 'refused', sentence });
  });
});
