import { Ints } from './ints.ts';

/** Numbers pairs of integers 0, 1, 2, … in the order in which they first appear (open addressing, linear probing). */
export class PairTable {
  readonly first: Ints;
  readonly second: Ints;
  /** Id + 1 of the pair in each place; 0 for an empty place. */
  private places: Int32Array;
  private mask: number;

  constructor(capacity = 64) {
    let size = 64;
    while (size < capacity * 2) size *= 2;
    this.first = new Ints(size >> 1);
    this.second = new Ints(size >> 1);
    this.places = new Int32Array(size);
    this.mask = size - 1;
  }

  get size(): number {
    return this.first.length;
  }

  /** The pair's number, or -1 when it was never interned. */
  find(a: number, b: number): number {
    let place = scatter(a, b) & this.mask;
    for (;;) {
      const id = (this.places[place] as number) - 1;
      if (id < 0) return -1;
      if (this.first.get(id) === a && this.second.get(id) === b) return id;
      place = (place + 1) & this.mask;
    }
  }

  /** The pair's number, given out now when it is new; compare `size` before and after to know which. */
  intern(a: number, b: number): number {
    let place = scatter(a, b) & this.mask;
    for (;;) {
      const id = (this.places[place] as number) - 1;
      if (id < 0) break;
      if (this.first.get(id) === a && this.second.get(id) === b) return id;
      place = (place + 1) & this.mask;
    }
    const id = this.first.push(a);
    this.second.push(b);
    this.places[place] = id + 1;
    if (id * 2 > this.mask) this.grow();
    return id;
  }

  /** Interns a pair and says whether it is new. */
  add(a: number, b: number): boolean {
    const before = this.size;
    return this.intern(a, b) === before;
  }

  private grow(): void {
    const size = (this.mask + 1) * 2;
    this.places = new Int32Array(size);
    this.mask = size - 1;
    for (let id = 0; id < this.first.length; id++) {
      let place = scatter(this.first.get(id), this.second.get(id)) & this.mask;
      while (this.places[place] !== 0) place = (place + 1) & this.mask;
      this.places[place] = id + 1;
    }
  }
}

/** A number that depends on both numbers, with all bits mixed. */
export function scatter(a: number, b: number): number {
  let mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}
