import { statSync } from 'node:fs';
import { isCertain } from '#core/code-index/graph/edge-code.ts';
import { EDGE_STRIDE } from '#core/code-index/graph/symbol-graph.ts';
import type { StoreStats } from './index-store.ts';
import type { SymbolRegistry } from './symbol-registry.ts';

const EXAMPLES = 20;

/** Counts what the registry holds. */
export function countStored(registry: SymbolRegistry, file: string): StoreStats {
  const languages = new Map<string, { lang: string; files: number; lines: number }>();
  const skipped = new Map<string, { reason: string; files: number; examples: string[] }>();
  const unfollowed = { files: 0, examples: [] as string[] };
  const totals = { files: 0, lines: 0, symbols: 0, edges: 0, possibleEdges: 0, sinks: 0 };
  for (const entry of registry.files.values()) {
    if (entry.status === 'skipped') {
      const group = skipped.get(entry.reason) ?? { reason: entry.reason, files: 0, examples: [] };
      skipped.set(entry.reason, group);
      group.files += 1;
      if (group.examples.length < EXAMPLES) group.examples.push(entry.path);
      continue;
    }
    const group = languages.get(entry.language) ?? { lang: entry.language, files: 0, lines: 0 };
    languages.set(entry.language, group);
    group.files += 1;
    group.lines += entry.lines;
    totals.files += 1;
    totals.lines += entry.lines;
    totals.symbols += entry.symbols.size;
    totals.edges += entry.edges.length / EDGE_STRIDE;
    totals.sinks += entry.sinks;
    if (entry.gaveUp !== '') {
      unfollowed.files += 1;
      if (unfollowed.examples.length < EXAMPLES) unfollowed.examples.push(entry.path);
    }
    for (let at = 2; at < entry.edges.length; at += EDGE_STRIDE)
      if (!isCertain(entry.edges[at] ?? 0)) totals.possibleEdges += 1;
  }
  const byCount = (a: { files: number }, b: { files: number }): number => b.files - a.files;
  return {
    ...totals,
    languages: Array.from(languages.values()).toSorted(byCount),
    skipped: Array.from(skipped.values()).toSorted(byCount),
    unfollowed,
    sizeBytes: sizeOf(file) + sizeOf(`${file}-wal`),
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
