import { NO_RANK } from './cells.ts';
import type { LoadedFile } from './loaded-file.ts';
import { PairTable } from './pair-table.ts';
import type { World } from './world.ts';

/**
 * Finds the cells whose contents differ after some files were solved again. What counts is the
 * lowest rank with which any file contributes a value: it alone decides when readers receive it.
 * Most contributions come out as they were; only for the others is it asked what the rest of the
 * program contributes.
 */
export class ChangedCells {
  readonly #world: World;
  readonly #solved: ReadonlySet<number>;
  readonly #pairs = new PairTable(256);
  readonly #before: number[] = [];

  constructor(world: World, solved: ReadonlySet<number>) {
    this.#world = world;
    this.#solved = solved;
  }

  /** Notes what a file contributed before it is solved again. */
  remember(file: LoadedFile): void {
    this.#collect(file, this.#before);
  }

  /**
   * Cells that stand differently now; `files` are the solved files with their new contributions.
   */
  find(files: readonly LoadedFile[]): Set<number> {
    const after: number[] = [];
    for (const file of files) this.#collect(file, after);
    const changed = new Set<number>();
    for (let pair = 0; pair < this.#pairs.size; pair++) {
      const old = this.#before[pair] ?? NO_RANK;
      const fresh = after[pair] ?? NO_RANK;
      const cell = this.#pairs.first.get(pair);
      if (old === fresh || changed.has(cell)) continue;
      const others = this.#rankOfOthers(cell, this.#pairs.second.get(pair));
      if (Math.min(old, others) !== Math.min(fresh, others)) changed.add(cell);
    }
    return changed;
  }

  /** Keeps the lowest rank of each cell and value that a file contributes. */
  #collect({ solved: { given } }: LoadedFile, ranks: number[]): void {
    for (let at = 0; at < given.length; at += 3) {
      const pair = this.#pairs.intern(given[at] as number, given[at + 1] as number);
      ranks[pair] = Math.min(ranks[pair] ?? NO_RANK, given[at + 2] as number);
    }
  }

  #rankOfOthers(cell: number, value: number): number {
    let best = NO_RANK;
    this.#world.cells.contributions(cell, (file, given, rank) => {
      if (given === value && rank < best && !this.#solved.has(file)) best = rank;
    });
    return best;
  }
}

/** Takes what a file contributed and read out of the cells. */
export function withdraw(world: World, file: LoadedFile): void {
  const { given, read } = file.solved;
  let last = -1;
  for (let at = 0; at < given.length; at += 3) {
    const cell = given[at] as number;
    if (cell !== last) world.cells.withdraw(cell, file.id);
    last = cell;
  }
  for (const cell of read) world.cells.unread(cell, file.id);
}
