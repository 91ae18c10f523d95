import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { must } from '#shared/assert.ts';
import { seededRng } from '#core/estimate/seeded-rng.ts';
import type { TestRepository } from '../testing/make-repository.ts';
import { useIndexes } from './testing/use-indexes.ts';

const use = useIndexes();
/** `npm run torture -- same-as-clean` does 400. */
const EDITS = Number(process.env['SLIPWAY_INDEX_EDITS'] ?? 12);
const EDITS_A_ROUND = 4;
/** Other edits every day, the same ones all day long. */
const SEED = Math.floor(Date.now() / 86_400_000);
const MODULES = 12;

type Pick = (count: number) => number;

const pathOf = (n: number) => `${n % 3 === 0 ? 'core' : 'app/sub'}/m${n}.py`;
const moduleOf = (n: number) => pathOf(n).slice(0, -3).replaceAll('/', '.');

/** A module that imports others, has a class with a base from elsewhere and calls through both. */
function moduleText(n: number, pick: Pick): string {
  const [a, b] = [pick(MODULES), pick(MODULES)];
  return `from ${moduleOf(a)} import run${a}, Box${a}
import ${moduleOf(b)} as other

class Box${n}(Box${a}):
    def open${pick(3)}(self, f):
        return f(self.open0(run${a}))

def run${n}(x):
    box = Box${n}()
    box.open${pick(3)}(run${a})
    return other.run${b}(box) + ${pick(1000)}
`;
}

/** Does something random to the work tree, as a person, an editor or git would. */
function edit(repo: TestRepository, pick: Pick): void {
  const n = pick(MODULES);
  const file = join(repo.path, pathOf(n));
  const other = join(repo.path, `moved/m${n}.py`);
  const kind = pick(8);
  if (kind === 0) rmSync(file, { force: true });
  else if (kind === 1 && existsSync(file)) {
    mkdirSync(dirname(other), { recursive: true });
    renameSync(file, other);
  } else if (kind === 2 && existsSync(other)) {
    mkdirSync(dirname(file), { recursive: true });
    renameSync(other, file);
  } else if (kind === 3) {
    repo.git('add', '-A');
    repo.git('commit', '--quiet', '--allow-empty', '-m', 'Edit');
  } else if (kind === 4) {
    repo.git('add', '-A');
    repo.git('commit', '--quiet', '--allow-empty', '-m', 'Edit');
    repo.git('checkout', '--quiet', '-B', `b${pick(3)}`, 'HEAD~1');
  } else if (kind === 5) repo.write({ [pathOf(n)]: 'def broken(:\n    retur\n' });
  else repo.write({ [pathOf(n)]: moduleText(n, pick) });
}

it('after any edits, renames, removals and branch switches the index equals a clean one', async () => {
  const rng = seededRng(SEED);
  const pick: Pick = (count) => Math.floor(rng.next() * count);
  const start = Object.fromEntries(
    Array.from({ length: MODULES }, (_, n) => [pathOf(n), moduleText(n, pick)]),
  );
  const repo = use.repository(start);
  repo.commit('Second', { 'README.md': '# Boxes' });
  const live = use.open();
  const root = await live.indexes.open(repo.path);
  await live.until(root, 'the first build', (state) => state.fresh && state.watched);
  const drowsy = use.open({ restAfterMs: 0 });
  await drowsy.indexes.open(repo.path);
  for (let n = 0; n < EDITS; n += 1) {
    edit(repo, pick);
    if ((n + 1) % EDITS_A_ROUND !== 0) continue;
    await live.indexes.refresh(root);
    await live.until(root, 'rest', (state) => state.fresh);
    const clean = use.open({ watch: false });
    await clean.indexes.open(repo.path);
    await clean.indexes.refresh(root);
    const [is, should] = [await live.picture(root), await clean.picture(root)];
    await clean.stop();
    expect(is, `after edit ${n} of seed ${SEED}`).toBe(should);
    await drowsy.until(root, 'FRESH-18 rest', (state) => state.fresh && state.state === 'resting');
    await drowsy.indexes.refresh(root);
    expect(await drowsy.picture(root), `at rest after edit ${n} of seed ${SEED}`).toBe(should);
  }
  const { generation } = must(live.indexes.stored(root), 'it was built');
  expect(generation).toBeGreaterThan(EDITS / EDITS_A_ROUND / 2);
});
