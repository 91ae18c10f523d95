import { isCertain, kindOfEdge } from '#core/code-index/graph/edge-code.ts';
import type { SymbolGraph } from '#core/code-index/graph/symbol-graph.ts';
import { EDGE_KINDS, symbolKey, type EdgeKind } from '#core/code-index/symbols.ts';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import type { codeIndexContract } from '#shared/contract/code-index.ts';
import type { QueryScope, QueryScopes } from './context.ts';
import { kindOf } from './find-symbols.ts';
import { readPlace } from './place.ts';

type Graph = Output<(typeof codeIndexContract)['dependencyGraph']>;
type Input = Parsed<(typeof codeIndexContract)['dependencyGraph']>;
type Node = Graph['nodes'][number];

const DEFAULT_LIMIT = 5000;

/** Edges between two drawn nodes, counted. */
interface Joined {
  from: number;
  to: number;
  kind: EdgeKind;
  weight: number;
}

/**
 * Files or symbols with the certain edges between them; when there are more than asked for, the
 * most connected ones.
 */
export async function dependencyGraph(scopes: QueryScopes, input: Input): Promise<Graph> {
  const scope = await scopes.open(input.repo);
  const { path } = readPlace(scope.root, input);
  const isIn = (file: string): boolean =>
    path === null || file === path || file.startsWith(`${path}/`);
  return scope.reader.atOnce(() => {
    const nodes = input.level === 'symbols' ? symbolNodes(scope, isIn) : fileNodes(scope, isIn);
    const placeOf = input.level === 'symbols' ? (id: number) => id : fileOfSymbol(scope.graph);
    const joined = countEdges(scope.graph, placeOf, nodes);
    const kept = mostConnected(nodes, joined, input.limit ?? DEFAULT_LIMIT);
    return {
      nodes: [...kept.values()],
      edges: joined.flatMap(({ from, to, kind, weight }) => {
        const [start, end] = [kept.get(from), kept.get(to)];
        if (start === undefined || end === undefined) return [];
        return [{ from: start.id, to: end.id, kind, weight }];
      }),
      total_nodes: nodes.size,
      git_sha: scope.reader.gitSha(),
      fresh: scopes.indexes.state(scope.root).fresh,
    };
  });
}

function fileOfSymbol(graph: SymbolGraph): (id: number) => number {
  return (id) => graph.fileOf[id] ?? -1;
}

function fileNodes(
  { reader, graph }: QueryScope,
  isIn: (file: string) => boolean,
): Map<number, Node> {
  const nodes = new Map<number, Node>();
  for (const { path, lang, lines, status } of reader.indexedFiles()) {
    if (status !== 'indexed' || !isIn(path)) continue;
    const label = path.slice(path.lastIndexOf('/') + 1);
    nodes.set(graph.files.find(path), { id: path, label, kind: 'file', lang, size: lines });
  }
  nodes.delete(-1);
  return nodes;
}

function symbolNodes({ reader }: QueryScope, isIn: (file: string) => boolean): Map<number, Node> {
  const nodes = new Map<number, Node>();
  for (const row of reader.everySymbol())
    if (isIn(row.file))
      nodes.set(row.id, {
        id: symbolKey(row.file, row.path),
        label: row.name,
        kind: kindOf(row),
        lang: row.lang,
        size: row.end_line - row.start_line + 1,
      });
  return nodes;
}

function countEdges(
  graph: SymbolGraph,
  placeOf: (id: number) => number,
  nodes: ReadonlyMap<number, Node>,
): Joined[] {
  const counted = new Map<number, Joined>();
  const size = Math.max(graph.nodeCount, graph.files.count);
  const { offsets, nodes: targets, codes } = graph.forward;
  for (let symbol = 0; symbol < graph.nodeCount; symbol += 1) {
    const from = placeOf(symbol);
    if (!nodes.has(from)) continue;
    for (let at = offsets[symbol] ?? 0; at < (offsets[symbol + 1] ?? 0); at += 1) {
      const to = placeOf(targets[at] ?? -1);
      const code = codes[at] ?? 0;
      if (to === from || !isCertain(code) || !nodes.has(to)) continue;
      const kind = kindOfEdge(code);
      const key = (from * size + to) * EDGE_KINDS.length + EDGE_KINDS.indexOf(kind);
      const known = counted.get(key);
      if (known === undefined) counted.set(key, { from, to, kind, weight: 1 });
      else known.weight += 1;
    }
  }
  return [...counted.values()];
}

function mostConnected(
  nodes: ReadonlyMap<number, Node>,
  joined: readonly Joined[],
  limit: number,
): Map<number, Node> {
  const degree = new Map<number, number>();
  for (const { from, to } of joined)
    for (const end of [from, to]) degree.set(end, (degree.get(end) ?? 0) + 1);
  const ordered = Array.from(nodes).toSorted(
    ([a, one], [b, other]) =>
      (degree.get(b) ?? 0) - (degree.get(a) ?? 0) || (one.id < other.id ? -1 : 1),
  );
  return new Map(ordered.slice(0, limit));
}
