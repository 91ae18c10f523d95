import { must } from '#shared/assert.ts';
import { classOfLetter, type CharClass } from './char-class.ts';

/** A run of characters of one class, taken as long as it goes. */
export interface Run {
  kind: 'run';
  letter: string;
  of: CharClass;
  min: number;
  /** A longer run is another thing; Infinity where a token may be of any length. */
  max: number;
}

export interface Literal {
  kind: 'literal';
  text: string;
}

export type Part = Run | Literal;

/** A token's form. The anchor is the first text of it that is always the same. */
export interface Shape {
  name: string;
  before: Run | null;
  anchor: string;
  /** The anchor and what follows it. */
  parts: readonly Part[];
  ignoresCase: boolean;
}

// Above this, a range says how long tokens are today, not what they are told by.
const LOOSE_LENGTH = 64;

/**
 * Reads `ghp_<A36-255>`: literal text and runs in angle brackets, a class letter and its length
 * (`<H32>` exactly, `<A20-40>` between, `<W20+>` at least). A leading `~` ignores the case of
 * literals.
 */
export function parseShape(name: string, notation: string): Shape {
  const ignoresCase = notation.startsWith('~');
  const parts = partsOf(ignoresCase ? notation.slice(1) : notation);
  const [first] = parts;
  const before = first?.kind === 'run' ? first : null;
  const following = before === null ? parts : parts.slice(1);
  const [anchor] = following;
  if (anchor?.kind !== 'literal') throw new Error(`the shape ${notation} has no fixed text`);
  return { name, before, anchor: anchor.text, parts: following, ignoresCase };
}

/** The parts of a notation in order. */
export function partsOf(notation: string): Part[] {
  const parts: Part[] = [];
  for (const piece of notation.split(/(<[A-Z]\d+(?:\+|-\d+)?>)/)) {
    const run = /^<([A-Z])(\d+)(\+|-(\d+))?>$/.exec(piece);
    if (run !== null) parts.push(toRun(run));
    else if (piece !== '') parts.push({ kind: 'literal', text: piece });
  }
  return parts;
}

function toRun([, letter = '', least = '', range, most = '']: RegExpExecArray): Run {
  const min = Number(least);
  const max = most === '' ? Infinity : Number(most);
  return {
    kind: 'run',
    letter,
    of: must(classOfLetter(letter), `the class ${letter} is known`),
    min,
    max: range === undefined ? min : max >= LOOSE_LENGTH ? Infinity : max,
  };
}
