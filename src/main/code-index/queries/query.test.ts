import { rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { codeIndexContract, QUERY_KINDS } from '#shared/contract/code-index.ts';
import { AppError } from '#shared/errors.ts';
import { openRag, type Rag } from '../testing/open-code-index.ts';

type Answer = Output<(typeof codeIndexContract)['queryIndex']>;
type Input = Parsed<(typeof codeIndexContract)['queryIndex']>;

const TREE = {
  'shop/__init__.py': 'from shop.box import Box\n',
  'shop/box.py': `class Base:
    def close(self):
        """Shut the lid again."""
        return 1


class Box(Base):
    def __init__(self, size):
        self.size = size

    def open(self):
        return self.close()
`,
  'shop/use.py': `from shop.box import Box


def make_box():
    return Box(3)


def open_all(boxes):
    list(map(lambda box: box.open(), boxes))


def parse_http_header(text):
    name, value = text.split(":")
    return name.strip(), value.strip()
`,
  'tests/test_use.py': `from shop.use import make_box


def test_make_box():
    assert make_box().size == 3
`,
  'README.md': '# Shop\n\nSells cardboard containers.\n',
};

const EDGES = [
  'shop/__init__.py# -> shop/box.py#Box 1 imports',
  'shop/box.py#Box -> shop/box.py#Base 7 inherits certain scope',
  'shop/box.py#Box.open -> shop/box.py#Base.close 12 calls certain self',
  'shop/use.py# -> shop/box.py#Box 1 imports',
  'shop/use.py#make_box -> shop/box.py#Box.__init__ 5',
  'shop/use.py#open_all -> shop/box.py#Box.open 9 calls possible name',
  'tests/test_use.py# -> shop/use.py#make_box 1 imports',
  'tests/test_use.py#test_make_box -> shop/use.py#make_box 5',
];

let rag: Rag;
beforeAll(async () => {
  rag = openRag();
  await rag.write(TREE, EDGES);
});
afterAll(() => rag.close());

function ask(input: Partial<Input>): Promise<Answer> {
  return rag.handlers.queryIndex(input as Input, { actor: 'local', requester: 'local_user' });
}

function places(answer: Answer): string[] {
  return answer.results.map((found) => `${found.file}:${found.line} ${found.symbol}`);
}

describe('QUERY-1 where_defined understands names as people write them', () => {
  test.each([
    ['make_box', ['shop/use.py:4 shop.use.make_box']],
    ['shop.use.make_box', ['shop/use.py:4 shop.use.make_box']],
    ['Box.open', ['shop/box.py:11 shop.box.Box.open']],
    ['Box.open()', ['shop/box.py:11 shop.box.Box.open']],
    ['box.py:Box.open', ['shop/box.py:11 shop.box.Box.open']],
    ['shop/box.py#Base.close', ['shop/box.py:2 shop.box.Base.close']],
    ['shop.box', ['shop/box.py:1 shop.box']],
    ['shop/box.py', ['shop/box.py:1 shop.box']],
    ['use.py:Box', []],
    ['shop/use.py#open_all.<anonymous>', ['shop/use.py:9 shop.use.open_all.<anonymous>']],
  ])('%s', async (symbol, expected) => {
    const answer = await ask({ kind: 'where_defined', symbol });
    expect(places(answer)).toEqual(expected);
    expect(answer.results.every((found) => found.confidence === 1)).toBe(true);
  });

  test('with the definition’s first lines', async () => {
    const { results } = await ask({ kind: 'where_defined', symbol: 'make_box' });
    expect(results[0]).toEqual({
      file: 'shop/use.py',
      line: 4,
      end_line: 5,
      column: 4,
      symbol: 'shop.use.make_box',
      kind: 'function',
      snippet: 'def make_box():\n    return Box(3)',
      confidence: 1,
    });
  });

  test.each([
    ['shop.Box', 'import', 'shop.box.Box'],
    ['Box.close', 'hierarchy', 'shop.box.Base.close'],
    ['MAKE_BOX', 'name', 'shop.use.make_box'],
    ['base.CLOSE', 'name', 'shop.box.Base.close'],
  ])('%s is found through %s', async (symbol, via, found) => {
    const { results } = await ask({ kind: 'where_defined', symbol });
    expect(results[0]).toMatchObject({ symbol: found, via });
    expect(results[0]?.confidence).toBeLessThan(1);
  });

  test.each([
    ['make_bx', 'make_box'],
    ['Lid.open', 'shop.box.Box.open'],
    ['pars_http_heder', 'parse_http_header'],
    ['usee.py#', 'shop/use.py'],
  ])('an unknown name gives none, and the closest: %s', async (symbol, closest) => {
    const answer = await ask({ kind: 'where_defined', symbol });
    expect(answer).toMatchObject({ results: [], total: 0 });
    expect(answer.suggestions[0]).toBe(closest);
  });

  test('in a language, a folder, a file', async () => {
    const count = async (input: Partial<Input>): Promise<number> =>
      (await ask({ kind: 'where_defined', symbol: 'Box', ...input })).total;
    expect(await count({ path: 'shop' })).toBe(1);
    expect(await count({ path: './shop/' })).toBe(1);
    expect(await count({ path: join(rag.root, 'shop') })).toBe(1);
    expect(await count({ path: 'sho' })).toBe(0);
    expect(await count({ lang: 'py' })).toBe(1);
    expect(await count({ lang: 'go' })).toBe(0);
    expect(await count({ lang: '__proto__' })).toBe(0);
    expect(await count({ file: 'shop/box.py' })).toBe(1);
    expect(await count({ file: 'shop/use.py' })).toBe(0);
  });
});

describe('QUERY-2 who_calls gives the calls with their lines', () => {
  test('a class with its constructor', async () => {
    const answer = await ask({ kind: 'who_calls', symbol: 'Box' });
    expect(answer).toMatchObject({ total: 1, fresh: true, git_sha: 'a'.repeat(40) });
    expect(answer.results).toEqual([
      {
        file: 'shop/use.py',
        line: 5,
        end_line: 5,
        symbol: 'shop.use.make_box',
        kind: 'function',
        snippet: 'return Box(3)',
        confidence: 1,
        via: 'import',
        tier: 'certain',
        is_test: false,
      },
    ]);
  });

  test('guesses only when asked for, with less confidence', async () => {
    expect((await ask({ kind: 'who_calls', symbol: 'Box.open' })).total).toBe(0);
    const { results } = await ask({ kind: 'who_calls', symbol: 'Box.open', tier: 'all' });
    expect(results).toMatchObject([{ line: 9, via: 'name', tier: 'possible' }]);
    expect(results[0]?.confidence).toBeLessThan(1);
  });

  test('tests are marked; an unknown name gives suggestions', async () => {
    const { results } = await ask({ kind: 'who_calls', symbol: 'make_box' });
    expect(results).toMatchObject([{ symbol: 'tests.test_use.test_make_box', is_test: true }]);
    const unknown = await ask({ kind: 'who_calls', symbol: 'mak_box' });
    expect(unknown).toMatchObject({ results: [], suggestions: ['make_box'] });
  });
});

describe('QUERY-3 impact_set gives dependents with distance, chain and tests', () => {
  test('of a symbol', async () => {
    const answer = await ask({ kind: 'impact_set', symbol: 'Box.__init__' });
    expect(answer.results.map((found) => [found.distance, found.symbol])).toEqual([
      [1, 'shop.use.make_box'],
      [2, 'tests.test_use'],
      [2, 'tests.test_use.test_make_box'],
    ]);
    expect(answer.results[2]).toMatchObject({
      path: ['shop.box.Box.__init__', 'shop.use.make_box', 'tests.test_use.test_make_box'],
      is_test: true,
      tier: 'certain',
      via: 'import',
    });
    expect(answer.tests).toEqual(['tests/test_use.py']);
  });

  test('of a class with its members, and of a file by the end of its path', async () => {
    const names = (answer: Answer): string[] => answer.results.map((found) => found.symbol);
    const ofClass = await ask({ kind: 'impact_set', symbol: 'Box' });
    expect(names(ofClass)).toContain('shop.use.make_box');
    expect(names(ofClass)).not.toContain('shop.use.open_all');
    const ofFile = await ask({ kind: 'impact_set', file: 'box.py', tier: 'all' });
    expect(names(ofFile)).toEqual([
      'shop',
      'shop.use',
      'shop.use.make_box',
      'shop.use.open_all',
      'tests.test_use',
      'tests.test_use.test_make_box',
    ]);
    expect(ofFile.results.find((found) => found.symbol === 'shop.use.open_all')).toMatchObject({
      tier: 'possible',
      via: 'name',
    });
    const inTests = await ask({ kind: 'impact_set', file: 'shop/box.py', path: 'tests' });
    expect(inTests.total).toBe(2);
  });

  test('an unknown file gives the closest', async () => {
    const answer = await ask({ kind: 'impact_set', file: 'lib/box.py' });
    expect(answer).toMatchObject({ results: [], suggestions: ['shop/box.py'], tests: [] });
  });
});

describe('QUERY-4 nearest_neighbors finds by words and by code', () => {
  test.each([
    ['how are http headers parsed', 'shop.use.parse_http_header'],
    ['parseHttpHeader', 'shop.use.parse_http_header'],
    ['name, value = text.split(":")', 'shop.use.parse_http_header'],
    ['shut the lid', 'shop.box.Base.close'],
    ['cardboard container', 'README.md'],
  ])('%s', async (snippet, symbol) => {
    const answer = await ask({ kind: 'nearest_neighbors', snippet });
    expect(answer.results[0]).toMatchObject({ symbol, via: 'lexical' });
    expect(answer.rankers).toContain('lexical');
  });

  test('nothing resembles words that are nowhere, or no words', async () => {
    for (const snippet of ['quantum chromodynamics', '--- !!!'])
      expect(await ask({ kind: 'nearest_neighbors', snippet })).toMatchObject({
        results: [],
        total: 0,
      });
  });

  test('words of the search language are only words', async () => {
    for (const snippet of ['"box" AND (', 'NEAR(box', 'name:box*', "box'; DROP TABLE symbols"])
      expect((await ask({ kind: 'nearest_neighbors', snippet })).total).toBeGreaterThan(0);
  });

  test('pages follow each other without gap or repeat', async () => {
    const all = await ask({ kind: 'nearest_neighbors', snippet: 'box', k: 100 });
    const first = await ask({ kind: 'nearest_neighbors', snippet: 'box', k: 2 });
    const next = await ask({ kind: 'nearest_neighbors', snippet: 'box', k: 2, offset: 2 });
    expect([...first.results, ...next.results]).toEqual(all.results.slice(0, 4));
    expect(next.total).toBe(all.total);
  });
});

describe('QUERY-5 wrong input is refused with a sentence', () => {
  test.each([
    [{ kind: 'where_defined' }, 'kind=where_defined needs symbol=NAME'],
    [{ kind: 'who_calls', snippet: 'x' }, 'kind=who_calls needs symbol=NAME'],
    [{ kind: 'impact_set', symbol: ' ' }, 'kind=impact_set needs symbol=NAME or file=PATH'],
    [{ kind: 'nearest_neighbors', symbol: 'x' }, 'kind=nearest_neighbors needs snippet=TEXT'],
    [{ kind: 'where_defined', symbol: '()' }, 'holds no name'],
    [{ kind: 'where_defined', symbol: 'x', path: '../other' }, 'is not below the repository'],
    [{ kind: 'where_defined', symbol: 'x', path: '/etc' }, 'is not below the repository'],
  ] as const)('%o', async (input, sentence) => {
    await expect(ask(input)).rejects.toThrow(sentence);
    await expect(ask(input)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('whatever is sent, the answer fits its schema or is a refusal', async () => {
    const text = fc.option(fc.string({ unit: 'binary', maxLength: 60 }), { nil: undefined });
    const input = fc.record({
      kind: fc.constantFrom(...QUERY_KINDS),
      symbol: text,
      file: text,
      snippet: text,
      lang: text,
      path: text,
      tier: fc.constantFrom('certain' as const, 'all' as const),
    });
    const schema = codeIndexContract.queryIndex.response;
    await fc.assert(
      fc.asyncProperty(input, async (asked) => {
        const given = Object.fromEntries(
          Object.entries(asked).filter(([, value]) => value !== undefined),
        );
        const outcome = await ask(given).catch((error: unknown) => error);
        if (outcome instanceof AppError) expect(outcome.code).toBe('invalid_input');
        else expect(schema.safeParse(outcome).success).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('a repository that is not indexed', async () => {
    const input = { kind: 'where_defined', symbol: 'x', repo: '/elsewhere' } as const;
    await expect(ask(input)).rejects.toMatchObject({ code: 'unknown_index' });
  });
});

describe('QUERY-7 a question asked again is answered from before, as long as nothing changed', () => {
  const question = { kind: 'where_defined', symbol: 'shop.later.later' } as const;

  test('never after a new generation, and never by another question’s answer', async () => {
    rag.state.watched = true;
    expect((await ask(question)).total).toBe(0);
    await rag.write({ 'shop/later.py': 'def later():\n    return 1\n' });
    const first = await ask(question);
    expect(first.total).toBe(1);
    expect({ ...(await ask(question)), took_ms: 0 }).toEqual({ ...first, took_ms: 0 });
    expect((await ask({ ...question, path: 'tests' })).total).toBe(0);
    expect((await ask({ ...question, offset: 1 })).results).toEqual([]);
    expect((await ask({ ...question, kind: 'who_calls' })).total).toBe(0);
  });

  test('not while changes are known, and not when the file was another', async () => {
    rag.state.watched = true;
    writeFileSync(join(rag.root, 'shop/later.py'), 'changed\n');
    rag.state.fresh = false;
    expect((await ask({ ...question, k: 7 })).fresh).toBe(false);
    rag.state.fresh = true;
    await rag.write({ 'shop/later.py': 'def later():\n    return 22\n' });
    expect((await ask({ ...question, k: 7 })).results[0]?.snippet).toContain('22');
    rag.state.watched = false;
  });
});

describe('QUERY-6 an answer says when it may be behind the work tree', () => {
  test('while changes are known', async () => {
    rag.state.fresh = false;
    expect(await ask({ kind: 'where_defined', symbol: 'Box' })).toMatchObject({ fresh: false });
    rag.state.fresh = true;
    expect(await ask({ kind: 'where_defined', symbol: 'Box' })).toMatchObject({ fresh: true });
  });

  test('when a file is another than the indexed one: then the stored signature is shown', async () => {
    await rag.write({ 'shop/late.py': 'def late(x):\n    return x\n' });
    const path = join(rag.root, 'shop/late.py');
    writeFileSync(path, 'something else\n');
    const changed = await ask({ kind: 'where_defined', symbol: 'late.late' });
    expect(changed).toMatchObject({ fresh: false, results: [{ snippet: 'def late(x):' }] });
    writeFileSync(path, 'def later(x):\n   return x\n');
    utimesSync(path, 1, 1);
    expect(await ask({ kind: 'where_defined', symbol: 'late.late' })).toMatchObject({
      fresh: false,
    });
    rmSync(path);
    expect(await ask({ kind: 'where_defined', symbol: 'late.late' })).toMatchObject({
      fresh: false,
    });
  });

  test('no snippet is taken from behind a link', async () => {
    await rag.write({ 'shop/linked.py': 'def linked():\n    return "indexed"\n' });
    const path = join(rag.root, 'shop/linked.py');
    const secret = join(rag.root, '..', 'rag-secret.py');
    writeFileSync(secret, 'def linked():\n    return "secret!"\n');
    rmSync(path);
    symlinkSync(secret, path);
    const answer = await ask({ kind: 'where_defined', symbol: 'linked.linked' });
    expect(answer).toMatchObject({ fresh: false, results: [{ snippet: 'def linked():' }] });
    rmSync(secret);
    rmSync(path);
  });
});

test('INDEX-27 an answer from edges says which files are followed by name only', async () => {
  const note = /^Calls in 1 file \(shop\/use.py\) are followed by name only: following its values /;
  const own = openRag();
  await own.write(TREE);
  own.store.begin();
  own.store.putEdges('shop/use.py', { edges: [], sinks: [], gaveUp: 'it does not come to an end' });
  own.store.commit({ gitSha: null, refreshedAtMs: 0 });
  const asked = async (kind: Input['kind']): Promise<string[] | undefined> =>
    (
      await own.handlers.queryIndex(
        { kind, symbol: 'Box', snippet: 'box' },
        { actor: 'local', requester: 'local_user' },
      )
    ).notes;
  expect(await asked('who_calls')).toEqual([expect.stringMatching(note)]);
  expect(await asked('impact_set')).toEqual([expect.stringMatching(note)]);
  expect(await asked('where_defined')).toBeUndefined();
  expect(await asked('nearest_neighbors')).toBeUndefined();
  own.close();
});
