import {
  impactOf,
  pageOfImpact,
  symbolsOfFiles,
  withMembers,
  type Impact,
} from '#core/code-index/graph/impact.ts';
import { isCertain, type EdgeCode } from '#core/code-index/graph/edge-code.ts';
import type { SymbolGraph } from '#core/code-index/graph/symbol-graph.ts';
import { endsWithPath, qualifiedName } from '#core/code-index/search/symbol-name.ts';
import { must } from '#shared/assert.ts';
import type { SymbolRow } from '../../db/code-index/read-symbols.ts';
import type { QueryScope } from './context.ts';
import { symbolsInPlace } from './files-in-place.ts';
import { findMeant, requireName, suggestFiles, suggestFor } from './find-symbols.ts';
import type { Answered, FoundResult, Query } from './query-types.ts';
import { definitionResult } from './results.ts';
import { howFound } from './who-calls.ts';

/** What depends on a symbol with its members, directly or not, nearest first. */
export function impactOfSymbol(scope: QueryScope, symbol: string, query: Query): Answered {
  const asked = requireName(symbol);
  const { rows, place } = findMeant(scope, asked, query.place);
  if (rows.length === 0) return nothing(suggestFor(scope, asked));
  const start = withMembers(
    scope.graph,
    rows.map((row) => row.id),
  );
  return impactFrom(scope, start, { ...query, place });
}

/** What depends on anything in a file. The end of a path is enough when one file has it. */
export function impactOfFile(scope: QueryScope, file: string, query: Query): Answered {
  const path = file.replaceAll('\\', '/').replace(/^\.\//, '');
  const relative = path.startsWith(`${scope.root}/`) ? path.slice(scope.root.length + 1) : path;
  const known = findFile(scope, relative);
  if (known === null) return nothing(suggestFiles(scope, relative));
  return impactFrom(scope, symbolsOfFiles(scope.graph, [known]), query);
}

function findFile({ graph, reader }: QueryScope, path: string): string | null {
  if (graph.files.find(path) >= 0) return path;
  const ending = reader.indexedFiles().filter((row) => endsWithPath(row.path, path));
  return ending.length === 1 ? (ending[0]?.path ?? null) : null;
}

function nothing(suggestions: string[]): Answered {
  return { results: [], total: 0, suggestions, tests: [] };
}

function impactFrom(scope: QueryScope, start: readonly number[], query: Query): Answered {
  const { graph } = scope;
  const impact = impactOf(graph, start, { tier: query.tier });
  const isInPlace = symbolsInPlace(scope, query.place);
  const reached = isInPlace === null ? impact.reached : impact.reached.filter(isInPlace);
  const names = new Map<number, SymbolRow | undefined>();
  const rowOf = (id: number): SymbolRow | undefined => {
    if (!names.has(id)) names.set(id, scope.reader.symbol(id));
    return names.get(id);
  };
  const window = { offset: query.offset, count: query.k };
  const page = pageOfImpact(graph, { impact, nodes: reached }, window);
  const results = page.flatMap((id) => {
    const row = rowOf(id);
    // Gone with a generation newer than the graph.
    return row === undefined ? [] : [impactResult({ graph, impact, rowOf }, row)];
  });
  return {
    results,
    total: reached.length,
    suggestions: [],
    tests: testFiles(graph, impact.reached),
  };
}

interface Showing {
  graph: SymbolGraph;
  impact: Impact;
  rowOf(id: number): SymbolRow | undefined;
}

function impactResult(showing: Showing, row: SymbolRow): FoundResult {
  const path = showing.impact.pathTo(row.id);
  const codes = path
    .slice(1)
    .map((node, at) => bestCode(showing.graph, node, must(path[at], 'the step before it')));
  const weakest = codes.find((code) => !isCertain(code));
  const how = howFound(weakest ?? must(codes.at(-1), 'what is reached has a last step'));
  return {
    ...definitionResult(row, how),
    tier: weakest === undefined ? 'certain' : 'possible',
    distance: showing.impact.distanceOf(row.id),
    path: path.map((node) => {
      const step = showing.rowOf(node);
      return step === undefined ? '' : qualifiedName(step);
    }),
    is_test: row.is_test === 1,
  };
}

/** The edge from a node to another; a certain one when there are several. */
function bestCode(graph: SymbolGraph, from: number, to: number): EdgeCode {
  const { offsets, nodes, codes } = graph.forward;
  let best: EdgeCode | null = null;
  for (let at = offsets[from] ?? 0; at < (offsets[from + 1] ?? 0); at += 1) {
    if (nodes[at] !== to) continue;
    const code = codes[at] ?? 0;
    if (best === null || (isCertain(code) && !isCertain(best))) best = code;
  }
  return must(best, 'a step follows an edge');
}

function testFiles(graph: SymbolGraph, reached: Int32Array): string[] {
  const files = new Set<number>();
  for (const node of reached) if (graph.isTest[node] === 1) files.add(graph.fileOf[node] ?? -1);
  files.delete(-1);
  return Array.from(files, (file) => graph.files.path(file)).toSorted();
}
