import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRag, type Rag } from '../testing/open-code-index.ts';

let rag: Rag;
beforeAll(async () => {
  rag = openRag();
  await rag.write(
    {
      'a/box.py': 'def open(): pass\ndef near(): open()\n',
      'b/box.py': 'def open(): pass\n',
      'c/use.py': 'def far(): pass\ndef other(): pass\n',
    },
    [
      'a/box.py#near -> a/box.py#open 2',
      'c/use.py#far -> a/box.py#open 1',
      'c/use.py#other -> b/box.py#open 2',
    ],
  );
});
afterAll(() => rag.close());

test.each(['who_calls', 'impact_set'] as const)(
  'QUERY-8 the file that defines a name says which one is meant: %s',
  async (kind) => {
    const found = async (path?: string): Promise<string[]> => {
      const input = { kind, symbol: 'open', ...(path !== undefined && { path }) };
      const asker = { actor: 'local', requester: 'local_user' } as const;
      const { results } = await rag.handlers.queryIndex(input, asker);
      return results.map(({ symbol }) => symbol).toSorted();
    };
    expect(await found()).toEqual(['a.box.near', 'c.use.far', 'c.use.other']);
    expect(await found('a/box.py')).toEqual(['a.box.near', 'c.use.far']);
    expect(await found('b/box.py')).toEqual(['c.use.other']);
    expect(await found('c/use.py')).toEqual(['c.use.far', 'c.use.other']);
    expect(await found('a')).toEqual(['a.box.near']);
  },
);
