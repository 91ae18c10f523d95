/** Where which pattern ends, and where the last line end before it stands; in the text's order. */
export type OnHit = (pattern: number, last: number, lineEnd: number) => void;

// In a cell of the table: a state, the mark of a way that is known, and of patterns that end there.
const STATE = 0x0f_ff_ff_ff;
const KNOWN = 0x20_00_00_00;
const HIT = 0x40_00_00_00;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const UNKNOWN = -1;

/**
 * An Aho–Corasick automaton: finds all of many short texts in one pass, one table look-up a
 * character. ASCII letters match in either case, and line ends are passed over in texts that tools
 * wrap; whoever is told of a hit looks closer.
 *
 * To begin with the table holds the texts' own characters alone. Where the other ways lead is found
 * when a text goes there, since every thread has an automaton and few texts need much of it.
 */
export class Automaton {
  /** UTF-16 unit → column of the table; 0 for units of no pattern. */
  readonly #columnOf = new Uint8Array(65_536);
  readonly #columns: number;
  /** A row of columns for each state; a cell without a mark holds a longer text's state, or 0. */
  readonly #table: Int32Array;
  /** By state, up to which state and by which column it continues a shorter text. */
  readonly #parents: Int32Array;
  readonly #lastColumns: Uint8Array;
  readonly #depths: Uint16Array;
  readonly #mayWrap: Uint8Array;
  /** By state: the longest ending of its text that another text begins with. */
  readonly #failures: Int32Array;
  /** By state: patterns that are its text. */
  readonly #own: (number[] | undefined)[] = [];
  /** By state: patterns that end there, found when first needed. */
  readonly #ending: (readonly number[] | undefined)[] = [];
  #states = 1;

  constructor(patterns: readonly { anchor: string; mayWrap: boolean }[]) {
    const folded = patterns.map(({ anchor }) => anchor.toLowerCase());
    this.#columns = this.#assignColumns(folded);
    const most = folded.reduce((sum, { length }) => sum + length, 1);
    // Memory that no state uses is not touched and takes no room.
    this.#table = new Int32Array(most * this.#columns);
    this.#parents = new Int32Array(most);
    this.#lastColumns = new Uint8Array(most);
    this.#depths = new Uint16Array(most);
    this.#mayWrap = new Uint8Array(most);
    this.#failures = new Int32Array(most).fill(UNKNOWN);
    this.#failures[0] = 0;
    this.#mayWrap[0] = 1;
    folded.forEach((text, index) => this.#add(text, index, patterns[index]?.mayWrap === true));
  }

  /**
   * Looks at the text from its start. Returns how many characters at its end, line ends not
   * counted, may begin a pattern.
   */
  scan(text: string, onHit: OnHit): number {
    const table = this.#table;
    const columnOf = this.#columnOf;
    const columns = this.#columns;
    let state = 0;
    let lineEnd = -1;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      const column = columnOf[unit] ?? 0;
      const cell = table[state * columns + column] ?? 0;
      const next = cell >= KNOWN ? cell : this.#follow(state, column);
      if (next === KNOWN && (unit === LINE_FEED || unit === CARRIAGE_RETURN)) {
        state = this.#afterLineEnd(state);
        lineEnd = at;
        continue;
      }
      state = next & STATE;
      if (next < HIT) continue;
      const ending = this.#endingAt(state);
      // Texts of hits alone come here with every character.
      for (let n = 0; n < ending.length; n += 1) onHit(ending[n] as number, at, lineEnd);
    }
    return this.#depths[state] ?? 0;
  }

  #assignColumns(patterns: readonly string[]): number {
    let columns = 1;
    for (const pattern of patterns) {
      for (let at = 0; at < pattern.length; at += 1) {
        const unit = pattern.charCodeAt(at);
        if (this.#columnOf[unit] !== 0 || columns > 255) continue;
        this.#columnOf[unit] = columns;
        // An ASCII letter's capital is 32 below it.
        if (unit >= 97 && unit <= 122) this.#columnOf[unit - 32] = columns;
        columns += 1;
      }
    }
    return columns;
  }

  #add(text: string, pattern: number, mayWrap: boolean): void {
    const columns = Array.from(text, (_, at) => this.#columnOf[text.charCodeAt(at)] ?? 0);
    // A text with a character beyond the table's columns cannot be told apart; it is left out.
    if (columns.includes(0)) return;
    let state = 0;
    for (const column of columns) {
      const at = state * this.#columns + column;
      const known = this.#table[at] ?? 0;
      const next = known === 0 ? this.#grow(state, column) : known;
      this.#table[at] = next;
      state = next;
      if (mayWrap) this.#mayWrap[state] = 1;
    }
    (this.#own[state] ??= []).push(pattern);
  }

  #grow(parent: number, column: number): number {
    const state = this.#states;
    this.#states += 1;
    this.#parents[state] = parent;
    this.#lastColumns[state] = column;
    this.#depths[state] = (this.#depths[parent] ?? 0) + 1;
    return state;
  }

  /** Where a way leads, with its marks; if no longer text goes on, the longest ending decides. */
  #follow(state: number, column: number): number {
    const at = state * this.#columns + column;
    const cell = this.#table[at] ?? 0;
    if (cell >= KNOWN) return cell;
    const isElsewhere = cell === 0 && state !== 0;
    const next = isElsewhere ? this.#follow(this.#failureOf(state), column) & STATE : cell;
    const marked = next | KNOWN | (this.#endingAt(next).length > 0 ? HIT : 0);
    this.#table[at] = marked;
    return marked;
  }

  #failureOf(state: number): number {
    const known = this.#failures[state] ?? 0;
    if (known !== UNKNOWN) return known;
    const parent = this.#parents[state] ?? 0;
    const column = this.#lastColumns[state] ?? 0;
    const failure = parent === 0 ? 0 : this.#follow(this.#failureOf(parent), column) & STATE;
    this.#failures[state] = failure;
    return failure;
  }

  #endingAt(state: number): readonly number[] {
    const known = this.#ending[state];
    if (known !== undefined) return known;
    const own = this.#own[state] ?? [];
    const shorter = state === 0 ? [] : this.#endingAt(this.#failureOf(state));
    const all = shorter.length === 0 ? own : [...own, ...shorter];
    this.#ending[state] = all;
    return all;
  }

  #afterLineEnd(before: number): number {
    let state = before;
    while (this.#mayWrap[state] !== 1) state = this.#failureOf(state);
    return state;
  }
}
