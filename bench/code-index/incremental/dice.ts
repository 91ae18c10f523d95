import { seededRng } from '../../../src/core/estimate/seeded-rng.ts';
import { must } from '../../../src/shared/assert.ts';

/** Repeatable choices. */
export interface Dice {
  /** 0 to count − 1. */
  upTo(count: number): number;
  /** Throws for an empty list. */
  oneOf<T>(list: readonly T[]): T;
}

export function rollDice(seed: number): Dice {
  const rng = seededRng(seed);
  const upTo = (count: number): number => Math.floor(rng.next() * count);
  return {
    upTo,
    oneOf: (list) => must(list[upTo(list.length)], 'there is something to choose from'),
  };
}
