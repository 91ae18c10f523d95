/** Lines of a text, counted from 1, for offsets that mostly grow. */
export class LinePositions {
  readonly #starts: number[] = [0, 0];
  #line = 1;

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
      this.#starts.push(at + 1);
  }

  startOf(line: number): number {
    return this.#starts[line] ?? 0;
  }

  /** Line of an offset that is not before the one last asked for here. */
  lineOfNext(offset: number): number {
    const starts = this.#starts;
    let line = this.#line;
    while (line + 1 < starts.length && (starts[line + 1] ?? 0) <= offset) line += 1;
    this.#line = line;
    return line;
  }

  /** Line of an offset that is not before the given line. */
  lineFrom(line: number, offset: number): number {
    const starts = this.#starts;
    let low = line;
    if (low + 1 >= starts.length || (starts[low + 1] ?? 0) > offset) return low;
    let high = starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }
}
