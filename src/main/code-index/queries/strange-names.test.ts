import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Parsed } from '#shared/contract/contract.ts';
import type { codeIndexContract } from '#shared/contract/code-index.ts';
import { openRag, type Rag } from '../testing/open-code-index.ts';

const TREE = {
  'src/priv.ts': `export class Q {
  #run() { return 1; }
  go() { return this.#run(); }
  static #made = () => new Q();
  static s() { return Q.#made(); }
  get #size() { return 2; }
  run() { return this.#size; }
}
`,
  'src/on.js': `export const on = {
  'user.added'() {},
  'log:info'() {},
};
`,
  'lib/log.sh': `log::info() { echo hi; }
util.fmt() { echo x; }
info() { echo other; }
run() { log::info a; }
`,
  'lib/point.cpp': `struct Point {
  Point *operator->() { return this; }
  int operator()(int x) { return x; }
  bool operator==(const Point &o) const { return true; }
};
`,
};

let rag: Rag;
beforeAll(async () => {
  rag = openRag();
  await rag.write(TREE, [
    'src/priv.ts#Q.go -> src/priv.ts#Q.#run 3',
    'lib/log.sh#run -> lib/log.sh#log::info 4',
  ]);
});
afterAll(() => rag.close());

async function ask(input: Partial<Parsed<(typeof codeIndexContract)['queryIndex']>>) {
  const asked = { kind: 'where_defined', ...input } as const;
  return rag.handlers.queryIndex(asked, { actor: 'local', requester: 'local_user' });
}

test.each([
  ['Q.#run', 'src/priv.ts:2'],
  ['#run', 'src/priv.ts:2'],
  ['priv.Q.#run', 'src/priv.ts:2'],
  ['src/priv.ts#Q.#run', 'src/priv.ts:2'],
  ['priv.ts:Q.#run()', 'src/priv.ts:2'],
  ['Q.run', 'src/priv.ts:7'],
  ['run', 'src/priv.ts:7 lib/log.sh:4'],
  ['Q.#made', 'src/priv.ts:4'],
  ['Q.#size', 'src/priv.ts:6'],
  ['log::info', 'lib/log.sh:1'],
  ['lib/log.sh#log::info', 'lib/log.sh:1'],
  ['log.sh:log::info', 'lib/log.sh:1'],
  ['util.fmt', 'lib/log.sh:2'],
  ['info', 'lib/log.sh:3'],
  ['user.added', 'src/on.js:2'],
  ['on.user.added', 'src/on.js:2'],
  ['log:info', 'src/on.js:3'],
  ['Point::operator->', 'lib/point.cpp:2'],
  ['Point::operator()', 'lib/point.cpp:3'],
  ['Point::operator==', 'lib/point.cpp:4'],
])('QUERY-1 a name may hold what separates names elsewhere: %s', async (symbol, expected) => {
  const { results } = await ask({ symbol });
  const places = results.map(({ file, line }) => `${file}:${line}`).toSorted();
  expect(places).toEqual(
    expected
      .split(' ')
      .filter((place) => place !== '')
      .toSorted(),
  );
  expect(results.every(({ confidence }) => confidence === 1)).toBe(true);
});

test('QUERY-1 calls of such names, and the closest ones', async () => {
  const callers = async (symbol: string): Promise<string[]> =>
    (await ask({ kind: 'who_calls', symbol })).results.map((found) => found.symbol);
  expect(await callers('Q.#run')).toEqual(['src.priv.Q.go']);
  expect(await callers('log::info')).toEqual(['lib.log.run']);
  expect((await ask({ symbol: 'Q.#rin' })).suggestions).toContain('#run');
  expect((await ask({ symbol: 'log::inf' })).suggestions[0]).toMatch(/info$/);
});
