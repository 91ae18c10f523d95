import type { SymbolKind } from '../symbols.ts';

/** A passage that holds words of the question. */
export interface RankedPassage {
  /** BM25, larger is better. */
  score: number;
  kind: SymbolKind;
  isTest: boolean;
}

/**
 * What a question is most likely about: an answer is nearly always one definition, a module holds
 * words of everything in it, and tests repeat the words of what they test. Measured by
 * bench/code-index/search-quality.
 */
const KIND_FACTOR: ReadonlyMap<SymbolKind, number> = new Map([
  ['module', 0.7],
  ['namespace', 0.7],
  ['class', 0.8],
]);
const TEST_FACTOR = 0.85;

/** The score by which passages are ordered. */
export function passageScore(passage: RankedPassage): number {
  return passage.score * (KIND_FACTOR.get(passage.kind) ?? 1) * (passage.isTest ? TEST_FACTOR : 1);
}
