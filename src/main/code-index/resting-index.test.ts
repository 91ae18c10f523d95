import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IndexState } from '#core/code-index/freshness/index-state.ts';
import { PATIENCE_MS } from '../testing/patience.ts';
import { findGitFolders } from '../../workers/files/git-folders.ts';
import { createIndexWork } from './create-index-work.ts';
import { IndexThread } from './index-thread.ts';
import { useIndexes } from './testing/use-indexes.ts';

const use = useIndexes();
const IGNORED = { '.gitignore': 'out/\n' };
const SHOP = {
  'shop/cart.py': 'from shop.price import total\n\ndef pay(items):\n    return total(items)\n',
  'shop/price.py': 'def total(items):\n    return sum(items)\n',
};
const LOCAL = { actor: 'local', requester: 'local_user' } as const;
const rests = (state: IndexState): boolean => state.state === 'resting' && state.watched;

/** A repository whose index was built and rests, as it does from now on whenever it can. */
async function resting(files: Record<string, string> = SHOP) {
  const repo = use.repository(files);
  const test = use.open({ restAfterMs: 0 });
  const root = await test.indexes.open(repo.path);
  const untilRest = (isWanted: (state: IndexState) => boolean = () => true) =>
    test.until(root, 'rest', (state) => rests(state) && isWanted(state));
  await untilRest();
  return { repo, test, root, untilRest };
}

/** How many threads this process has, and how many descriptors. */
function held() {
  const count = (what: string): number => readdirSync(`/proc/self/${what}`).length;
  return { threads: count('task'), descriptors: count('fd') };
}

describe.runIf(existsSync('/proc/self/task'))(
  'FRESH-17 what two open repositories hold (counted in /proc)',
  () => {
    /** Opens them and asks each; returns what was held before. */
    async function openTwo(restAfterMs: number) {
      // The first thread brings some that stay: those of Node's own pool.
      const first = use.open();
      const { path } = use.repository(SHOP);
      await first.until(await first.indexes.open(path), 'the build', (state) => state.fresh);
      await first.stop();
      const before = held();
      const test = use.open({ restAfterMs });
      for (const n of [1, 2]) {
        const repo = use.repository({ ...SHOP, [`only${n}.py`]: `n = ${n}\n` });
        const root = await test.indexes.open(repo.path);
        const isDone = restAfterMs === 0 ? rests : (state: IndexState) => state.fresh;
        await test.until(root, 'the first build', isDone);
        await test.ask.queryIndex({ repo: root, kind: 'where_defined', symbol: 'pay' }, LOCAL);
        await test.until(root, 'the end', isDone);
      }
      return before;
    }

    it('is neither a thread nor a descriptor when they rest', async () => {
      const before = await openTwo(0);
      await expect.poll(held, { timeout: PATIENCE_MS }).toEqual(before);
    });

    it('is threads and descriptors of each when they never rest', async () => {
      const before = await openTwo(Infinity);
      const now = held();
      expect(now.threads - before.threads).toBeGreaterThanOrEqual(2);
      expect(now.descriptors - before.descriptors).toBeGreaterThanOrEqual(2);
    });
  },
);

describe('FRESH-18 a resting index', () => {
  it('answers at once from what is stored, says that it may be behind, and is fresh after a look', async () => {
    const { test, root, untilRest } = await resting();
    const { generation } = test.indexes.state(root);
    const looked = test.states.length;
    const ask = () => test.ask.queryIndex({ kind: 'who_calls', symbol: 'total' }, LOCAL);
    expect(await ask()).toMatchObject({ fresh: false, results: [{ symbol: 'shop.cart.pay' }] });
    await untilRest((state) => state.fresh);
    expect(test.states.slice(looked).map(({ state }) => state)).toContain('ready');
    expect(test.indexes.state(root)).toMatchObject({ generation, fresh: true });
    expect(await ask()).toMatchObject({ results: [{ symbol: 'shop.cart.pay' }] });
  });

  it('follows saves, removals and commits by itself', async () => {
    const { repo, test, root, untilRest } = await resting();
    repo.write({ 'shop/late.py': 'def late():\n    pass\n' });
    await untilRest(({ files, fresh }) => fresh && files === 3);
    repo.git('add', '-A');
    repo.git('commit', '--quiet', '-m', 'Late');
    const head = repo.git('rev-parse', 'HEAD').trim();
    await untilRest(({ gitSha, fresh }) => fresh && gitSha === head);
    repo.git('rm', '--quiet', 'shop/late.py');
    await untilRest(({ files, fresh }) => fresh && files === 2);
    expect(await test.picture(root)).not.toContain('late');
  });

  it('takes an ignored file in that becomes tracked', async () => {
    const { repo, test, root, untilRest } = await resting({ ...SHOP, ...IGNORED });
    repo.write({ 'out/kept.py': 'kept = 1\n', 'out/left.py': 'left = 1\n' });
    repo.git('add', '--force', 'out/kept.py');
    await untilRest(({ files, fresh }) => fresh && files === 4);
    repo.write({ 'out/kept.py': 'kept_again = 2\n' });
    await untilRest(({ generation, fresh }) => fresh && generation === 3);
    const picture = await test.picture(root);
    expect(picture).toContain('kept_again');
    expect(picture).not.toContain('left');
  });

  it('keeps its figures, and what reaches what', async () => {
    const { test, root, untilRest } = await resting({ ...SHOP, ...IGNORED, 'a.bin': '\0' });
    const before = test.indexes.state(root);
    const work = createIndexWork(test.indexes, test.ask.queryIndex, { nowMs: () => Date.now() });
    expect(work.reach(root, ['shop/price.py'])).toEqual(['shop/cart.py', 'shop/price.py']);
    expect(work.freshnessS(root)).toBe(0);
    expect(test.indexes.state(root).state).toBe('resting');
    await test.ask.queryIndex({ kind: 'where_defined', symbol: 'pay' }, LOCAL);
    await untilRest((state) => state.fresh);
    expect(test.indexes.state(root)).toEqual(before);
    expect(before.skipped).toEqual([{ reason: 'binary', files: 1, examples: ['a.bin'] }]);
  });

  it('FRESH-19 answers from a save before its edges are found, and says of which answers', async () => {
    const long = { 'long.py': `${'\n'.repeat(60_000)}def far():\n    pass\n` };
    const { repo, test, untilRest } = await resting({ ...SHOP, ...long });
    const asked: Promise<{ kind: string; fresh: boolean; found: number }>[] = [];
    const ask = async (kind: 'where_defined' | 'who_calls', symbol: string) => {
      const { fresh, results } = await test.ask.queryIndex({ kind, symbol }, LOCAL);
      return { kind, fresh, found: results.length };
    };
    const stop = test.indexes.listen(({ fresh, definitionsFresh }) => {
      if (!definitionsFresh || fresh || asked.length > 0) return;
      asked.push(ask('where_defined', 'saved'), ask('who_calls', 'total'));
    });
    repo.write({
      'shop/more.py': 'from shop.price import total\n\ndef saved():\n    total([])\n',
    });
    await untilRest(({ files, fresh }) => fresh && files === 4);
    stop();
    expect(await Promise.all(asked)).toEqual([
      { kind: 'where_defined', fresh: true, found: 1 },
      { kind: 'who_calls', fresh: false, found: 1 },
    ]);
    expect(await ask('who_calls', 'total')).toMatchObject({ found: 2 });
  });

  it('cannot rest while it owes an answer, and is asked again when it has given it', async () => {
    const folders = findGitFolders(use.repository(SHOP).path);
    if (folders === null) throw new Error('no repository');
    const file = join(use.folder(), 'index.db');
    const isAskedAgain = Promise.withResolvers<boolean>();
    const listener = { event: () => undefined, mayRest: () => isAskedAgain.resolve(true) };
    const thread = new IndexThread({ ...folders, file, embedding: null }, null, listener);
    const head = thread.ask({ type: 'head' });
    expect(thread.rest()).toBe(false);
    expect((await head).gitSha).toMatch(/^[0-9a-f]{40}$/);
    expect(await isAskedAgain.promise).toBe(true);
    expect(thread.rest()).toBe(true);
    await thread.stop();
  });

  it('is woken by a refresh, a snapshot and a question for what a change reaches', async () => {
    const { repo, test, root, untilRest } = await resting();
    repo.write({ 'shop/now.py': 'from shop.cart import pay\n\ndef now():\n    pay([])\n' });
    expect(await test.indexes.refresh(root)).toMatchObject({ filesIndexed: 3 });
    await untilRest((state) => state.fresh);
    expect(await test.picture(root)).toContain('shop/now.py#now');
    await untilRest((state) => state.fresh);
    const reached = await test.indexes.impactOf(root, { paths: ['shop/price.py'] });
    expect([...reached].toSorted()).toEqual(['shop/cart.py', 'shop/now.py', 'shop/price.py']);
  });
});
