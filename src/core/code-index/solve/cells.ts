import { Ints } from './ints.ts';
import { PairTable, scatter } from './pair-table.ts';
import type { Values } from './values.ts';

/** No contribution: worse than any rank. */
export const NO_RANK = 127;

/**
 * Everything that files exchange. A cell is a slot of an object; files contribute values to
 * cells, each with a rank, and read cells. Both are kept per cell, so that a changed cell names the
 * files to look at again.
 *
 * Both lists are chains in integer arrays, with freed links used again.
 */
export class Cells {
  /**
   * Per cell the first node that reads it in the solve under way; -1 everywhere between solves. See
   * Solving.
   */
  readonly readerOfCell = new Ints(1024);
  readonly #table = new PairTable(4096);
  readonly #givers = new Chains();
  readonly #readers = new Chains();

  cell(object: number, slot: number): number {
    return this.#table.intern(object, slot);
  }

  /** The cell when it was ever named, else -1. */
  find(object: number, slot: number): number {
    return this.#table.find(object, slot);
  }

  object(cell: number): number {
    return this.#table.first.get(cell);
  }

  slot(cell: number): number {
    return this.#table.second.get(cell);
  }

  get size(): number {
    return this.#table.size;
  }

  /** A number that depends on what the cell is, not on when it was first seen. */
  print(cell: number, values: Values): number {
    return scatter(values.print(this.object(cell)), values.names.print(this.slot(cell)));
  }

  give(cell: number, file: number, valueAndRank: { value: number; rank: number }): void {
    this.#givers.add(cell, file, valueAndRank.value, valueAndRank.rank);
  }

  withdraw(cell: number, file: number): void {
    this.#givers.removeOwner(cell, file);
  }

  /** Calls `see` with file, value and rank of every contribution. */
  contributions(cell: number, see: (file: number, value: number, rank: number) => void): void {
    this.#givers.each(cell, see);
  }

  read(cell: number, file: number): void {
    this.#readers.add(cell, file, 0, 0);
  }

  unread(cell: number, file: number): void {
    this.#readers.removeOwner(cell, file);
  }

  eachReader(cell: number, see: (file: number) => void): void {
    this.#readers.each(cell, see);
  }
}

/** Places of a link's numbers: owner, value, rank, next link. */
const LINK = 4;

class Chains {
  readonly #heads = new Ints(1024);
  readonly #links = new Ints(4096);
  #free = -1;

  add(head: number, owner: number, value: number, rank: number): void {
    this.#heads.fillTo(head + 1, -1);
    const link = this.#link();
    this.#links.set(link, owner);
    this.#links.set(link + 1, value);
    this.#links.set(link + 2, rank);
    this.#links.set(link + 3, this.#heads.get(head));
    this.#heads.set(head, link);
  }

  removeOwner(head: number, owner: number): void {
    if (head >= this.#heads.length) return;
    let before = -1;
    let link = this.#heads.get(head);
    while (link >= 0) {
      const after = this.#links.get(link + 3);
      if (this.#links.get(link) === owner) {
        if (before < 0) this.#heads.set(head, after);
        else this.#links.set(before + 3, after);
        this.#links.set(link + 3, this.#free);
        this.#free = link;
      } else before = link;
      link = after;
    }
  }

  each(head: number, see: (owner: number, value: number, rank: number) => void): void {
    if (head >= this.#heads.length) return;
    for (let link = this.#heads.get(head); link >= 0; link = this.#links.get(link + 3))
      see(this.#links.get(link), this.#links.get(link + 1), this.#links.get(link + 2));
  }

  #link(): number {
    if (this.#free >= 0) {
      const link = this.#free;
      this.#free = this.#links.get(link + 3);
      return link;
    }
    const link = this.#links.length;
    for (let at = 0; at < LINK; at++) this.#links.push(-1);
    return link;
  }
}
