/**
 * Numbers pairs of integers 0, 1, 2, … in the order in which they first appear (open addressing,
 * linear probing).
 */
export class PairTable {
  /**
   * First and second number of each pair, beside each other: a look-up touches one place of memory,
   * not two.
   */
  #data: Int32Array;
  #count = 0;
  /** Id + 1 of the pair in each place; 0 for an empty place. */
  #places: Int32Array;
  #mask: number;
  readonly first = { get: (id: number): number => this.#data[2 * id] as number };
  readonly second = { get: (id: number): number => this.#data[2 * id + 1] as number };

  constructor(capacity = 64) {
    let size = 64;
    while (size < capacity * 2) size *= 2;
    this.#data = new Int32Array(size);
    this.#places = new Int32Array(size);
    this.#mask = size - 1;
  }

  get size(): number {
    return this.#count;
  }

  /** The pair's number, or -1 when it was never interned. */
  find(a: number, b: number): number {
    const [data, places, mask] = [this.#data, this.#places, this.#mask];
    let place = scatter(a, b) & mask;
    for (;;) {
      const id = (places[place] as number) - 1;
      if (id < 0) return -1;
      if (data[2 * id] === a && data[2 * id + 1] === b) return id;
      place = (place + 1) & mask;
    }
  }

  /**
   * The pair's number, given out now when it is new; compare `size` before and after to know which.
   */
  intern(a: number, b: number): number {
    const [data, places, mask] = [this.#data, this.#places, this.#mask];
    let place = scatter(a, b) & mask;
    for (;;) {
      const id = (places[place] as number) - 1;
      if (id < 0) break;
      if (data[2 * id] === a && data[2 * id + 1] === b) return id;
      place = (place + 1) & mask;
    }
    const id = this.#count++;
    data[2 * id] = a;
    data[2 * id + 1] = b;
    places[place] = id + 1;
    if (this.#count * 2 > mask) this.#grow();
    return id;
  }

  /** Interns a pair and says whether it is new. */
  add(a: number, b: number): boolean {
    const before = this.#count;
    return this.intern(a, b) === before;
  }

  #grow(): void {
    const size = (this.#mask + 1) * 2;
    const data = new Int32Array(size);
    data.set(this.#data);
    const places = new Int32Array(size);
    const mask = size - 1;
    for (let id = 0; id < this.#count; id++) {
      let place = scatter(data[2 * id] as number, data[2 * id + 1] as number) & mask;
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = id + 1;
    }
    this.#data = data;
    this.#places = places;
    this.#mask = mask;
  }
}

/** A number that depends on both numbers, with all bits mixed. */
export function scatter(a: number, b: number): number {
  let mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}
