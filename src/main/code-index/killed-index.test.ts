import { expect, it } from 'vitest';
import { spawnServe, type Served } from '../testing/spawn-serve.ts';
import { useIndexes } from './testing/use-indexes.ts';

const use = useIndexes();
/** How often it is killed; `npm run torture -- killed-index` does it 100 times. */
const CYCLES = Number(process.env['SLIPWAY_INDEX_KILLS'] ?? 2);
const FILES = 120;
/**
 * At other moments every day, the same ones all day long: before it reads, while it does, and when
 * the definitions are stored without their edges.
 */
const DAY = Math.floor(Date.now() / 86_400_000);
const momentOf = (cycle: number): number => 1 + ((DAY + cycle) % 3);

/** A repository with two branches of many files each, all different. */
function twoBranches() {
  const files = (mark: string) =>
    Object.fromEntries(
      Array.from({ length: FILES }, (_, n) => [
        `pkg/m${n}.py`,
        `from pkg.m${(n + 1) % FILES} import ${mark}${(n + 1) % FILES}\n\ndef ${mark}${n}(x):\n    return ${mark}${(n + 1) % FILES}(x)\n`.repeat(
          1 + (n % 3),
        ),
      ]),
    );
  const repo = use.repository(files('a'));
  repo.git('checkout', '--quiet', '-b', 'other');
  repo.commit('Other', files('b'));
  return repo;
}

async function snapshotOf(service: Served): Promise<string> {
  const { files, symbols, edges } = await service.rag.snapshotIndex({});
  return JSON.stringify({ files, symbols, edges });
}

/**
 * Waits for the n-th event of the index after now that says it is not up to date; later ones are as
 * good when fewer come.
 */
async function untilBusy(service: Served, nth: number): Promise<void> {
  const ending = new AbortController();
  let seen = 0;
  for await (const event of service.rag.indexEvents({}, ending.signal)) {
    if (event.fresh && seen > 0) break;
    if (!event.fresh && (seen += 1) >= nth) break;
  }
  ending.abort();
}

async function untilFresh(service: Served, generation: number): Promise<number> {
  const ending = new AbortController();
  for await (const event of service.rag.indexEvents({}, ending.signal)) {
    if (!event.fresh || event.generation <= generation) continue;
    ending.abort();
    return event.generation;
  }
  throw new Error('the index events ended');
}

interface Picture {
  files: { path: string; hash: string }[];
  symbols: { file: string }[];
}

/**
 * Files whose symbols are not those of their content. While git checks a branch out, some files are
 * the one branch's and some the other's, and an index of just that is right; one that has a file of
 * one branch with symbols of the other, or without them, is torn.
 */
function torn(found: string, clean: readonly string[]): string[] {
  if (clean.includes(found)) return [];
  const symbolsOf = (of: Picture, file: string): string =>
    JSON.stringify(of.symbols.filter((symbol) => symbol.file === file));
  const whole = clean.map((text) => JSON.parse(text) as Picture);
  const picture = JSON.parse(found) as Picture;
  return picture.files
    .filter(({ path, hash }) => {
      const same = whole.find(({ files }) =>
        files.some((file) => file.path === path && file.hash === hash),
      );
      return same === undefined || symbolsOf(same, path) !== symbolsOf(picture, path);
    })
    .map(({ path }) => path);
}

it('a service killed while it indexes answers from a whole state after its restart, and ends up to date', async () => {
  const repo = twoBranches();
  const clean = new Map<string, string>();
  for (const branch of ['other', 'main']) {
    repo.git('checkout', '--quiet', branch);
    const test = use.open({ watch: false });
    const root = await test.indexes.open(repo.path);
    await test.indexes.refresh(root);
    clean.set(branch, JSON.stringify(JSON.parse(await test.picture(root))));
    await test.stop();
  }
  const data = use.folder();
  const start = () => spawnServe(data, { args: ['--repo', repo.path] });
  let service = await start();
  try {
    await untilFresh(service, 0);
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      const branch = cycle % 2 === 0 ? 'other' : 'main';
      repo.git('checkout', '--quiet', branch);
      await untilBusy(service, momentOf(cycle));
      await service.kill();
      service = await start();
      expect(torn(await snapshotOf(service), [...clean.values()]), `day ${DAY}`).toEqual([]);
      await service.rag.refreshIndex({});
      expect(await snapshotOf(service)).toBe(clean.get(branch));
    }
  } finally {
    await service.kill();
  }
});

it('a service killed during the first build starts it again', async () => {
  const repo = twoBranches();
  const data = use.folder();
  const start = () => spawnServe(data, { args: ['--repo', repo.path] });
  const first = await start();
  await untilBusy(first, 2);
  await first.kill();
  const second = await start();
  try {
    await untilFresh(second, 0);
    expect(await second.rag.indexHealth({})).toMatchObject({ files: FILES, coverage: 1 });
  } finally {
    await second.kill();
  }
});
