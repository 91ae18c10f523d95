import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CheckIgnore } from '../../sandbox/git/check-ignore.ts';
import { requireRepositoryAt } from '../../sandbox/git/find-repository.ts';
import { openView } from '../../sandbox/git/git-view.ts';
import { ignoredFolders } from './ignored-folders.ts';
import type { IgnoreRules } from './ignore-rules.ts';
import { openIgnoreRules } from './open-ignore-rules.ts';

let folder: string;
let root: string;
const before = { ...process.env };
const opened: { close(): Promise<void> }[] = [];
const said: string[] = [];
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-rules-')));
  root = join(folder, 'tree');
  mkdirSync(root);
  said.length = 0;
  Object.assign(process.env, { HOME: join(folder, 'home'), XDG_CONFIG_HOME: join(folder, 'xdg') });
});
afterEach(async () => {
  process.env = { ...before };
  for (const one of opened.splice(0)) await one.close();
  rmSync(folder, { recursive: true });
});

function write(path: string, content = ''): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
function open(at = root): IgnoreRules {
  const rules = openIgnoreRules(at, (sentence) => said.push(sentence));
  opened.push(rules);
  return rules;
}
const ignoredOf = async (rules: IgnoreRules, ...paths: string[]): Promise<string[]> =>
  [...(await rules.ignored(paths))].sort();

describe('SCAN-2 the rules of a repository', () => {
  it('names the folders that are ignored, but not one with tracked files in it', async () => {
    git('init', '--quiet');
    write('.gitignore', 'out/\nempty/\n*.log\n');
    for (const path of [
      'out/a',
      'keep/out/sub/b',
      'only/x.log',
      'node_modules/p/out/c',
      'lib/out/d',
    ])
      write(path);
    mkdirSync(join(root, 'empty'));
    git('add', '--force', 'lib/out/d');
    write('lib/out/sub/e');
    const folders = await ignoredFolders(root, open());
    expect(folders.sort()).toEqual(['empty/', 'keep/out/', 'lib/out/sub/', 'out/']);
    expect(said).toEqual([]);
  });

  it('reads the user’s own rules from where git’s settings say, and never from the repository’s', async () => {
    git('init', '--quiet');
    write('../xdg/git/ignore', 'by-default\n');
    expect(await ignoredOf(open(), 'by-default', 'named')).toEqual(['by-default']);
    write('../home/.gitconfig', '[include]\n\tpath = more\n');
    write('../home/more', '[core]\n\texcludesFile = ~/own rules\n');
    write('../home/own rules', 'named\n');
    write('evil', 'by-default\n*\n');
    git('config', 'core.excludesFile', join(root, 'evil'));
    expect(await ignoredOf(open(), 'by-default', 'named')).toEqual(['named']);
    write('../home/more', '[core]\n\texcludesFile =\n');
    expect(await ignoredOf(open(), 'by-default', 'named')).toEqual([]);
  });

  it('holds in a linked worktree, a sparse one, and one without a commit', async () => {
    git('init', '--quiet', '-b', 'main');
    write('.gitignore', '*.log\n');
    write('.git/info/exclude', 'private\n');
    expect(await ignoredOf(open(), 'a.log', 'private', 'a')).toEqual(['a.log', 'private']);
    write('sub/.gitignore', 'secret\n');
    write('sub/a');
    write('top/a');
    git('add', '--all');
    git('commit', '--quiet', '-m', 'Begin');
    const linked = join(folder, 'linked');
    git('worktree', 'add', '--quiet', '-b', 'side', linked);
    expect(await ignoredOf(open(linked), 'a.log', 'private', 'a')).toEqual(['a.log', 'private']);
    git('sparse-checkout', 'set', '--no-cone', '/top/');
    expect(existsSync(join(root, 'sub/.gitignore'))).toBe(false);
    expect(await ignoredOf(open(), 'sub/secret', 'secret', 'a.log')).toEqual([
      'a.log',
      'sub/secret',
    ]);
    expect(said).toEqual([]);
  });

  it('are read without git, with one sentence, where git cannot answer', async () => {
    git('init', '--quiet');
    write('.gitignore', 'out/\n');
    git('config', 'core.bare', 'true');
    const rules = open();
    expect(await ignoredOf(rules, 'out/', 'out/a', 'Out/', 'a')).toEqual(['out/', 'out/a']);
    expect(await rules.shown()).toBeNull();
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^Git cannot list what it ignores in .* \(.*worktree.*\), so/);
    git('config', 'core.bare', 'false');
    await rules.renew();
    expect(await rules.shown()).toContain('.gitignore');
    expect(said).toHaveLength(1);
  });

  it('are read without git in a plain folder, also one that lies in a repository', async () => {
    git('init', '--quiet');
    write('.gitignore', '*\n');
    write('plain/.gitignore', 'out/\n');
    const rules = open(join(root, 'plain'));
    expect(await ignoredOf(rules, 'a', 'out/', 'out/b')).toEqual(['out/', 'out/b']);
    expect(said).toEqual([]);
  });

  it('run no program that a repository names', async () => {
    git('init', '--quiet');
    const marker = join(folder, 'ran');
    write('.gitignore', 'out\n');
    write('a');
    git('add', 'a');
    for (const key of ['core.fsmonitor', 'core.hooksPath', 'core.sshCommand', 'core.pager'])
      git('config', key, `touch ${marker}`);
    const rules = open();
    await rules.shown();
    expect(await ignoredOf(rules, 'out', 'a')).toEqual(['out']);
    expect(existsSync(marker)).toBe(false);
  });
});

describe('the process that stays', () => {
  async function check(): Promise<CheckIgnore> {
    const { view, close } = await openView(await requireRepositoryAt(root));
    const made = new CheckIgnore({ view, excludesFile: '/dev/null', isSparse: false });
    opened.push(made, { close });
    return made;
  }
  beforeEach(() => {
    git('init', '--quiet');
    write('.gitignore', '*.log\n!keep.log\n');
  });

  it('answers many questions at once, in order, by one process', async () => {
    const asked = await check();
    const many = Array.from(
      { length: 5000 },
      (_, n) => `folder${n % 50}/f${n}.${n % 2 ? 'log' : 'ts'}`,
    );
    const [first, all, last] = await Promise.all([
      asked.ask(['a.log', 'keep.log', ':(top)b.log', '-v', ' ']),
      asked.ask(many),
      asked.ask([]),
    ]);
    expect([...first]).toEqual(['a.log', ':(top)b.log']);
    expect([...all]).toEqual(many.filter((path) => path.endsWith('.log')));
    expect(last.size).toBe(0);
  });

  it('takes what lies beyond a link for ignored, and goes on with the others', async () => {
    write('real/a');
    symlinkSync('real', join(root, 'link'));
    const asked = await check();
    const ignored = await asked.ask(['a.log', 'link/a', 'link/b', 'real/a', 'z.log', 'link/c']);
    expect([...ignored]).toEqual(['a.log', 'link/a', 'link/b', 'z.log', 'link/c']);
    expect([...(await asked.ask(['real/a', 'y.log']))]).toEqual(['y.log']);
  });

  it('is started anew when it was killed, and leaves nothing behind when it is closed', async () => {
    const asked = await check();
    await asked.ask(['a.log']);
    const killed = asked.pid ?? 0;
    process.kill(killed, 'SIGKILL');
    expect([...(await asked.ask(['a.log', 'a']))]).toEqual(['a.log']);
    const second = asked.pid ?? 0;
    expect(second).not.toBe(killed);
    await asked.close();
    for (const pid of [killed, second]) expect(stateOf(pid)).toBe('gone');
  });

  it('fails with git’s words when it cannot live', async () => {
    const asked = await check();
    rmSync(join(root, '.git'), { recursive: true });
    await expect(asked.ask(['a'])).rejects.toThrow(/not a git repository/);
  });
});

/** Of a process: gone also means reaped. */
function stateOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return 'gone';
  }
}
