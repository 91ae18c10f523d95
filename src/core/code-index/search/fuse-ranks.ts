/**
 * The constant of reciprocal-rank fusion (Cormack, Clarke & Büttcher 2009): how little the very
 * first ranks outweigh the next.
 */
const K = 60;

export interface Ranking {
  /** Best first. */
  ids: readonly number[];
  /** How much this ranker counts beside the others. */
  weight: number;
}

/**
 * Joins rankings: the score of an id is the sum of weight ÷ (60 + rank) over the rankings that hold
 * it. Best first; equal scores by id.
 */
export function fuseRanks(rankings: readonly Ranking[]): { id: number; score: number }[] {
  const scores = new Map<number, number>();
  for (const { ids, weight } of rankings)
    ids.forEach((id, at) => scores.set(id, (scores.get(id) ?? 0) + weight / (K + at + 1)));
  return Array.from(scores, ([id, score]) => ({ id, score })).toSorted(
    (a, b) => b.score - a.score || a.id - b.id,
  );
}
