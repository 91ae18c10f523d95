import { Automaton } from './automaton.ts';
import { isAlnum } from './char-class.ts';
import { LONGEST_ESCAPE } from './word-start.ts';
import type { Found, Pattern } from './pattern.ts';
import { TextView } from './text-view.ts';

/** What a search saw of a text. */
export interface Search {
  /** In order, apart from each other. */
  found: Found[];
  /**
   * From here on more text may change what was found; the length of the text when it was the last.
   */
  settled: number;
}

// Nearly every line ends with a letter or two that could begin something. A whole line is shown at
// once, at the price of these: of wrapped base64 or hexadecimal, and only when it is cut there.
const MOST_RELEASED = 3;
// So few characters tell most other text.
const MOST_ASKED_BEHIND = 8;
// What may stand in front of a shape's fixed text and belong to it.
const LONGEST_BEFORE = 40;

/** Finds all patterns in one pass over the text. */
export class SecretFinder {
  readonly #patterns: readonly Pattern[];
  readonly #automaton: Automaton;
  /** By pattern: where its next look in the text of this search may begin. */
  readonly #next: Int32Array;
  readonly #withNext: number[] = [];
  /** By pattern: what most hits are ruled out by; a last letter of 0 rules nothing out. */
  readonly #lastLetters: Uint16Array;
  readonly #wordLengths: Uint16Array;
  readonly #follows: readonly Pattern['follows'][];

  constructor(patterns: readonly Pattern[]) {
    this.#patterns = patterns;
    this.#lastLetters = Uint16Array.from(patterns, ({ only, anchor }) =>
      only === 'anywhere' ? 0 : anchor.charCodeAt(anchor.length - 1),
    );
    this.#wordLengths = Uint16Array.from(patterns, ({ only, anchor }) =>
      only === 'word' ? anchor.length : 0,
    );
    this.#follows = patterns.map(({ follows }) => follows);
    this.#automaton = new Automaton(patterns);
    this.#next = new Int32Array(patterns.length);
  }

  /**
   * Secrets of a text; `before` is what stood in front of it. Unless the text is
   * the last piece of a stream, what its end leaves open is not settled.
   */
  find(
    text: string,
    { before = '', isLast = true }: { before?: string; isLast?: boolean } = {},
  ): Search {
    // Most texts have no hit at all: nothing is made for them.
    let looking: Looking | null = null;
    const marks = new NearMarks();
    const depth = this.#automaton.scan(text, (index, last, lineEnd) => {
      if (this.#isRuledOut(text, index, last, marks)) return;
      looking ??= {
        view: new TextView(text, before),
        all: [],
        settled: text.length,
      };
      this.#look(looking, index, { last, lineEnd });
    });
    const seen = looking as Looking | null;
    this.#forgetNext();
    const found = seen === null ? [] : joined(seen.all);
    if (isLast) return { found, settled: text.length };
    const view = new TextView(text, before);
    const isLineEnd = text.endsWith('\n') && depth <= MOST_RELEASED;
    const open = depth === 0 || isLineEnd ? text.length : view.startOf(text.length, depth + 1);
    return { found, settled: wordStart(text, Math.min(seen?.settled ?? text.length, open)) };
  }

  /** Most hits are common letters within words, in another case, or with other text behind them. */
  #isRuledOut(text: string, index: number, last: number, marks: NearMarks): boolean {
    const letter = this.#lastLetters[index] ?? 0;
    if (letter !== 0 && text.charCodeAt(last) !== letter) return true;
    const length = this.#wordLengths[index] ?? 0;
    const first = last - length + 1;
    if (
      length !== 0 &&
      first > 0 &&
      isAlnum(text.charCodeAt(first - 1)) &&
      !marks.before(text, first)
    )
      return true;
    const follows = this.#follows[index] ?? null;
    return follows !== null && isOther(text, last + 1, follows);
  }

  #look(
    looking: Looking,
    index: number,
    { last, lineEnd }: { last: number; lineEnd: number },
  ): void {
    const { view, all } = looking;
    const pattern = this.#patterns[index];
    if (pattern === undefined) return;
    const { length } = pattern.anchor;
    const straight = last - length + 1;
    const at = lineEnd < straight ? straight : view.startOf(last, length);
    if (at < (this.#next[index] ?? 0)) return;
    view.ranOut = false;
    const match = pattern.look(view, at);
    if (typeof match === 'number') {
      if (match > at) this.#setNext(index, match);
    } else {
      all.push(match);
      this.#setNext(index, match.end);
    }
    if (view.ranOut)
      looking.settled = Math.min(looking.settled, at, typeof match === 'number' ? at : match.start);
  }

  #setNext(index: number, next: number): void {
    if (this.#next[index] === 0) this.#withNext.push(index);
    this.#next[index] = next;
  }

  #forgetNext(): void {
    for (const index of this.#withNext) this.#next[index] = 0;
    this.#withNext.length = 0;
  }
}

/** Whether a character that stands behind an anchor, of the first few, is not of the class. */
function isOther(
  text: string,
  from: number,
  { of, min }: NonNullable<Pattern['follows']>,
): boolean {
  const end = Math.min(from + Math.min(min, MOST_ASKED_BEHIND), text.length);
  for (let at = from; at < end; at += 1) if (of[text.charCodeAt(at)] !== 1) return true;
  return false;
}

/** Whether a mark of an escape is near enough to end in front of an index; each is read once. */
class NearMarks {
  #read = 0;
  #last = -LONGEST_ESCAPE - 1;

  /** Hits come in the order of their ends; true when it may be so. */
  before(text: string, index: number): boolean {
    let at = Math.max(this.#read, index - LONGEST_ESCAPE);
    for (; at <= index - 2; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 92 || code === 37 || code === 91) this.#last = at;
    }
    this.#read = at;
    return this.#last >= index - LONGEST_ESCAPE;
  }
}

/** A search under way. */
interface Looking {
  view: TextView;
  all: Found[];
  settled: number;
}

/** Where the word begins that ends there: it may be the front of something. */
function wordStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start < LONGEST_BEFORE && isAlnum(text.charCodeAt(start - 1)))
    start -= 1;
  return start;
}

/** Overlapping finds become one, named after the longest. */
function joined(all: readonly Found[]): Found[] {
  const sorted = all.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const found: Found[] = [];
  let longest = 0;
  for (const next of sorted) {
    const last = found.at(-1);
    if (last === undefined || next.start >= last.end) {
      found.push({ ...next, start: Math.max(0, next.start) });
      longest = next.end - next.start;
      continue;
    }
    if (next.end - next.start > longest) {
      last.kind = next.kind;
      longest = next.end - next.start;
    }
    last.end = Math.max(last.end, next.end);
  }
  return found;
}
