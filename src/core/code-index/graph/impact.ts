import { type EdgeCode, isCertain, kindOfEdge, reasonOfEdge } from './edge-code.ts';
import type { SymbolGraph } from './symbol-graph.ts';

/** What depends on a set of symbols, directly or not. */
export interface Impact {
  /** Everything reached, without the start: nearest first, in no order among those equally near. */
  reached: Int32Array;
  /** Steps from the start; 0 for the start itself, -1 for what is not reached. */
  distanceOf(node: number): number;
  /** A shortest chain from the start to a node, both included. Empty for what is not reached. */
  pathTo(node: number): number[];
}

export interface ImpactOptions {
  /** `all` also follows edges that are guesses. */
  tier: 'certain' | 'all';
}

/**
 * The transitive dependents of some symbols: who calls, imports or inherits from them, who does so
 * from those, and so on to the end (breadth first over the reversed edges, so that distances are
 * shortest).
 */
export function impactOf(
  graph: SymbolGraph,
  start: Iterable<number>,
  options: ImpactOptions,
): Impact {
  const distance = new Int32Array(graph.nodeCount).fill(-1);
  const before = new Int32Array(graph.nodeCount).fill(-1);
  const queue = new Int32Array(graph.nodeCount);
  const starts = enqueueStart(start, distance, queue);
  const around = new Around(graph, options.tier);
  let length = starts;
  let again: number[] = [];
  const { offsets, nodes, codes } = graph.reverse;
  const all = options.tier === 'all';
  const follow = (node: number): void => {
    const isWrapped = around.isWrapped(node);
    const end = offsets[node + 1] ?? 0;
    for (let at = offsets[node] ?? 0; at < end; at += 1) {
      const next = nodes[at] ?? 0;
      const code = codes[at] ?? 0;
      if (!(all || isCertain(code)) || around.isPassedOver(node, code)) continue;
      if (distance[next] !== -1) {
        if (around.meetAgain(next, isWrapped && isAround(code))) again.push(next);
        continue;
      }
      if (isWrapped && isAround(code)) around.meet(next);
      distance[next] = (distance[node] ?? 0) + 1;
      before[next] = node;
      queue[length++] = next;
    }
  };
  for (let head = 0; head < length || again.length > 0;) {
    const once = again;
    again = [];
    for (const node of once) follow(node);
    if (head < length) follow(queue[head++] ?? 0);
  }
  const reached = queue.subarray(starts, length);
  if (around.hasReturned) reached.sort((a, b) => (distance[a] ?? 0) - (distance[b] ?? 0));
  return {
    reached,
    distanceOf: (node) => distance[node] ?? -1,
    pathTo: (node) => walkBack(before, node, distance[node] ?? -1),
  };
}

/** Whether an edge to a wrapped definition comes from what was put around it, not from its name. */
function isAround(code: EdgeCode): boolean {
  return kindOfEdge(code) === 'calls' && reasonOfEdge(code) !== 'wrapped';
}

/**
 * What is put around definitions (the closure that a decorator gives back) runs for all of them. So
 * where it is reached from one of them alone, calls by the names of others are passed over: calls
 * by the definition's own name are edges to it. Only where guesses are followed, as these edges
 * are.
 */
class Around {
  readonly #graph: SymbolGraph;
  readonly #isUsed: boolean;
  /** Nodes that were only reached from definitions they are around. */
  readonly #nodes = new Set<number>();
  /** Whether callers of a node were found later than those of farther ones. */
  hasReturned = false;

  constructor(graph: SymbolGraph, tier: ImpactOptions['tier']) {
    this.#graph = graph;
    this.#isUsed = tier === 'all';
  }

  /** Whether somebody calls a definition by its name through what is around it. */
  isWrapped(node: number): boolean {
    if (!this.#isUsed) return false;
    const { offsets, codes } = this.#graph.reverse;
    for (let at = offsets[node] ?? 0; at < (offsets[node + 1] ?? 0); at += 1) {
      const code = codes[at] ?? 0;
      if (reasonOfEdge(code) === 'wrapped' && !isCertain(code)) return true;
    }
    return false;
  }

  meet(node: number): void {
    this.#nodes.add(node);
  }

  /** Notes that a node is reached once more; returns whether more of its callers count now. */
  meetAgain(node: number, isOnlyAround: boolean): boolean {
    const isMore = !isOnlyAround && this.#nodes.delete(node);
    if (isMore) this.hasReturned = true;
    return isMore;
  }

  isPassedOver(node: number, code: EdgeCode): boolean {
    return this.#nodes.has(node) && reasonOfEdge(code) === 'wrapped';
  }
}

/** Puts the start into the queue at distance 0, each node once, and returns how many there are. */
function enqueueStart(start: Iterable<number>, distance: Int32Array, queue: Int32Array): number {
  let length = 0;
  for (const node of start) {
    if (distance[node] !== -1) continue;
    distance[node] = 0;
    queue[length++] = node;
  }
  return length;
}

function walkBack(before: Int32Array, node: number, distance: number): number[] {
  if (distance < 0) return [];
  const path = [node];
  for (let at = before[node] ?? -1; at >= 0; at = before[at] ?? -1) path.unshift(at);
  return path;
}

/**
 * A page of what was reached (or of a selection of it), nearest first, then by file and symbol: an
 * order that does not depend on how the graph was walked. Only the distances that the page touches
 * are sorted.
 */
export function pageOfImpact(
  graph: SymbolGraph,
  { impact, nodes }: { impact: Impact; nodes: Int32Array },
  page: { offset: number; count: number },
): number[] {
  const found: number[] = [];
  let start = 0;
  while (start < nodes.length && start < page.offset + page.count) {
    const distance = impact.distanceOf(nodes[start] ?? -1);
    let end = start + 1;
    while (end < nodes.length && impact.distanceOf(nodes[end] ?? -1) === distance) end += 1;
    if (end > page.offset) {
      const level = sortByPlace(graph, nodes.subarray(start, end));
      found.push(
        ...level.slice(Math.max(0, page.offset - start), page.offset + page.count - start),
      );
    }
    start = end;
  }
  return found;
}

function sortByPlace({ fileOf, nodeCount }: SymbolGraph, nodes: Int32Array): number[] {
  // One number a node sorts many times faster than a comparison function: file, then node.
  const keys = Float64Array.from(nodes, (node) => (fileOf[node] ?? -1) * nodeCount + node);
  return Array.from(keys.sort(), (key) => ((key % nodeCount) + nodeCount) % nodeCount);
}

/** The symbols and everything defined inside them. */
export function withMembers(graph: SymbolGraph, symbols: Iterable<number>): number[] {
  const chosen = new Set(symbols);
  const files = new Set(Array.from(chosen, (node) => graph.fileOf[node] ?? -1));
  const isInside = (node: number): boolean => {
    for (let at = node; at >= 0; at = graph.parentOf[at] ?? -1) if (chosen.has(at)) return true;
    return false;
  };
  const found: number[] = [];
  for (let node = 0; node < graph.nodeCount; node += 1) {
    const file = graph.fileOf[node] ?? -1;
    if (file >= 0 && files.has(file) && isInside(node)) found.push(node);
  }
  return found;
}

/** All symbols of some files. Paths that are not indexed are passed over. */
export function symbolsOfFiles(graph: SymbolGraph, paths: Iterable<string>): number[] {
  const files = new Set<number>();
  for (const path of paths) files.add(graph.files.find(path));
  files.delete(-1);
  const found: number[] = [];
  if (files.size === 0) return found;
  for (let node = 0; node < graph.nodeCount; node += 1)
    if (files.has(graph.fileOf[node] ?? -1)) found.push(node);
  return found;
}

/**
 * Files that a change of some files may affect, themselves included. Whole closure over certain
 * edges.
 */
export function impactOfPaths(graph: SymbolGraph, paths: readonly string[]): Set<string> {
  return filesReached(graph, symbolsOfFiles(graph, paths), paths);
}

/** Files that hold a dependent of some symbols, and the given files. */
export function filesReached(
  graph: SymbolGraph,
  start: readonly number[],
  given: Iterable<string> = [],
): Set<string> {
  const impact = impactOf(graph, start, { tier: 'certain' });
  const files = new Set<number>();
  for (const node of start) files.add(graph.fileOf[node] ?? -1);
  for (const node of impact.reached) files.add(graph.fileOf[node] ?? -1);
  files.delete(-1);
  const found = new Set(given);
  for (const file of files) found.add(graph.files.path(file));
  return found;
}
