import { isAlnum } from './char-class.ts';
import type { Characters } from './characters.ts';
import { mayBeginWord } from './word-start.ts';
import type { Literal, Part, Run, Shape } from './parse-shape.ts';

/** Where a token lies; a number: none of this shape can begin before that index. */
export type ShapeMatch = { start: number; end: number } | number;

/**
 * Compares a shape whose anchor begins at `at`. Runs are taken whole and never given back, so each
 * comparison costs no more than it reads.
 */
export function matchShape(shape: Shape, source: Characters, at: number): ShapeMatch {
  const { before, parts, ignoresCase } = shape;
  const start = at - runBefore(before, source, at);
  if (before !== null && at - start < before.min) return at;
  if (!mayBeginWord(source, start)) return at;
  const end = matchParts(parts, source, { at, ignoresCase });
  if (end < 0) return -end - 1;
  const last = parts.at(-1);
  const isClosed = last?.kind === 'run' && last.max !== Infinity;
  return isClosed && isAlnum(source.code(end)) ? at : { start, end };
}

/**
 * The end of the parts that begin there. A negative number, -1 - n, says that they do not, and that
 * none can begin before n.
 */
export function matchParts(
  parts: readonly Part[],
  source: Characters,
  { at, ignoresCase }: { at: number; ignoresCase: boolean },
): number {
  let end = at;
  // From wherever in the first run one begins, it ends there, and what follows is the same.
  let dead = at;
  for (const part of parts) {
    const length =
      part.kind === 'run' ? runFrom(part, source, end) : literalAt(part, source, end, ignoresCase);
    if (length === -1) return -1 - dead;
    end += length;
    if (part.kind === 'run' && dead === at) dead = end;
  }
  return end;
}

function literalAt(
  { text }: Literal,
  source: Characters,
  at: number,
  ignoresCase: boolean,
): number {
  for (let n = 0; n < text.length; n += 1) {
    const wanted = text.charCodeAt(n);
    const code = source.code(at + n);
    if (code !== wanted && !(ignoresCase && lower(code) === lower(wanted))) return -1;
  }
  return text.length;
}

function lower(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/** Length of the run; -1 when it is too short or too long. */
function runFrom(run: Run, source: Characters, at: number): number {
  let length = 0;
  while (run.of[source.code(at + length)] === 1) {
    length += 1;
    if (length > run.max) return -1;
  }
  return length < run.min ? -1 : length;
}

function runBefore(run: Run | null, source: Characters, at: number): number {
  if (run === null) return 0;
  let length = 0;
  while (length < run.max && run.of[source.code(at - 1 - length)] === 1) length += 1;
  return length;
}
