import { rankByNeighbors } from '#core/code-index/graph/rank-by-neighbors.ts';
import { buildMatch, questionWords } from '#core/code-index/search/build-match.ts';
import { fuseRanks } from '#core/code-index/search/fuse-ranks.ts';
import { passageScore } from '#core/code-index/search/rank-passages.ts';
import { SYMBOL_KINDS } from '#core/code-index/symbols.ts';
import { must } from '#shared/assert.ts';
import { FIELD_WEIGHTS, type FoundPassage } from '../db/code-index/search-words.ts';
import type { QueryScope } from './rag-context.ts';
import type { Answered, Query } from './rag-query-types.ts';
import { ResultMaker } from './rag-results.ts';

/** Passages beyond this many are not ranked; nobody reads so far. */
const MOST_PASSAGES = 1000;
/** Only the best ones can pull each other up by the graph. */
const JOINED_PASSAGES = 50;
/** Enough to decide between passages the words cannot tell apart, too little to overrule them. */
const GRAPH_WEIGHT = 0.01;

/** Passages nearest to a text in natural language or code. */
export function nearestNeighbors(scope: QueryScope, snippet: string, query: Query): Answered {
  const ranked = rankByWords(scope, snippet, query);
  const joined = rankByNeighbors(
    scope.graph,
    ranked.slice(0, JOINED_PASSAGES).map((passage) => passage.symbol),
  );
  const byId = new Map(ranked.map((passage) => [passage.document, passage]));
  const fused = fuseRanks([
    { ids: ranked.map((passage) => passage.document), weight: 1 },
    { ids: documentsOf(ranked, joined), weight: GRAPH_WEIGHT },
  ]);
  const make = new ResultMaker(scope);
  const best = fused[0]?.score ?? 1;
  const page = fused.slice(query.offset, query.offset + query.k);
  const results = page.flatMap(({ id, score }) => {
    const passage = must(byId.get(id), 'fusion only orders what was ranked');
    return passageResult({ scope, make }, passage, { score, share: score / best });
  });
  return {
    results,
    total: fused.length,
    suggestions: [],
    rankers: joined.length > 0 ? ['lexical', 'graph'] : ['lexical'],
    isStale: make.isStale,
  };
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

/** The first passage of each symbol, in the symbols' order. */
function documentsOf(passages: readonly FoundPassage[], symbols: readonly number[]): number[] {
  const first = new Map<number, number>();
  for (const { symbol, document } of passages) if (!first.has(symbol)) first.set(symbol, document);
  return symbols.map((symbol) => must(first.get(symbol), 'every symbol has its passage'));
}

function passageResult(
  { scope, make }: { scope: QueryScope; make: ResultMaker },
  passage: FoundPassage,
  rank: { score: number; share: number },
): Answered['results'] {
  const row = scope.reader.symbol(passage.symbol);
  if (row === undefined) return [];
  const lines = { from: passage.line, to: passage.end_line };
  // A likeness is never as sure as a binding: at most 0.9, falling with the score.
  const confidence = Math.round(Math.min(1, rank.share) * 90) / 100;
  const result = make.passage(row, lines, { confidence, via: 'lexical' });
  return [{ ...result, score: rank.score, is_test: row.is_test === 1 }];
}
