import type { Node, Query, Tree } from 'web-tree-sitter';
import type { FlatTree } from './flat-tree.ts';
import type { MeaningTable } from './meaning-table.ts';

/**
 * Adds what tree-sitter's own engine finds for the patterns that the rules cannot express; the
 * others are disabled in the query.
 */
export function addLeftOver(
  found: { query: Query; tree: Tree; flat: FlatTree },
  meanings: MeaningTable,
  states: Int32Array,
): void {
  for (const { patternIndex, captures } of found.query.matches(found.tree.rootNode)) {
    const byNode = new Map<number, string[]>();
    for (const { node, name } of captures) {
      const at = indexOfNode(found.flat, node);
      if (at >= 0) byNode.set(at, [...(byNode.get(at) ?? []), name]);
    }
    for (const [node, names] of byNode)
      states[node] = meanings.add(states[node] ?? 0, meanings.captureSet(patternIndex, names));
  }
}

/** Row of a node, found by where it starts; -1 for a token that is not read. */
function indexOfNode(flat: FlatTree, node: Node): number {
  let low = 0;
  let high = flat.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((flat.start[middle] ?? 0) < node.startIndex) low = middle + 1;
    else high = middle;
  }
  const { typeId, endIndex } = node;
  for (let at = low; at < flat.count && flat.start[at] === node.startIndex; at += 1)
    if (flat.type[at] === typeId && flat.end[at] === endIndex) return at;
  return -1;
}
