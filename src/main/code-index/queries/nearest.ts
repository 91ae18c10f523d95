import { rankByNeighbors } from '#core/code-index/graph/rank-by-neighbors.ts';
import { buildMatch, questionWords } from '#core/code-index/search/build-match.ts';
import { fuseRanks } from '#core/code-index/search/fuse-ranks.ts';
import { passageScore } from '#core/code-index/search/rank-passages.ts';
import { SYMBOL_KINDS } from '#core/code-index/symbols.ts';
import { must } from '#shared/assert.ts';
import { FIELD_WEIGHTS, type FoundPassage } from '../../db/code-index/search-words.ts';
import type { QueryScope } from './context.ts';
import type { Answered, FoundResult, Query } from './query-types.ts';
import { passageResult } from './results.ts';

/** Passages beyond this many are not ranked; nobody reads so far. */
const MOST_PASSAGES = 500;
/** Only the best ones can pull each other up by the graph. */
const JOINED_PASSAGES = 50;
/**
 * Enough to decide between passages that the words do not distinguish, too little to overrule them.
 */
const GRAPH_WEIGHT = 0.01;

/** How many passages the vectors name; the words name more because they cost less. */
const NEAR_PASSAGES = 200;

type Passage = Pick<FoundPassage, 'document' | 'symbol' | 'line' | 'end_line'>;

/** What one ranker says, best first. */
interface Ranked {
  ranker: 'lexical' | 'vector' | 'graph';
  passages: readonly Passage[];
  weight: number;
}

/**
 * Passages nearest to a text in natural language or code, by its words, and by its meaning when
 * there is a vector for it.
 */
export function nearestNeighbors(
  scope: QueryScope,
  asked: { snippet: string; vector: Float32Array | null },
  query: Query,
): Answered {
  const lexical = rankByWords(scope, asked.snippet, query);
  const near = asked.vector === null ? [] : rankByVector(scope, asked.vector, query);
  const joined = rankByGraph(scope, lexical);
  const rankings: Ranked[] = [
    { ranker: 'lexical', passages: lexical, weight: 1 },
    { ranker: 'vector', passages: near, weight: 1 },
    { ranker: 'graph', passages: joined, weight: GRAPH_WEIGHT },
  ];
  const fused = fuseRanks(
    rankings.map(({ passages, weight }) => ({
      ids: passages.map((passage) => passage.document),
      weight,
    })),
  );
  const show = createShowing(
    scope,
    [...near, ...lexical],
    new Set(lexical.map((one) => one.document)),
  );
  const best = fused[0]?.score ?? 1;
  const page = fused.slice(query.offset, query.offset + query.k);
  return {
    results: page.flatMap(({ id, score }) => show(id, { score, share: score / best })),
    total: fused.length,
    suggestions: [],
    rankers: rankings.filter((one) => isUsed(one, asked.vector)).map((one) => one.ranker),
  };
}

/** The words always rank; the others when they had something to say. */
function isUsed({ ranker, passages }: Ranked, vector: Float32Array | null): boolean {
  return ranker === 'lexical' || (ranker === 'vector' ? vector !== null : passages.length > 0);
}

function rankByWords({ reader }: QueryScope, snippet: string, query: Query): FoundPassage[] {
  const match = buildMatch(questionWords(snippet));
  if (match === null) return [];
  const { place } = query;
  const found = reader.searchWords({ match, weights: FIELD_WEIGHTS, place, limit: MOST_PASSAGES });
  const scored = found.map((passage) => ({ passage, score: scoreOf(passage) }));
  return scored
    .toSorted((a, b) => b.score - a.score || a.passage.document - b.passage.document)
    .map(({ passage }) => passage);
}

function scoreOf({ score, kind, is_test }: FoundPassage): number {
  const symbolKind = SYMBOL_KINDS[kind] ?? 'module';
  return passageScore({ score, kind: symbolKind, isTest: is_test === 1 });
}

function rankByVector({ reader }: QueryScope, vector: Float32Array, { place }: Query): Passage[] {
  return reader.searchVectors({ vector, place, limit: NEAR_PASSAGES });
}

/** The best passages again, those first that are called by, or call, others among them. */
function rankByGraph(scope: QueryScope, passages: readonly Passage[]): Passage[] {
  const best = passages.slice(0, JOINED_PASSAGES);
  const first = new Map<number, Passage>();
  for (const passage of best) if (!first.has(passage.symbol)) first.set(passage.symbol, passage);
  const joined = rankByNeighbors(
    scope.graph,
    best.map((passage) => passage.symbol),
  );
  return joined.map((symbol) => must(first.get(symbol), 'every symbol has its passage'));
}

function createShowing(
  scope: QueryScope,
  passages: readonly Passage[],
  lexical: ReadonlySet<number>,
) {
  const byId = new Map(passages.map((passage) => [passage.document, passage]));
  return (id: number, rank: { score: number; share: number }): FoundResult[] => {
    const passage = must(byId.get(id), 'fusion only orders what was ranked');
    const row = scope.reader.symbol(passage.symbol);
    if (row === undefined) return [];
    const lines = { from: passage.line, to: passage.end_line };
    // A likeness is never as sure as a binding: at most 0.9, falling with the score.
    const confidence = Math.round(Math.min(1, rank.share) * 90) / 100;
    const via = lexical.has(id) ? 'lexical' : 'vector';
    const found = passageResult(row, lines, { confidence, via });
    return [{ ...found, score: rank.score, is_test: row.is_test === 1 }];
  };
}
