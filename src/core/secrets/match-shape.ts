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
    if (part.kind === 'literal') {
      const length = literalAt(part, source, end, ignoresCase);
      if (length === -1) return -1 - dead;
      end += length;
      continue;
    }
    const { length, fits } = runFrom(part, source, end);
    if (!fits) return -1 - (dead === at ? Math.max(at, deadAfter(part, at, end, length)) : dead);
    end += length;
    if (dead === at) dead = end;
  }
  return end;
}

/**
 * Where one may begin again whose first run does not fit: a later beginning within a run that is
 * too short has an even shorter one, and within one that is too long still too much of it.
 */
function deadAfter(run: Run, at: number, runStart: number, length: number): number {
  const fixed = runStart - at;
  const runEnd = runStart + length;
  return length < run.min ? runEnd - fixed + 1 : runEnd - run.max - fixed;
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

// Of a run that is too long so much is read, lest every beginning in it reads as much again.
const READ_BEYOND = 256;

/** Length of the run, or of what was read of one that is too long. */
function runFrom(run: Run, source: Characters, at: number): { length: number; fits: boolean } {
  const most = run.max + READ_BEYOND;
  let length = 0;
  while (length < most && run.of[source.code(at + length)] === 1) length += 1;
  return { length, fits: length >= run.min && length <= run.max };
}

function runBefore(run: Run | null, source: Characters, at: number): number {
  if (run === null) return 0;
  let length = 0;
  while (length < run.max && run.of[source.code(at - 1 - length)] === 1) length += 1;
  return length;
}
