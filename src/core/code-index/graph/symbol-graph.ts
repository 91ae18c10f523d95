/**
 * Edges by the node they leave (or, reversed, reach): those of node n are entries offsets[n] up to
 * offsets[n + 1].
 */
export interface Adjacency {
  offsets: Int32Array;
  nodes: Int32Array;
  /** EdgeCode of each entry. */
  codes: Uint8Array;
}

/** Edges by the node they reach, with the line each stands in. */
export interface ReverseAdjacency extends Adjacency {
  lines: Int32Array;
}

/**
 * All symbols and edges of a repository as arrays in one shared buffer: built by the index thread,
 * read by every thread without copying. Nodes are the stored symbol ids; ids that no longer exist
 * are nodes without a file and without edges.
 */
export interface SymbolGraph {
  generation: number;
  nodeCount: number;
  edgeCount: number;
  /** Per node, the file's place in the sorted list of paths; -1 for none. */
  fileOf: Int32Array;
  /** Per node, the enclosing symbol; -1 for none. */
  parentOf: Int32Array;
  /** Per node, 1 for tests and their helpers. */
  isTest: Uint8Array;
  /** From caller to callee, importer to imported, class to base. */
  forward: Adjacency;
  reverse: ReverseAdjacency;
  files: SortedPaths;
}

/** The paths of the files that nodes lie in, sorted by code units. */
interface SortedPaths {
  count: number;
  /** Path of a file by its place in the list. */
  path(file: number): string;
  /** Place of a path in the list; -1 when it is not indexed. */
  find(path: string): number;
}

export interface GraphInput {
  generation: number;
  nodeCount: number;
  fileOf: Int32Array;
  parentOf: Int32Array;
  isTest: Uint8Array;
  /** Sorted by code units. */
  paths: readonly string[];
  /** Runs of from, to, code, line. Both ends are nodes. */
  edges: readonly Int32Array[];
}

const HEADER = 5;
/** Numbers an edge takes in a run of edges. */
export const EDGE_STRIDE = 4;

interface Layout {
  generation: number;
  nodes: number;
  edges: number;
  files: number;
  characters: number;
}

function words(layout: Layout): number {
  const { nodes, edges, files } = layout;
  return HEADER + 2 * nodes + 2 * (nodes + 1) + 3 * edges + (files + 1);
}

function sizeBytes(layout: Layout): number {
  return 4 * words(layout) + 2 * layout.characters + layout.nodes + 2 * layout.edges;
}

function layoutOf(buffer: SharedArrayBuffer): Layout {
  const [generation = 0, nodes = 0, edges = 0, files = 0, characters = 0] = new Int32Array(
    buffer,
    0,
    HEADER,
  );
  return { generation, nodes, edges, files, characters };
}

/** Takes the arrays of a buffer one after the other, as they are laid out. */
function createViews(buffer: SharedArrayBuffer, layout: Layout) {
  const { nodes, edges, files, characters } = layout;
  let at = 4 * HEADER;
  const integers = (length: number): Int32Array => {
    const view = new Int32Array(buffer, at, length);
    at += 4 * length;
    return view;
  };
  const bytes = (length: number): Uint8Array => {
    const view = new Uint8Array(buffer, at, length);
    at += length;
    return view;
  };
  const fileOf = integers(nodes);
  const parentOf = integers(nodes);
  const forward = { offsets: integers(nodes + 1), nodes: integers(edges) };
  const reverse = {
    offsets: integers(nodes + 1),
    nodes: integers(edges),
    lines: integers(edges),
  };
  const pathOffsets = integers(files + 1);
  const pathText = new Uint16Array(buffer, at, characters);
  at += 2 * characters;
  const isTest = bytes(nodes);
  return {
    fileOf,
    parentOf,
    isTest,
    pathOffsets,
    pathText,
    forward: { ...forward, codes: bytes(edges) },
    reverse: { ...reverse, codes: bytes(edges) },
  };
}

/** Lays a repository's graph out in a shared buffer. */
export function packGraph(input: GraphInput): SharedArrayBuffer {
  const layout: Layout = {
    generation: input.generation,
    nodes: input.nodeCount,
    edges: input.edges.reduce((sum, run) => sum + run.length / EDGE_STRIDE, 0),
    files: input.paths.length,
    characters: input.paths.reduce((sum, path) => sum + path.length, 0),
  };
  const buffer = new SharedArrayBuffer(sizeBytes(layout));
  new Int32Array(buffer, 0, HEADER).set([
    layout.generation,
    layout.nodes,
    layout.edges,
    layout.files,
    layout.characters,
  ]);
  const views = createViews(buffer, layout);
  views.fileOf.set(input.fileOf.subarray(0, layout.nodes));
  views.parentOf.set(input.parentOf.subarray(0, layout.nodes));
  views.isTest.set(input.isTest.subarray(0, layout.nodes));
  const { forward, reverse } = views;
  fillAdjacency(forward, input.edges, { node: 0, other: 1, lines: null });
  fillAdjacency(reverse, input.edges, { node: 1, other: 0, lines: reverse.lines });
  writePaths(views, input.paths);
  return buffer;
}

/** Where an edge's ends stand in a run. */
interface Ends {
  node: 0 | 1;
  other: 0 | 1;
}

/**
 * Counting sort of the edges by one of their ends; `lines` takes their lines in that order, when
 * given.
 */
function fillAdjacency(
  into: Adjacency,
  runs: readonly Int32Array[],
  ends: Ends & { lines: Int32Array | null },
): void {
  countEdges(into.offsets, runs, ends);
  const { nodes, codes } = into;
  const { lines } = ends;
  const next = into.offsets.slice();
  for (const run of runs)
    for (let at = 0; at < run.length; at += EDGE_STRIDE) {
      const node = run[at + ends.node] ?? 0;
      const place = next[node] ?? 0;
      next[node] = place + 1;
      nodes[place] = run[at + ends.other] ?? 0;
      codes[place] = run[at + 2] ?? 0;
      if (lines !== null) lines[place] = run[at + 3] ?? 0;
    }
}

/** Fills in where each node's edges begin. */
function countEdges(offsets: Int32Array, runs: readonly Int32Array[], { node }: Ends): void {
  for (const run of runs)
    for (let at = 0; at < run.length; at += EDGE_STRIDE) {
      const slot = (run[at + node] ?? 0) + 1;
      offsets[slot] = (offsets[slot] ?? 0) + 1;
    }
  for (let at = 1; at < offsets.length; at += 1)
    offsets[at] = (offsets[at] ?? 0) + (offsets[at - 1] ?? 0);
}

function writePaths(
  views: { pathOffsets: Int32Array; pathText: Uint16Array },
  paths: readonly string[],
): void {
  let at = 0;
  paths.forEach((path, index) => {
    for (let n = 0; n < path.length; n += 1) views.pathText[at + n] = path.charCodeAt(n);
    at += path.length;
    views.pathOffsets[index + 1] = at;
  });
}

/** Opens a buffer of packGraph; copies nothing. */
export function readGraph(buffer: SharedArrayBuffer): SymbolGraph {
  const layout = layoutOf(buffer);
  const views = createViews(buffer, layout);
  return {
    generation: layout.generation,
    nodeCount: layout.nodes,
    edgeCount: layout.edges,
    fileOf: views.fileOf,
    parentOf: views.parentOf,
    isTest: views.isTest,
    forward: views.forward,
    reverse: views.reverse,
    files: readPaths(views.pathOffsets, views.pathText, layout.files),
  };
}

function readPaths(offsets: Int32Array, text: Uint16Array, count: number): SortedPaths {
  const path = (file: number): string =>
    String.fromCharCode(...text.subarray(offsets[file] ?? 0, offsets[file + 1]));
  const find = (wanted: string): number => {
    let low = 0;
    let high = count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const here = path(middle);
      if (here === wanted) return middle;
      if (here < wanted) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  };
  return { count, path, find };
}
