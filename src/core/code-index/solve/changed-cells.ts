import type { LoadedFile } from './loaded-file.ts';
import { NO_RANK } from './cells.ts';
import { PairTable } from './pair-table.ts';
import type { World } from './world.ts';

/**
 * Finds the cells whose contents differ after some files were solved again. What counts is the lowest rank with which anybody
 * contributes a value: it alone decides when readers hear of it.
 */
export class ChangedCells {
  private readonly world: World;
  private readonly solved: ReadonlySet<number>;
  private readonly pairs = new PairTable(256);
  private readonly ranks: number[] = [];

  constructor(world: World, solved: ReadonlySet<number>) {
    this.world = world;
    this.solved = solved;
  }

  /** Takes a file's contributions out of the cells, remembering how they stood. Call for all files before any `withdraw`. */
  remember(file: LoadedFile): void {
    for (let at = 0; at < file.given.length; at += 3) {
      const cell = file.given[at] as number;
      const value = file.given[at + 1] as number;
      const before = this.pairs.size;
      if (this.pairs.intern(cell, value) === before)
        this.ranks.push(this.world.cells.rank(cell, value));
    }
  }

  /** Cells that stand differently now; `files` are the solved files with their new contributions. */
  find(files: readonly LoadedFile[]): Set<number> {
    const changed = new Set<number>();
    for (let pair = 0; pair < this.ranks.length; pair++) {
      const cell = this.pairs.first.get(pair);
      if (this.world.cells.rank(cell, this.pairs.second.get(pair)) !== this.ranks[pair])
        changed.add(cell);
    }
    for (const file of files)
      for (let at = 0; at < file.given.length; at += 3) {
        const cell = file.given[at] as number;
        const value = file.given[at + 1] as number;
        if (changed.has(cell) || this.pairs.find(cell, value) >= 0) continue;
        if (this.rankOfOthers(cell, value) > this.world.cells.rank(cell, value)) changed.add(cell);
      }
    return changed;
  }

  private rankOfOthers(cell: number, value: number): number {
    let best = NO_RANK;
    this.world.cells.contributions(cell, (file, given, rank) => {
      if (given === value && rank < best && !this.solved.has(file)) best = rank;
    });
    return best;
  }
}

/** Takes what a file contributed and read out of the cells. */
export function withdraw(world: World, file: LoadedFile): void {
  for (let at = 0; at < file.given.length; at += 3)
    world.cells.withdraw(file.given[at] as number, file.id);
  for (const cell of file.read) world.cells.unread(cell, file.id);
}
