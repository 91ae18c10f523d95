import type { QueryScope } from './context.ts';
import { findSymbols, requireName, suggestFor } from './find-symbols.ts';
import type { Answered, Query } from './query-types.ts';
import { definitionResult } from './results.ts';

/** Definitions of a name. */
export function whereDefined(scope: QueryScope, symbol: string, query: Query): Answered {
  const asked = requireName(symbol);
  const found = findSymbols(scope, asked, query.place);
  const { confidence, via } = found;
  const how = via === undefined ? { confidence } : { confidence, via };
  const page = found.rows.slice(query.offset, query.offset + query.k);
  return {
    results: page.flatMap(({ id }) => {
      const row = scope.reader.symbol(id);
      return row === undefined ? [] : [definitionResult(row, how)];
    }),
    total: found.rows.length,
    suggestions: found.rows.length === 0 ? suggestFor(scope, asked) : [],
  };
}
