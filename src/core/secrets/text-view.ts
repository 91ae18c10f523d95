let views = 0;

/** The text under a scan; notices when something asks for what has not come yet. */
export class TextView {
  readonly text: string;
  /** What stood before the text and was given out already. */
  readonly #before: string;
  /** Whether a character behind the end was asked for since this was last set to false. */
  ranOut = false;
  /** What patterns remember it by, without keeping its text. */
  readonly id = (views += 1);

  constructor(text: string, before: string) {
    this.text = text;
    this.#before = before;
  }

  /** UTF-16 unit at an index; -1 where there is none. */
  code(index: number): number {
    if (index >= this.text.length) {
      this.ranOut = true;
      return -1;
    }
    if (index >= 0) return this.text.charCodeAt(index);
    const at = this.#before.length + index;
    return at < 0 ? -1 : this.#before.charCodeAt(at);
  }

  /** Index of the first character from there on that ends no line. */
  skipLineEnds(index: number): number {
    let at = index;
    while (isLineEnd(this.code(at))) at += 1;
    return at;
  }

  /** Where a text of `length` characters begins that ends at `last`; line ends do not count. */
  startOf(last: number, length: number): number {
    let at = last;
    for (let left = length - 1; left > 0;) {
      at -= 1;
      if (!isLineEnd(this.text.charCodeAt(at))) left -= 1;
    }
    return at;
  }
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
