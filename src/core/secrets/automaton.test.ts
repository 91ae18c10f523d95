import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Automaton } from './automaton.ts';

interface Hit {
  pattern: number;
  last: number;
}

function hitsOf(automaton: Automaton, text: string): Hit[] {
  const hits: Hit[] = [];
  automaton.scan(text, (pattern, last) => hits.push({ pattern, last }));
  return hits;
}

/** Every place of every pattern, looked for one by one; at one place the longer first. */
function searched(anchors: readonly string[], text: string): Hit[] {
  const folded = text.toLowerCase();
  return Array.from(folded, (_, last) =>
    anchors
      .flatMap((anchor, pattern) =>
        folded.slice(0, last + 1).endsWith(anchor.toLowerCase())
          ? [{ pattern, last, length: anchor.length }]
          : [],
      )
      .toSorted((a, b) => b.length - a.length)
      .map(({ pattern }) => ({ pattern, last })),
  ).flat();
}

const word = fc.string({ unit: fc.constantFrom('a', 'B', 'c', '_'), minLength: 1, maxLength: 5 });

it('SECRET-6 finds in one pass what a search for each text finds, over and over', () => {
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 12 }),
      fc.array(fc.string({ unit: fc.constantFrom('A', 'b', 'C', '_', 'x'), maxLength: 40 })),
      (anchors, texts) => {
        const automaton = new Automaton(anchors.map((anchor) => ({ anchor, mayWrap: false })));
        // Twice: the second time every way is known.
        for (const text of [...texts, ...texts])
          expect(hitsOf(automaton, text)).toEqual(searched(anchors, text));
      },
    ),
  );
});

it('SECRET-2 passes over line ends in the middle of texts that tools wrap, and of no others', () => {
  const automaton = new Automaton([
    { anchor: 'abcd', mayWrap: true },
    { anchor: 'abxy', mayWrap: false },
  ]);
  expect(hitsOf(automaton, 'a\nb\r\ncd')).toEqual([{ pattern: 0, last: 6 }]);
  expect(hitsOf(automaton, 'abx\ny')).toEqual([]);
});
