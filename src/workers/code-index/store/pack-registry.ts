import { packGraph } from '#core/code-index/graph/symbol-graph.ts';
import type { SymbolRegistry } from './symbol-registry.ts';

/** The graph of everything stored, for all threads to read. */
export function packRegistry(registry: SymbolRegistry, generation: number): SharedArrayBuffer {
  const entries = Array.from(registry.files.values())
    .filter((entry) => entry.symbols.size > 0)
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const places = new Int32Array(registry.nextFile).fill(-1);
  entries.forEach((entry, place) => (places[entry.id] = place));
  places[0] = -1;
  const nodeCount = registry.nextSymbol;
  const fileOf = new Int32Array(nodeCount);
  for (let node = 0; node < nodeCount; node += 1)
    fileOf[node] = places[registry.fileIds[node] ?? 0] ?? -1;
  return packGraph({
    generation,
    nodeCount,
    fileOf,
    parentOf: registry.parents,
    isTest: registry.tests,
    paths: entries.map((entry) => entry.path),
    edges: entries.map((entry) => entry.edges),
  });
}
