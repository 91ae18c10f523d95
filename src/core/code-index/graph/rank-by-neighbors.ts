import { isCertain } from './edge-code.ts';
import type { SymbolGraph } from './symbol-graph.ts';

/**
 * Orders symbols by how many of the others they are joined to by certain edges, the others counting
 * by their place in the list (1 ÷ place). Symbols joined to none are left out.
 */
export function rankByNeighbors(graph: SymbolGraph, symbols: readonly number[]): number[] {
  const weight = new Map<number, number>();
  symbols.forEach((symbol, at) => {
    if (!weight.has(symbol)) weight.set(symbol, 1 / (at + 1));
  });
  const scored = Array.from(weight.keys(), (symbol) => ({
    symbol,
    score: sumOver(graph, symbol, weight),
  }));
  return scored
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || a.symbol - b.symbol)
    .map(({ symbol }) => symbol);
}

function sumOver(graph: SymbolGraph, symbol: number, weight: ReadonlyMap<number, number>): number {
  const seen = new Set<number>([symbol]);
  let sum = 0;
  for (const { offsets, nodes, codes } of [graph.forward, graph.reverse])
    for (let at = offsets[symbol] ?? 0; at < (offsets[symbol + 1] ?? 0); at += 1) {
      const other = nodes[at] ?? -1;
      if (seen.has(other) || !isCertain(codes[at] ?? 0)) continue;
      seen.add(other);
      sum += weight.get(other) ?? 0;
    }
  return sum;
}
