import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import host from '../../host.ts';
import { parseSettings } from './parse-settings.ts';
import { readTrust } from './read-trust.ts';
import { arm, KEYS_THAT_RUN, PLACES } from './testing/settings-that-run.ts';

let root: string;
let repo: string;
let config: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-trust-')));
  repo = join(root, 'repo');
  config = join(repo, '.git', 'config');
  git('init', '-q', '-b', 'main', repo);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function git(...args: string[]): void {
  execFileSync('git', args, {
    cwd: root,
    env: { PATH: '/usr/bin:/bin', GIT_CONFIG_GLOBAL: '/dev/null', HOME: root },
  });
}

/** What git itself takes from the repository. */
function gitSays(...args: string[]): string {
  const env = { PATH: '/usr/bin:/bin', GIT_CONFIG_GLOBAL: '/dev/null', HOME: root };
  return execFileSync('git', args, { cwd: repo, env, encoding: 'utf8' }).trim();
}

const read = async () => (await readTrust(repo)).fingerprint;

/** Whether a change makes another fingerprint. */
async function differs(change: () => unknown): Promise<boolean> {
  const before = await read();
  change();
  return (await read()) !== before;
}

describe('TRUST-1 by every way git takes settings', () => {
  const places = Object.keys(PLACES) as (keyof typeof PLACES)[];
  test.each(places)('all keys that run something, by %s', async (place) => {
    const armed = arm(repo, place, KEYS_THAT_RUN);
    const { settings } = await readTrust(repo);
    const names = new Set(settings.map(({ name }) => name));
    // Git writes section and name in small letters.
    const wanted = [...KEYS_THAT_RUN, 'core.hooksPath'].map((key) => key.toLowerCase());
    expect(wanted.filter((key) => !names.has(key))).toEqual([]);
    expect(armed.ran()).toEqual([]);
  });

  test('branches, remotes, users, order and white space change nothing', async () => {
    git('-C', repo, 'config', 'core.pager', 'less');
    git('-C', repo, 'config', 'core.editor', 'vi');
    const changes = [
      () => git('-C', repo, 'config', 'user.name', '!x'),
      () => git('-C', repo, 'remote', 'add', 'origin', 'https://example.org/x'),
      () => git('-C', repo, 'config', 'branch.main.remote', 'origin'),
      () => git('-C', repo, 'config', 'pull.rebase', 'true'),
      () =>
        writeFileSync(
          config,
          `\n# words\n${readFileSync(config, 'utf8').replaceAll('\t', '  ')}\n`,
        ),
      () => appendFileSync(config, '[core]\n\teditor = vi\n[Core]\nPager=less\n'),
    ];
    for (const change of changes) expect(await differs(change)).toBe(false);
    expect(
      await differs(() => git('-C', repo, 'config', '--replace-all', 'core.pager', 'more')),
    ).toBe(true);
  });
});

describe('TRUST-3 included files', () => {
  const included = () => join(root, 'included');
  const include = (section: string) =>
    appendFileSync(config, `${section}\n\tpath = ${included()}\n`);

  test.each(['[include]', '[includeIf "onbranch:never"]', '[includeIf "gitdir:/nowhere/"]'])(
    '%s counts with what the file says, and with its being there',
    async (section) => {
      include(section);
      const missing = await readTrust(repo);
      expect(missing.settings).toContainEqual(
        expect.objectContaining({ name: 'included file', value: 'not read (missing)' }),
      );
      expect(await differs(() => writeFileSync(included(), ''))).toBe(true);
      expect(await differs(() => appendFileSync(included(), '[user]\nname=x\n'))).toBe(false);
      expect(await differs(() => appendFileSync(included(), '[core]\npager=x\n'))).toBe(true);
      expect(await differs(() => rmSync(included()))).toBe(true);
    },
  );

  test('without the included files their change would go unseen', async () => {
    include('[include]');
    writeFileSync(included(), '[core]\npager=a\n');
    const own = async () =>
      (await readTrust(repo)).settings.filter(({ file }) => file === 'config');
    const before = await own();
    expect(await differs(() => writeFileSync(included(), '[core]\npager=b\n'))).toBe(true);
    expect(await own()).toEqual(before);
  });

  test('an include of an include, by a path from its own folder, and one that leads back', async () => {
    mkdirSync(join(root, 'deep'));
    include('[include]');
    writeFileSync(included(), '[include]\npath = deep/more\n');
    const more = join(root, 'deep', 'more');
    writeFileSync(more, `[include]\npath = ../included\n[core]\npager = a\n`);
    expect(await differs(() => writeFileSync(more, '[core]\npager = b\n'))).toBe(true);
  });

  test('a link to a file of settings is read as git reads it', async () => {
    writeFileSync(join(root, 'real'), '[core]\npager=a\n');
    symlinkSync(join(root, 'real'), included());
    include('[include]');
    expect(await differs(() => writeFileSync(join(root, 'real'), '[core]\npager=b\n'))).toBe(true);
  });
});

test('settings of a work tree count when the repository says that there are some', async () => {
  const own = join(repo, '.git', 'config.worktree');
  expect(await differs(() => writeFileSync(own, '[core]\npager=x\n'))).toBe(false);
  const on = () => git('-C', repo, 'config', 'extensions.worktreeConfig', 'true');
  expect(await differs(on)).toBe(true);
  expect(await differs(() => writeFileSync(own, '[core]\npager=y\n'))).toBe(true);
});

test.each(['-1', '1k', '0x1', '+1', '01', 'TRUE'])(
  'settings of a work tree count when they are turned on by %s, as git takes it',
  async (on) => {
    appendFileSync(config, `[extensions]\nworktreeConfig = ${on}\n`);
    const own = join(repo, '.git', 'config.worktree');
    writeFileSync(own, '[core]\npager=x\n');
    expect(gitSays('config', 'core.pager')).toBe('x');
    expect(await differs(() => writeFileSync(own, '[core]\npager=y\n'))).toBe(true);
  },
);

describe('the file that counts is the one that git reads', () => {
  const { homedir, username } = userInfo();
  const upFrom = (folder: string) => '../'.repeat(folder.split('/').filter(Boolean).length);
  const prefix = () => gitSays('-c', 'x.y=%(prefix)/', 'config', '--type=path', 'x.y');
  const spellings: [what: string, path: (file: string) => string][] = [
    ['back from a link to a folder', () => 'link/../included'],
    ['by a home that is named', (file) => `~${username}/${upFrom(homedir)}${file.slice(1)}`],
    ['by the prefix of git', (file) => `%(prefix)/${upFrom(prefix())}${file.slice(1)}`],
  ];
  test.each(spellings)('an include %s', async (_, path) => {
    const far = join(root, 'far');
    const included = join(far, 'included');
    mkdirSync(join(far, 'sub'), { recursive: true });
    symlinkSync(join(far, 'sub'), join(repo, '.git', 'link'));
    writeFileSync(join(repo, '.git', 'included'), '');
    writeFileSync(included, '[core]\npager=x\n');
    appendFileSync(config, `[include]\npath = "${path(included)}"\n`);
    expect(gitSays('config', 'core.pager')).toBe('x');
    expect(await differs(() => writeFileSync(included, '[core]\npager=y\n'))).toBe(true);
  });

  test('a git folder that a pointer names back from a link', async () => {
    const far = join(root, 'far');
    mkdirSync(join(far, 'sub'), { recursive: true });
    cpSync(join(repo, '.git'), join(far, 'git'), { recursive: true });
    renameSync(join(repo, '.git'), join(repo, 'git'));
    symlinkSync(join(far, 'sub'), join(repo, 'link'));
    writeFileSync(join(repo, '.git'), 'gitdir: link/../git\n');
    expect(gitSays('rev-parse', '--absolute-git-dir')).toBe(join(far, 'git'));
    const change = () => appendFileSync(join(far, 'git', 'config'), '[core]\npager=y\n');
    expect(await differs(change)).toBe(true);
  });
});

describe('hostile settings end in a sentence or in a bounded read', () => {
  const put = (at: string, how: (at: string) => void): void => {
    rmSync(at, { force: true });
    how(at);
  };
  const many = (count: number, line: (n: number) => string): string =>
    Array.from({ length: count }, (_, n) => line(n)).join('\n');
  const write = (text: string) => (at: string) => writeFileSync(at, text);
  const kinds: [what: string, put: (at: string) => void][] = [
    ['a pipe', (at) => void execFileSync('mkfifo', [at])],
    ['a link to /dev/zero', (at) => symlinkSync('/dev/zero', at)],
    ['a link to a pipe', (at) => (execFileSync('mkfifo', [`${at}.p`]), symlinkSync(`${at}.p`, at))],
    ['a link to itself', (at) => symlinkSync(at, at)],
    ['a folder', (at) => mkdirSync(at)],
    ['2 MB of white space', write(' '.repeat(2_000_000))],
    ['no settings', write('\0\u0001[[[')],
    ['a key without an end', write('[core "')],
    ['a value without an end', write('[core]\npager = "x')],
    [
      'a section that is longer than its keys',
      write(`[x "${'y'.repeat(500_000)}"]\n${many(60, (n) => `k${n}`)}`),
    ],
    ['10,000 keys that name a program', write(many(10_000, (n) => `[alias]\na${n} = !x`))],
    ['a value of 900 kB', write(`[core]\npager = ${'x'.repeat(900_000)}\n`)],
    ['1,000 includes', write(many(1000, (n) => `[include]\npath = /nowhere/${n}`))],
  ];
  test.each(kinds)('the config itself is %s', async (_, how) => {
    put(config, how);
    const answer = await host({ kind: 'root_trust', repo });
    expect(answer).toMatchObject({ kind: 'refused', sentence: expect.stringContaining(root) });
    if (answer.kind === 'refused') expect(answer.sentence.length).toBeLessThan(1000);
  });

  test.each(kinds.slice(0, 9))(
    'an included file is %s: it is named, and not read',
    async (_, how) => {
      const path = join(root, 'included');
      appendFileSync(config, `[include]\npath = ${path}\n`);
      put(path, how);
      const { settings } = await readTrust(repo);
      expect(settings.find(({ file }) => file === path)?.value).toMatch(/^not read \(/);
    },
  );

  const values: [what: string, key: string][] = [
    ['line feeds', 'core.pager = "a\\nb\\nc"'],
    ['escapes', 'core.pager = "\u001b]0;x\u0007\u001b[2J"'],
    ['marks that turn text round', 'core.pager = "\u202ex\u202c"'],
    ['a line feed that could begin another entry', 'core.editor = "x\\ncore.pager\\ny"'],
    ['an empty path', 'include.path ='],
    ['a path with a tab', 'include.path = "/no\\twhere"'],
    ['the path of a folder', 'include.path = /'],
    ['a path that is too long', `include.path = /${'x'.repeat(5000)}`],
    ['a device', 'include.path = /dev/zero'],
    ['a terminal', 'include.path = /dev/tty'],
    ['what the process itself is', 'include.path = /proc/self/environ'],
    ['a file of the system', 'include.path = /etc/passwd'],
  ];
  test.each(values)('%s as a value is one setting', async (_, line) => {
    const [section = '', rest = ''] = line.split(/\.(.*)/s);
    appendFileSync(config, `[${section}]\n${rest}\n`);
    const { settings } = await readTrust(repo);
    const counted = settings.filter(({ file }) => file === 'config');
    expect(counted).toHaveLength(1);
    expect(JSON.stringify(settings)).not.toContain('root:');
    expect(JSON.stringify(settings)).not.toContain('PATH=');
  });

  test('bytes that are no text tell two values apart that look the same', async () => {
    const line = (byte: number) =>
      Buffer.concat([Buffer.from('[core]\npager = /x'), Buffer.from([byte, 10])]);
    writeFileSync(config, line(0xff));
    expect(await differs(() => writeFileSync(config, line(0xfe)))).toBe(true);
  });
});

test('git is asked once about the same bytes, and again where it found a fault', async () => {
  const parse = (text: string) => parseSettings(new TextEncoder().encode(text));
  const first = await parse('[core]\n\tpager = less\n');
  expect(first.entries).toEqual([{ key: 'core.pager', value: 'less' }]);
  expect(await parse('[core]\n\tpager = less\n')).toBe(first);
  const fault = await parse('[core\n');
  expect(fault.error).toContain('bad config line 1');
  expect(await parse('[core\n')).not.toBe(fault);
});
