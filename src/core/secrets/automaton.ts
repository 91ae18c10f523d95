/** Where which pattern ends; called for each, in the order of the text. */
export type OnHit = (pattern: number, last: number) => void;

const HIT = 0x40_00_00_00;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * An Aho–Corasick automaton: finds all of many short texts in one pass, one table look-up a
 * character. ASCII letters match in either case, and line ends are passed over in texts that tools
 * wrap; whoever is told of a hit looks closer.
 */
export class Automaton {
  /** UTF-16 unit → column of the table; 0 for units of no pattern. */
  readonly #columnOf = new Uint8Array(65_536);
  readonly #table: Int32Array;
  readonly #columns: number;
  readonly #depths: Uint16Array;
  /** By state: the one that a line end leads to. */
  readonly #afterLineEnd: Int32Array;
  readonly #outputs: readonly (readonly number[])[];

  constructor(patterns: readonly { anchor: string; mayWrap: boolean }[]) {
    const folded = patterns.map(({ anchor }) => anchor.toLowerCase());
    this.#columns = this.#assignColumns(folded);
    const trie = new Trie(this.#columns);
    folded.forEach((text, index) =>
      trie.add(this.#columnsOf(text), index, patterns[index]?.mayWrap === true),
    );
    this.#afterLineEnd = trie.link();
    this.#table = trie.marked(HIT);
    this.#depths = Uint16Array.from(trie.depths);
    this.#outputs = trie.outputs;
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
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      const next = table[state * columns + (columnOf[unit] ?? 0)] ?? 0;
      if (next === 0 && (unit === LINE_FEED || unit === CARRIAGE_RETURN)) {
        state = this.#afterLineEnd[state] ?? 0;
        continue;
      }
      state = next & ~HIT;
      if ((next & HIT) !== 0) for (const pattern of this.#outputs[state] ?? []) onHit(pattern, at);
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

  #columnsOf(text: string): number[] {
    return Array.from({ length: text.length }, (_, at) => this.#columnOf[text.charCodeAt(at)] ?? 0);
  }
}

class Trie {
  /** A row of columns for each state: the state that follows, 0 for none. */
  next: Int32Array;
  readonly depths: number[] = [0];
  readonly outputs: number[][] = [[]];
  readonly #mayWrap: boolean[] = [true];
  readonly #columns: number;

  constructor(columns: number) {
    this.#columns = columns;
    this.next = new Int32Array(columns * 1024);
  }

  add(columns: readonly number[], pattern: number, mayWrap: boolean): void {
    let state = 0;
    // A text with a character beyond the table's columns cannot be told apart; it is left out.
    if (columns.includes(0)) return;
    for (const column of columns) {
      const at = state * this.#columns + column;
      const known = this.next[at] ?? 0;
      const next = known === 0 ? this.#grow(this.depths[state] ?? 0) : known;
      this.next[at] = next;
      state = next;
      if (mayWrap) this.#mayWrap[state] = true;
    }
    this.outputs[state]?.push(pattern);
  }

  #grow(depth: number): number {
    this.depths.push(depth + 1);
    this.outputs.push([]);
    const needed = this.depths.length * this.#columns;
    if (needed > this.next.length) {
      const larger = new Int32Array(this.next.length * 2);
      larger.set(this.next);
      this.next = larger;
    }
    return this.depths.length - 1;
  }

  /**
   * Completes the table: where no longer text goes on, the longest ending that does decides.
   * Returns the states that line ends lead to, by the same rule.
   */
  link(): Int32Array {
    const failures = new Int32Array(this.depths.length);
    const afterLineEnd = new Int32Array(this.depths.length);
    const open: number[] = [];
    for (let column = 0; column < this.#columns; column += 1)
      if (this.next[column] !== 0) open.push(this.next[column] ?? 0);
    for (let n = 0; n < open.length; n += 1) {
      const state = open[n] ?? 0;
      const failure = failures[state] ?? 0;
      afterLineEnd[state] = this.#mayWrap[state] === true ? state : (afterLineEnd[failure] ?? 0);
      const shorter = this.outputs[failure] ?? [];
      if (shorter.length > 0) this.outputs[state]?.push(...shorter);
      this.#linkRow(state, failures, open);
    }
    return afterLineEnd;
  }

  #linkRow(state: number, failures: Int32Array, open: number[]): void {
    const row = state * this.#columns;
    const failureRow = (failures[state] ?? 0) * this.#columns;
    for (let column = 0; column < this.#columns; column += 1) {
      const instead = this.next[failureRow + column] ?? 0;
      const child = this.next[row + column] ?? 0;
      if (child === 0) this.next[row + column] = instead;
      else {
        failures[child] = instead;
        open.push(child);
      }
    }
  }

  /** The finished table, with a mark on every way into a state where patterns end. */
  marked(mark: number): Int32Array {
    const table = this.next.slice(0, this.depths.length * this.#columns);
    const marks = Int32Array.from(this.outputs, (each) => (each.length > 0 ? mark : 0));
    for (let at = 0; at < table.length; at += 1)
      table[at] = (table[at] ?? 0) | (marks[table[at] ?? 0] ?? 0);
    return table;
  }
}
