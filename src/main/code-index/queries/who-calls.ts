import {
  isCertain,
  reasonOfEdge,
  tierOfEdge,
  type EdgeCode,
} from '#core/code-index/graph/edge-code.ts';
import { callsOf, type GraphCall } from '#core/code-index/graph/calls-of.ts';
import { SYMBOL_KINDS, type EdgeReason } from '#core/code-index/symbols.ts';
import type { NamedRow, SymbolRow } from '../../db/code-index/read-symbols.ts';
import type { QueryScope } from './context.ts';
import { symbolsInPlace } from './files-in-place.ts';
import { findMeant, kindOf, requireName, suggestFor } from './find-symbols.ts';
import type { Answered, FoundResult, Query } from './query-types.ts';
import { lineResult } from './results.ts';

/** Calls of what a name means, each with its line; for a class, calls of its constructors too. */
export function whoCalls(scope: QueryScope, symbol: string, query: Query): Answered {
  const asked = requireName(symbol);
  const found = findMeant(scope, asked, query.place);
  if (found.rows.length === 0)
    return { results: [], total: 0, suggestions: suggestFor(scope, asked) };
  const isInPlace = symbolsInPlace(scope, found.place);
  const calls = callsOf(
    scope.graph,
    withConstructors(scope, found.rows),
    ({ caller, code }) =>
      (query.tier === 'all' || isCertain(code)) && (isInPlace === null || isInPlace(caller)),
  );
  const page = calls.slice(query.offset, query.offset + query.k);
  return {
    results: page.flatMap((call) => {
      const row = scope.reader.symbol(call.caller);
      // Gone with a generation newer than the graph.
      return row === undefined ? [] : [callResult(row, call)];
    }),
    total: calls.length,
    suggestions: [],
  };
}

const HAS_CONSTRUCTORS: ReadonlySet<string> = new Set(['class', 'struct', 'enum', 'interface']);
const CONSTRUCTOR = SYMBOL_KINDS.indexOf('constructor');

function withConstructors(scope: QueryScope, rows: readonly NamedRow[]): Set<number> {
  const targets = new Set<number>();
  for (const row of rows) {
    targets.add(row.id);
    if (!HAS_CONSTRUCTORS.has(kindOf(row))) continue;
    for (const id of scope.reader.membersOfKind(row.id, CONSTRUCTOR)) targets.add(id);
  }
  return targets;
}

function callResult(row: SymbolRow, call: GraphCall): FoundResult {
  return {
    ...lineResult(row, call.line, howFound(call.code)),
    tier: tierOfEdge(call.code),
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
  wrapped: 0.6,
};

/** An edge's confidence and reason: 1 when it is certain. */
export function howFound(code: EdgeCode): { confidence: number; via: EdgeReason } {
  const via = reasonOfEdge(code);
  return { confidence: isCertain(code) ? 1 : GUESS[via], via };
}
