import {
  isCertain,
  reasonOfEdge,
  tierOfEdge,
  type EdgeCode,
} from '#core/code-index/graph/edge-code.ts';
import type { EdgeReason } from '#core/code-index/symbols.ts';
import type { CallerRow } from '../db/code-index/read-edges.ts';
import type { SymbolRow } from '../db/code-index/read-symbols.ts';
import type { QueryScope } from './rag-context.ts';
import { ANYWHERE, findSymbols, kindOf, requireName, suggestFor } from './rag-find-symbols.ts';
import type { Answered, Query } from './rag-query-types.ts';
import { ResultMaker } from './rag-results.ts';

/** Calls of what a name means, each with its line; for a class, calls of its constructors too. */
export function whoCalls(scope: QueryScope, symbol: string, query: Query): Answered {
  const { reader } = scope;
  const asked = requireName(symbol);
  const found = findSymbols(scope, asked, ANYWHERE);
  if (found.rows.length === 0)
    return { results: [], total: 0, suggestions: suggestFor(scope, asked), isStale: false };
  const callers = reader.callersOf({
    targets: withConstructors(scope, found.rows),
    all: query.tier === 'all',
    place: query.place,
    limit: query.k,
    offset: query.offset,
  });
  const make = new ResultMaker(scope);
  return {
    results: callers.map((row) => callResult(make, row)),
    total: callers[0]?.total ?? 0,
    suggestions: [],
    isStale: make.isStale,
  };
}

function withConstructors(scope: QueryScope, rows: readonly SymbolRow[]): number[] {
  const targets = new Set<number>();
  for (const row of rows) {
    targets.add(row.id);
    if (!HAS_CONSTRUCTORS.has(kindOf(row))) continue;
    for (const member of scope.reader.membersOf(row.id))
      if (kindOf(member) === 'constructor') targets.add(member.id);
  }
  return [...targets];
}

const HAS_CONSTRUCTORS: ReadonlySet<string> = new Set(['class', 'struct', 'enum', 'interface']);

function callResult(make: ResultMaker, row: CallerRow): Answered['results'][number] {
  return {
    ...make.line(row, row.call_line, howFound(row.code)),
    tier: tierOfEdge(row.code),
    is_test: row.is_test === 1,
  };
}

/** How likely a guess is right, by how it was found. */
const GUESS: Readonly<Record<EdgeReason, number>> = {
  scope: 0.7,
  import: 0.7,
  self: 0.7,
  type: 0.6,
  flow: 0.5,
  callback: 0.5,
  hierarchy: 0.6,
  name: 0.4,
};

/** An edge's confidence and reason: 1 when it is certain. */
export function howFound(code: EdgeCode): { confidence: number; via: EdgeReason } {
  const via = reasonOfEdge(code);
  return { confidence: isCertain(code) ? 1 : GUESS[via], via };
}
