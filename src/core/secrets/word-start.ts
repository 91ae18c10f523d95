import { isAlnum } from './char-class.ts';
import type { Characters } from './characters.ts';
import { nibbleOf } from './byte-text.ts';

/** Characters that an escape can take: `\u001B`, `%3D`, `[38;5;196m`. */
export const LONGEST_ESCAPE = 12;

/**
 * Whether a word may begin there: no letter or digit stands in front, or it is the end of an escape
 * (`\n`, `\u0022`, `%3D`, a colour of a terminal).
 */
export function mayBeginWord(source: Characters, at: number): boolean {
  const last = source.code(at - 1);
  if (!isAlnum(last)) return true;
  if (source.code(at - 2) === BACKSLASH && ESCAPED.has(last)) return true;
  if (source.code(at - 3) === PERCENT && areHex(source, at - 2, at)) return true;
  if (source.code(at - 6) === BACKSLASH && areHex(source, at - 4, at)) return true;
  return last === SMALL_M && endsColour(source, at - 2);
}

const BACKSLASH = 92;
const PERCENT = 37;
const BRACKET = 91;
const SEMICOLON = 59;
const SMALL_M = 109;
const ESCAPED: ReadonlySet<number> = new Set(Array.from('nrtbf0v', (char) => char.charCodeAt(0)));

function areHex(source: Characters, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (nibbleOf(source.code(at)) < 0) return false;
  return true;
}

function endsColour(source: Characters, last: number): boolean {
  for (let at = last; at > last - LONGEST_ESCAPE; at -= 1) {
    const code = source.code(at);
    if (code === BRACKET) return true;
    if (code !== SEMICOLON && !(code >= 48 && code <= 57)) return false;
  }
  return false;
}
