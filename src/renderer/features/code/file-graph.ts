import { UndirectedGraph } from 'graphology';
import type { codeIndexContract, Output } from '#shared/contract/contract.ts';

export type GraphData = Output<typeof codeIndexContract.dependencyGraph>;

export interface NodeFace {
  x: number;
  y: number;
  size: number;
  label: string;
  lang: string;
  folder: string;
}

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
const NODE_GAP = 4;

/** Top folders of a file, by which its first place in the drawing is chosen. */
export function folderOf(file: string): string {
  return file.split('/').slice(0, -1).slice(0, 3).join('/');
}

/**
 * The graph of files with first places: every folder is a spiral of its files, the folders stand on
 * a spiral of their own, so that neighbours on disk start as neighbours in the picture and a layout
 * has little left to do. Files with a known place stay there, so that a save does not stir the
 * picture.
 */
export function buildFileGraph(
  data: GraphData,
  known: ReadonlyMap<string, { x: number; y: number }> = new Map(),
): UndirectedGraph<NodeFace> {
  const graph = new UndirectedGraph<NodeFace>();
  const folders = Map.groupBy(data.nodes, (node) => folderOf(node.id));
  const bySize = [...folders].toSorted((a, b) => b[1].length - a[1].length);
  let placed = 0;
  for (const [folder, nodes] of bySize) {
    const centre = spiral(placed, NODE_GAP * 1.6);
    placed += nodes.length;
    nodes.forEach((node, index) => {
      const at = spiral(index, NODE_GAP);
      graph.addNode(node.id, {
        x: centre.x + at.x,
        y: centre.y + at.y,
        ...known.get(node.id),
        size: 1.5 + Math.sqrt(node.size) * 0.22,
        label: node.label,
        lang: node.lang,
        folder,
      });
    });
  }
  for (const edge of data.edges) {
    if (edge.from === edge.to || !graph.hasNode(edge.from) || !graph.hasNode(edge.to)) continue;
    graph.mergeEdge(edge.from, edge.to);
  }
  return graph;
}

/** The n-th point of a sunflower spiral. */
function spiral(n: number, gap: number): { x: number; y: number } {
  const radius = gap * Math.sqrt(n);
  return { x: radius * Math.cos(n * GOLDEN_ANGLE), y: radius * Math.sin(n * GOLDEN_ANGLE) };
}
