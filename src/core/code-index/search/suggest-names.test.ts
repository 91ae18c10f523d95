import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNameSuggester, editDistance } from './suggest-names.ts';

describe('NAME-3 the closest names are suggested for one that is not there', () => {
  const suggester = createNameSuggester([
    'getUserName',
    'getUserNames',
    'setUserName',
    'username',
    'parse_http_response',
    'x',
    'constructor',
  ]);

  test.each([
    ['getUsrName', ['getUserName', 'setUserName', 'getUserNames']],
    ['GETUSERNAME', ['getUserName', 'setUserName', 'getUserNames']],
    ['http_response', ['parse_http_response']],
    ['zzzzzzzz', []],
    ['', ['x']],
  ])('%s', (asked, expected) => {
    expect(suggester.suggest(asked, 3)).toEqual(expected);
  });

  test('no name within the allowed edits is passed over', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', '_', '1'), maxLength: 9 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 20 }), word, (names, asked) => {
        const most = Math.max(1, Math.min(6, Math.ceil(asked.length / 3)));
        const found = createNameSuggester(names).suggest(asked, 100);
        for (const name of names)
          if (editDistance(asked, name, most) <= most) expect(found).toContain(name);
      }),
    );
  });
});

/** Optimal string alignment by its definition. */
function naiveDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const same = a.at(-1) === b.at(-1) ? 0 : 1;
  const choices = [
    naiveDistance(a.slice(0, -1), b) + 1,
    naiveDistance(a, b.slice(0, -1)) + 1,
    naiveDistance(a.slice(0, -1), b.slice(0, -1)) + same,
  ];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1))
    choices.push(naiveDistance(a.slice(0, -2), b.slice(0, -2)) + 1);
  return Math.min(...choices);
}

describe('NAME-4 edits are counted with swaps of neighbours', () => {
  test('as the definition counts them, up to the bound', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 });
    fc.assert(
      fc.property(word, word, fc.nat({ max: 5 }), (a, b, most) => {
        expect(editDistance(a, b, most)).toBe(Math.min(naiveDistance(a, b), most + 1));
      }),
    );
  });
});
