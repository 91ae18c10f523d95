import type { UndirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import Sigma from 'sigma';
import type { NodeFace } from './file-graph.ts';

/** Colours of a theme, read from its tokens. */
export interface GraphColors {
  node: string;
  edge: string;
  faded: string;
  chosen: string;
  reached: string;
  text: string;
}

export interface Highlight {
  chosen: string | null;
  /** Reached file → steps. */
  reached: ReadonlyMap<string, number>;
}

/**
 * Steps of the layout in one frame take about this long, so that the picture can be moved
 * meanwhile.
 */
const FRAME_BUDGET_MS = 12;
const LAYOUT_STEPS = 120;

/**
 * The drawing: WebGL by sigma, a force layout that settles over some frames, and what is
 * highlighted.
 */
export class GraphCanvas {
  readonly #sigma: Sigma<NodeFace>;
  readonly #graph: UndirectedGraph<NodeFace>;
  readonly #colors: GraphColors;
  #highlight: Highlight = { chosen: null, reached: new Map() };
  #hovered: string | null = null;
  #frame = 0;
  #isGone = false;

  constructor(
    element: HTMLElement,
    graph: UndirectedGraph<NodeFace>,
    options: { colors: GraphColors; settle: boolean; onChoose: (file: string | null) => void },
  ) {
    this.#graph = graph;
    this.#colors = options.colors;
    this.#sigma = new Sigma(graph, element, {
      allowInvalidContainer: true,
      defaultEdgeColor: options.colors.edge,
      labelColor: { color: options.colors.text },
      labelFont: 'JetBrains Mono, monospace',
      labelSize: 11,
      labelDensity: 0.6,
      labelRenderedSizeThreshold: 7,
      hideEdgesOnMove: graph.size > 20_000,
      zIndex: true,
      nodeReducer: (id, face) => this.#drawNode(id, face),
      edgeReducer: (id) => this.#drawEdge(id),
    });
    this.#sigma.on('clickNode', ({ node }) => options.onChoose(node));
    this.#sigma.on('clickStage', () => options.onChoose(null));
    this.#sigma.on('enterNode', ({ node }) => this.#hover(node));
    this.#sigma.on('leaveNode', () => this.#hover(null));
    if (options.settle) this.#settle(LAYOUT_STEPS);
  }

  /** Shows what a change of the chosen file reaches; the rest fades. */
  highlight(next: Highlight): void {
    if (this.#isGone) return;
    this.#highlight = next;
    this.#sigma.refresh({ skipIndexation: true });
  }

  zoom(factor: number): void {
    const camera = this.#sigma.getCamera();
    camera.setState({ ratio: camera.ratio / factor });
  }

  fit(): void {
    this.#sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  }

  /** Where every file is now. */
  places(): Map<string, { x: number; y: number }> {
    return new Map(this.#graph.mapNodes((id, { x, y }) => [id, { x, y }] as const));
  }

  destroy(): void {
    this.#isGone = true;
    cancelAnimationFrame(this.#frame);
    this.#sigma.kill();
  }

  #hover(node: string | null): void {
    this.#hovered = node;
    this.#sigma.refresh({ skipIndexation: true });
  }

  #settle(stepsLeft: number): void {
    if (stepsLeft <= 0 || this.#graph.size === 0) return;
    this.#frame = requestAnimationFrame((start) => {
      const settings = { ...forceAtlas2.inferSettings(this.#graph), barnesHutOptimize: true };
      let left = stepsLeft;
      do {
        forceAtlas2.assign(this.#graph, { iterations: 1, settings });
        left -= 1;
      } while (left > 0 && performance.now() - start < FRAME_BUDGET_MS);
      this.#settle(left);
    });
  }

  #drawNode(id: string, face: NodeFace) {
    const { chosen, reached } = this.#highlight;
    const base = { ...face, color: this.#colors.node, zIndex: 0, forceLabel: id === this.#hovered };
    if (chosen === null) return base;
    if (id === chosen)
      return {
        ...base,
        color: this.#colors.chosen,
        size: face.size + 4,
        zIndex: 2,
        forceLabel: true,
      };
    const steps = reached.get(id);
    if (steps === undefined) return { ...base, color: this.#colors.faded, label: '' };
    return {
      ...base,
      color: this.#colors.reached,
      size: face.size + Math.max(0, 3 - steps),
      zIndex: 1,
      forceLabel: steps === 1 && reached.size <= 40,
    };
  }

  #drawEdge(id: string) {
    const { chosen, reached } = this.#highlight;
    if (chosen === null) return { size: 0.5 };
    const touches = this.#graph.extremities(id).every((end) => end === chosen || reached.has(end));
    return touches ? { color: this.#colors.reached, size: 1, zIndex: 1 } : { hidden: true };
  }
}
