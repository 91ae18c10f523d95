import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatArgvWhole } from './format-argv.ts';

describe('"shown whole": a command that a person decides about', () => {
  it.each([
    [['make', 'deploy'], 'make deploy'],
    [['sh', '-c', 'rm -rf "x y"'], `sh -c 'rm -rf "x y"'`],
    [['a\nlane  Docs'], String.raw`$'a\u000alane  Docs'`],
    [['txt.\u202egnp.sh'], String.raw`$'txt.\u202egnp.sh'`],
    [['a\u200bb', "it's\u00a0\\"], String.raw`$'a\u200bb' $'it\'s\u00a0\\'`],
    [['\u{e0041}'], String.raw`$'\U000e0041'`],
  ])('%j reads %s', (argv, text) => {
    expect(formatArgvWhole(argv)).toBe(text);
  });

  it('is one line without anything unseen, and never the same for two commands', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom("'", '\\', '$', "$'a'", '\\u000a', '\n', ' ', '', '\u202e', "\\'"),
    );
    const command = fc.array(word, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(command, command, (one, other) => {
        const text = formatArgvWhole(one);
        expect(text).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(text === formatArgvWhole(other)).toBe(isSame);
      }),
    );
  });
});
