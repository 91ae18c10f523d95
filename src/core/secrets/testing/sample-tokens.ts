import type { Rng } from '../../ports.ts';
import { CHARS_BY_LETTER } from '../char-class.ts';
import { partsOf } from '../parse-shape.ts';
import { TOKEN_SHAPES } from '../shape-patterns.ts';
import { NAMED_VALUES } from '../shapes/named-values.ts';

/** A made-up token of a kind, and the text it stands in. */
export interface Sample {
  kind: string;
  token: string;
  text: string;
}

/** Characters drawn from a class; the plain ones, since marks at an edge may end a word. */
export function draw(rng: Rng, letter: string, length: number): string {
  const all = CHARS_BY_LETTER[letter] ?? '';
  const plain = all.replaceAll(/[^A-Za-z0-9]/g, '');
  return Array.from({ length }, () => plain[Math.floor(rng.next() * plain.length)]).join('');
}

/** A token of a notation, each run as short as it may be, or `less` shorter. */
export function tokenOf(rng: Rng, notation: string, less = 0): string {
  const parts = partsOf(notation.replace(/^~/, ''));
  const last = parts.findLastIndex((part) => part.kind === 'run');
  return parts
    .map((part, at) =>
      part.kind === 'literal'
        ? part.text
        : draw(rng, part.letter, part.min - (at === last ? less : 0)),
    )
    .join('');
}

/** One token of each notation of every shape, and one of each kind that a name tells. */
export function samplesOfAllKinds(rng: Rng): Sample[] {
  const shapes = Object.entries(TOKEN_SHAPES).flatMap(([kind, notations]) =>
    notations.map((notation) => {
      const token = tokenOf(rng, notation);
      return { kind, token, text: token };
    }),
  );
  const named = Object.entries(NAMED_VALUES).map(([kind, [word, value]]) => {
    const token = tokenOf(rng, value);
    return { kind, token, text: `${word.toUpperCase()}_VALUE=${token}` };
  });
  return [...shapes, ...named];
}
