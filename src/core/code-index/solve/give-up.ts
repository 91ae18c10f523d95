import type { LoadedFile } from './loaded-file.ts';

/** What a node costs beside a constraint: it is larger, and more follows from it. */
export const NODE_COST = 8;

/**
 * What following the values of a file may cost, in constraints. Real files need some twenty for
 * each of their variables; whoever needs as many as this does not come to an end.
 */
export function usualWorkBudget(variables: number): number {
  return 2_000_000 + 400 * variables;
}

/** Following the values of one file does not come to an end. */
export class GaveUp extends Error {
  readonly file: LoadedFile;

  constructor(file: LoadedFile) {
    super(`following the values of ${file.facts.path} does not come to an end`);
    this.file = file;
  }
}

/** How much of a file is solved: everything; what it defines and calls by name; nothing. */
export const Depth = { full: 0, names: 1, nothing: 2 } as const;
export type Depth = (typeof Depth)[keyof typeof Depth];
