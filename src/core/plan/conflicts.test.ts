import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNamedPaths } from './find-named-paths.ts';
import { partWaves } from './part-waves.ts';

const files = ['src/a.py', 'src/b.py', 'lib/b.py', 'README.md', 'src/deep/only.ts'];

describe('PLAN-28 a task writes the files its text names', () => {
  it('reads full paths, unique ends, quotes and sentence ends', () => {
    const text = 'Change `src/a.py`, then ./README.md and only.ts. Leave the rest.';
    expect(findNamedPaths(text, files)).toEqual(['src/a.py', 'README.md', 'src/deep/only.ts']);
  });

  it('names nothing by an ambiguous end or a plain word', () => {
    expect(findNamedPaths('fix b.py and a bug in src', files)).toEqual([]);
  });
});

describe('DAG-5 tasks whose reach meets stand in different waves', () => {
  it('parts a wave and says over which file', () => {
    const reach = new Map([
      ['one', new Set(['x', 'shared'])],
      ['two', new Set(['y', 'shared'])],
      ['three', new Set(['z'])],
    ]);
    expect(partWaves([['one', 'two', 'three'], ['last']], reach)).toEqual({
      waves: [['one', 'three'], ['two'], ['last']],
      conflicts: [{ first: 'one', second: 'two', file: 'shared' }],
    });
  });

  it('keeps every task once, in its wave’s place, and lets no two of a part meet', () => {
    const wave = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 12 });
    const reach = fc.dictionary(
      fc.integer({ min: 0, max: 30 }).map(String),
      fc.uniqueArray(fc.constantFrom('f', 'g', 'h', 'i'), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(wave, reach, (keys, reaches) => {
        const sets = new Map(Object.entries(reaches).map(([key, list]) => [key, new Set(list)]));
        const { waves } = partWaves([keys], sets);
        expect(waves.flat().toSorted()).toEqual(keys.toSorted());
        for (const part of waves) {
          const held = part.flatMap((key) => [...(sets.get(key) ?? [])]);
          expect(new Set(held).size).toBe(held.length);
        }
      }),
    );
  });
});
