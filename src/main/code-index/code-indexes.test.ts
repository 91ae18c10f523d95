import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IndexState } from '#core/code-index/freshness/index-state.ts';
import { useIndexes } from './testing/use-indexes.ts';

const use = useIndexes();

const SHOP = {
  'shop/__init__.py': '',
  'shop/cart.py': 'from shop.price import total\n\ndef pay(items):\n    return total(items)\n',
  'shop/price.py': 'def total(items):\n    return sum(items)\n',
  'tests/test_cart.py': 'from shop.cart import pay\n\ndef test_pay():\n    assert pay([1]) == 1\n',
};
const isFresh = (state: IndexState): boolean => state.fresh && state.watched;

/** An open repository whose first build is over and whose watch is on. */
async function opened(files: Record<string, string> = SHOP) {
  const repo = use.repository(files);
  const test = use.open();
  const root = await test.indexes.open(repo.path);
  await test.until(root, 'the first build', isFresh);
  const paths = async () => (await snapshot()).files.map((file) => file.path);
  const snapshot = () =>
    test.ask.snapshotIndex({ repo: root }, { actor: 'local', requester: 'local_user' });
  const calls = async () =>
    (await snapshot()).edges
      .filter((edge) => edge.kind === 'calls')
      .map((edge) => `${edge.from} → ${edge.to}`);
  /** Does something to the work tree and waits until the index holds it. */
  const after = async (what: string, change: () => void, holds: () => Promise<boolean>) => {
    change();
    for (;;) {
      const state = test.indexes.state(root);
      if (state.fresh && (await holds())) return;
      await test.until(
        root,
        what,
        (now) =>
          now !== state && (now.generation > state.generation || (now.fresh && !state.fresh)),
      );
    }
  };
  return { repo, test, root, paths, calls, after };
}

describe('an open repository', () => {
  it('is built once, with symbols and edges over files', async () => {
    const { test, root, calls } = await opened();
    expect(await calls()).toEqual([
      'shop/cart.py#pay → shop/price.py#total',
      'tests/test_cart.py#test_pay → shop/cart.py#pay',
    ]);
    expect(test.indexes.state(root)).toMatchObject({ state: 'ready', generation: 1, coverage: 1 });
  });

  it('follows saved, new, renamed and removed files by itself', async () => {
    const { repo, paths, calls, after } = await opened();
    await after(
      'the saved file',
      () => repo.write({ 'shop/price.py': 'def summed(items):\n    return sum(items)\n' }),
      async () => !(await calls()).includes('shop/cart.py#pay → shop/price.py#total'),
    );
    await after(
      'the second save',
      () => repo.write({ 'shop/price.py': SHOP['shop/price.py'], 'shop/new.py': 'x = 1\n' }),
      async () => (await calls()).length === 2 && (await paths()).includes('shop/new.py'),
    );
    await after(
      'the rename',
      () => renameSync(join(repo.path, 'shop'), join(repo.path, 'store')),
      async () => (await calls()).length === 0 && (await paths()).includes('store/cart.py'),
    );
    await after(
      'the removal',
      () => rmSync(join(repo.path, 'store'), { recursive: true }),
      async () => (await paths()).join() === 'tests/test_cart.py',
    );
    expect(await calls()).toEqual([]);
  });

  it('follows branch switches, stashes and commits, and has the commit', async () => {
    const { repo, test, root, paths, after } = await opened();
    const sha = () => test.indexes.state(root).gitSha;
    const head = () => repo.git('rev-parse', 'HEAD').trim();
    repo.git('checkout', '--quiet', '-b', 'side');
    const many = Array.from({ length: 300 }, (_, n) => [
      `gen/m${n}.py`,
      `def f${n}():\n    pass\n`,
    ]);
    await after(
      'the commit',
      () => repo.commit('Many', Object.fromEntries(many) as Record<string, string>),
      async () => (await paths()).length === 304 && sha() === head(),
    );
    await after(
      'the way back',
      () => repo.git('checkout', '--quiet', 'main'),
      async () => (await paths()).length === 4 && sha() === head(),
    );
    await after(
      'the stash',
      () => {
        repo.write({ 'shop/extra.py': 'y = 2\n' });
        repo.git('add', '-A');
        repo.git('stash', '--quiet');
        repo.git('stash', 'pop', '--quiet');
      },
      async () => (await paths()).includes('shop/extra.py'),
    );
    expect(sha()).toBe(head());
  });

  it('follows changed ignore rules, which never reach what git tracks', async () => {
    const { repo, paths, after } = await opened();
    repo.git('rm', '--quiet', '--cached', 'shop/price.py', 'shop/__init__.py');
    await after(
      'the rule',
      () => repo.write({ '.gitignore': 'shop/\n' }),
      async () => !(await paths()).includes('shop/price.py'),
    );
    expect(await paths()).toEqual(['.gitignore', 'shop/cart.py', 'tests/test_cart.py']);
    await after(
      'the end of the rule',
      () => repo.write({ '.gitignore': '' }),
      async () => (await paths()).includes('shop/price.py'),
    );
    await after(
      'a change below the folder that was ignored',
      () => repo.write({ 'shop/late.py': 'z = 3\n' }),
      async () => (await paths()).includes('shop/late.py'),
    );
    expect(await paths()).toContain('shop/cart.py');
  });

  it('SCAN-2 follows a folder whose name differs from an ignored one in case only', async () => {
    const { repo, paths, after } = await opened({ '.gitignore': 'build/\n', 'Build/a.py': '' });
    await after(
      'the file in Build',
      () => repo.write({ 'Build/b.py': 'b = 1\n' }),
      async () => (await paths()).includes('Build/b.py'),
    );
    expect(await paths()).toEqual(['.gitignore', 'Build/a.py', 'Build/b.py']);
  });

  it('SCAN-2 leaves out what the user’s own excludes file names, until it no longer does', async () => {
    const home = use.folder();
    const before = { ...process.env };
    const excludes = join(home, 'my excludes');
    writeFileSync(join(home, '.gitconfig'), '[core]\n\texcludesFile = ~/my excludes\n');
    writeFileSync(excludes, 'private*\n');
    Object.assign(process.env, { HOME: home, XDG_CONFIG_HOME: join(home, 'xdg') });
    try {
      const { repo, paths, after } = await opened();
      await after(
        'the file beside the private one',
        () => repo.write({ 'private.py': 'p = 1\n', 'shared.py': 's = 1\n' }),
        async () => (await paths()).includes('shared.py'),
      );
      expect(await paths()).not.toContain('private.py');
      await after(
        'the end of the rule',
        () => writeFileSync(excludes, ''),
        async () => (await paths()).includes('private.py'),
      );
    } finally {
      process.env = before;
    }
  });

  it('SCAN-2 takes an ignored file in when it becomes tracked, and follows .git/info/exclude', async () => {
    const { repo, test, root, paths, after } = await opened({ ...SHOP, '.gitignore': 'out/\n' });
    repo.write({ 'out/kept.py': 'k = 1\n', 'out/left.py': 'l = 1\n' });
    await after(
      'the tracked file',
      () => repo.git('add', '--force', 'out/kept.py'),
      async () => (await paths()).includes('out/kept.py'),
    );
    await after(
      'its next change',
      () => repo.write({ 'out/kept.py': 'kept = 2\n', 'out/left.py': 'left = 2\n' }),
      async () => (await test.picture(root)).includes('out/kept.py#kept'),
    );
    expect(await paths()).not.toContain('out/left.py');
    repo.write({ 'late.py': 'l = 1\n' });
    await after(
      'the new file',
      () => undefined,
      async () => (await paths()).includes('late.py'),
    );
    await after(
      'the private rule',
      () => writeFileSync(join(repo.path, '.git/info/exclude'), 'late.py\n'),
      async () => !(await paths()).includes('late.py'),
    );
  });

  it('leaves agents’ work trees inside of it alone', async () => {
    const { repo, paths, after } = await opened();
    await after(
      'the new file',
      () => {
        repo.git('worktree', 'add', '--quiet', '-b', 'agent', 'trees/agent');
        repo.write({ 'trees/agent/other.py': 'q = 1\n', 'zz.py': 'q = 2\n' });
      },
      async () => (await paths()).includes('zz.py'),
    );
    expect((await paths()).filter((path) => path.startsWith('trees/'))).toEqual([]);
  });
});

describe('a refresh that is asked for', () => {
  it('reads nothing when nothing changed, everything when full, and only its scope', async () => {
    const { repo, test, root } = await opened();
    const { indexes } = test;
    expect(await indexes.refresh(root)).toMatchObject({ filesChanged: 0, generation: 1 });
    const before = await test.picture(root);
    expect(await indexes.refresh(root, { full: true })).toMatchObject({ filesChanged: 4 });
    expect(await test.picture(root)).toBe(before);
    repo.write({ 'tests/more.py': 'a = 1\n', 'shop/more.py': 'b = 1\n' });
    await indexes.refresh(root, { scope: 'tests' });
    expect(await test.picture(root)).toContain('tests/more.py');
    await expect(indexes.refresh(root, { scope: '../..' })).rejects.toThrow(/leads out/);
  });

  it('holds what was saved before it was asked for, and joins one that runs', async () => {
    const { repo, test, root } = await opened();
    repo.write({ 'shop/now.py': 'def now():\n    pass\n' });
    const outcomes = await Promise.all([1, 2, 3].map(() => test.indexes.refresh(root)));
    expect(await test.picture(root)).toContain('shop/now.py#now');
    expect(outcomes.filter((outcome) => outcome.joined).length).toBeGreaterThan(0);
  });

  it('FRESH-6 looks at the tree itself where nothing is watched', async () => {
    const repo = use.repository(SHOP);
    const test = use.open({ watch: false });
    const root = await test.indexes.open(repo.path);
    await test.indexes.refresh(root);
    repo.write({ 'shop/now.py': 'def now():\n    pass\n' });
    expect(await test.indexes.refresh(root)).toMatchObject({ filesChanged: 1, filesIndexed: 5 });
  });
});

describe('after a restart', () => {
  it('answers at once from what is stored, reads only what changed, and ends equal to a clean build', async () => {
    const repo = use.repository(SHOP);
    const folder = use.folder();
    const first = use.open({ folder });
    const root = await first.indexes.open(repo.path);
    await first.until(root, 'the first build', isFresh);
    await first.stop();
    repo.write({
      'shop/price.py':
        'def total(items):\n    return helper(items)\n\ndef helper(x):\n    return x\n',
    });
    rmSync(join(repo.path, 'tests'), { recursive: true });
    const second = use.open({ folder });
    await second.indexes.open(repo.path);
    await second.indexes.ready(root);
    expect(second.states.find((state) => state.generation > 0)).toMatchObject({
      generation: 1,
      fresh: false,
    });
    await second.until(root, 'the changes', (state) => isFresh(state) && state.generation > 1);
    const clean = use.open({ folder: use.folder(), watch: false });
    await clean.indexes.open(repo.path);
    await clean.indexes.refresh(root);
    expect(await second.picture(root)).toBe(await clean.picture(root));
  });

  it('makes a new index of one that cannot be read', async () => {
    const repo = use.repository(SHOP);
    const folder = use.folder();
    const first = use.open({ folder });
    const root = await first.indexes.open(repo.path);
    const { file } = await first.indexes.ready(root);
    await first.stop();
    writeFileSync(file, 'this is no database'.repeat(1000));
    const second = use.open({ folder });
    await second.indexes.open(repo.path);
    await second.until(root, 'the new build', isFresh);
    expect(second.indexes.state(root).files).toBe(4);
  });
});

describe('when it cannot', () => {
  it('says why, and goes on when the cause is gone', async () => {
    const repo = use.repository(SHOP);
    const folder = join(use.folder(), 'index');
    const test = use.open({ folder, watch: false });
    mkdirSync(folder);
    writeFileSync(join(folder, 'blocked'), '');
    const root = await test.indexes.open(repo.path);
    chmodSync(folder, 0o500);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file in the place of the folder');
    await expect(test.indexes.refresh(root)).rejects.toThrow(/cannot be opened|died/);
    expect(test.indexes.state(root).state).toBe('failed');
    rmSync(folder);
    expect(await test.indexes.refresh(root)).toMatchObject({ filesIndexed: 4 });
  });

  it('refuses what is no repository and what is not open, with what to do', async () => {
    const test = use.open();
    await expect(test.indexes.open(use.folder())).rejects.toThrow(/no work tree of a git/);
    await expect(test.indexes.resolve(undefined)).rejects.toThrow(/vp serve --repo/);
    await expect(test.indexes.resolve('/nowhere')).rejects.toThrow(/vp rag refresh/);
    await expect(test.indexes.resolve('7')).rejects.toThrow(/no project 7/);
  });
});
