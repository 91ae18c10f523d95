/** A list of 32-bit integers that grows by doubling. Millions of them cost four bytes each. */
export class Ints {
  data: Int32Array;
  length = 0;

  constructor(capacity = 64) {
    this.data = new Int32Array(capacity);
  }

  /** Appends and returns the index. */
  push(value: number): number {
    if (this.length === this.data.length) this.#reserve(this.length * 2 + 16);
    this.data[this.length] = value;
    return this.length++;
  }

  get(index: number): number {
    return this.data[index] as number;
  }

  set(index: number, value: number): void {
    this.data[index] = value;
  }

  /** Lengthens the list to at least `length`, new places holding `value`. */
  fillTo(length: number, value: number): void {
    if (length <= this.length) return;
    this.#reserve(length);
    this.data.fill(value, this.length, length);
    this.length = length;
  }

  #reserve(length: number): void {
    if (length <= this.data.length) return;
    const grown = new Int32Array(Math.max(length, this.data.length * 2));
    grown.set(this.data.subarray(0, this.length));
    this.data = grown;
  }
}
