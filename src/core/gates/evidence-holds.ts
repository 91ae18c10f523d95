/**
 * Whether evidence belongs to the tree that is there now. Unknown trees (empty) never match:
 * evidence from another tree, or from no tree at all, cannot make a gate green.
 */
export function evidenceHolds(trees: { evidenceTree: string; currentTree: string }): boolean {
  return trees.evidenceTree !== '' && trees.evidenceTree === trees.currentTree;
}
