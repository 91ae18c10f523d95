import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeEdge } from './edge-code.ts';
import {
  filesReached,
  impactOf,
  impactOfPaths,
  pageOfImpact,
  symbolsOfFiles,
  withMembers,
} from './impact.ts';
import { packGraph, readGraph, type SymbolGraph } from './symbol-graph.ts';

const CERTAIN = encodeEdge({ kind: 'calls', tier: 'certain', reason: 'scope' });
const POSSIBLE = encodeEdge({ kind: 'inherits', tier: 'possible', reason: 'name' });

interface Drawing {
  files: number[];
  edges: [from: number, to: number, code: number][];
  parents?: number[];
}

/**
 * A graph of nodes 0.. in the files given per node (-1: no longer there); file n is called `f<n>`.
 */
function draw({ files, edges, parents }: Drawing): SymbolGraph {
  const last = Math.max(-1, ...files);
  return readGraph(
    packGraph({
      generation: 7,
      nodeCount: files.length,
      fileOf: Int32Array.from(files),
      parentOf: Int32Array.from(files, (_, at) => parents?.[at] ?? -1),
      isTest: new Uint8Array(files.length),
      paths: Array.from({ length: last + 1 }, (_, n) => `f${String(n).padStart(2, '0')}`),
      edges: [Int32Array.from(edges.flatMap((edge, at) => [...edge, at + 1]))],
    }),
  );
}

/** Distances found by trying every edge again until nothing changes. */
function naiveDistances(
  drawing: Drawing,
  start: readonly number[],
  tier: 'certain' | 'all',
): Map<number, number> {
  const distances = new Map(start.map((node) => [node, 0]));
  for (let changed = true; changed;) {
    changed = false;
    for (const [from, to, code] of drawing.edges) {
      const reached = distances.get(to);
      if (reached === undefined || (tier === 'certain' && code === POSSIBLE)) continue;
      if (reached + 1 < (distances.get(from) ?? Infinity)) {
        distances.set(from, reached + 1);
        changed = true;
      }
    }
  }
  return distances;
}

const drawings = fc.integer({ min: 1, max: 14 }).chain((nodes) => {
  const node = fc.integer({ min: 0, max: nodes - 1 });
  return fc.record({
    files: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: nodes, maxLength: nodes }),
    edges: fc.array(fc.tuple(node, node, fc.constantFrom(CERTAIN, POSSIBLE)), { maxLength: 30 }),
    start: fc.uniqueArray(node, { minLength: 1, maxLength: 3 }),
  });
});

describe('IMPACT-1 the impact set is the whole closure, with shortest distances', () => {
  test.each(['certain', 'all'] as const)('as the naive closure finds it, %s edges', (tier) => {
    fc.assert(
      fc.property(drawings, ({ start, ...drawing }) => {
        const impact = impactOf(draw(drawing), start, { tier });
        const expected = naiveDistances(drawing, start, tier);
        for (let node = 0; node < drawing.files.length; node += 1)
          expect(impact.distanceOf(node)).toBe(expected.get(node) ?? -1);
        const dependents = Array.from(expected.keys()).filter((node) => !start.includes(node));
        expect(Array.from(impact.reached).toSorted((a, b) => a - b)).toEqual(
          dependents.toSorted((a, b) => a - b),
        );
      }),
    );
  });
});

describe('IMPACT-2 each dependent has a shortest chain, and the nearest come first', () => {
  test('every step of the chain is an edge, from the start to the node', () => {
    fc.assert(
      fc.property(drawings, ({ start, ...drawing }) => {
        const graph = draw(drawing);
        const impact = impactOf(graph, start, { tier: 'all' });
        const isEdge = (from: number, to: number): boolean =>
          drawing.edges.some((edge) => edge[0] === from && edge[1] === to);
        for (const node of impact.reached) {
          const path = impact.pathTo(node);
          expect(path).toHaveLength(impact.distanceOf(node) + 1);
          expect(start).toContain(path[0]);
          expect(path.at(-1)).toBe(node);
          path.slice(1).forEach((step, at) => expect(isEdge(step, path[at] ?? -1)).toBe(true));
        }
      }),
    );
  });

  test('pages are pieces of one order: distance, file, symbol', () => {
    fc.assert(
      fc.property(drawings, fc.nat(15), fc.nat(15), ({ start, ...drawing }, offset, count) => {
        const graph = draw(drawing);
        const impact = impactOf(graph, start, { tier: 'all' });
        const place = (node: number): number[] => [
          impact.distanceOf(node),
          graph.fileOf[node] ?? -1,
          node,
        ];
        const order = Array.from(impact.reached, place).toSorted(
          (a, b) =>
            (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0),
        );
        const shown = { impact, nodes: impact.reached };
        const page = pageOfImpact(graph, shown, { offset, count });
        expect(page.map(place)).toEqual(order.slice(offset, offset + count));
      }),
    );
  });

  test('what is not reached has no chain; unknown starts are passed over', () => {
    const impact = impactOf(draw({ files: [0, 0], edges: [] }), [0, -1, 99], { tier: 'all' });
    expect(impact.pathTo(1)).toEqual([]);
    expect(impact.pathTo(0)).toEqual([0]);
    expect(impact.distanceOf(99)).toBe(-1);
  });
});

describe('IMPACT-3 files and definitions stand for everything in them', () => {
  // f0: module 0 with class 1 and its method 2; f1: module 3 with function 4, which calls the
  // method; 5 is gone.
  const graph = draw({
    files: [0, 0, 0, 1, 1, -1],
    parents: [-1, 0, 1, -1, 3, -1],
    edges: [[4, 2, CERTAIN]],
  });

  test('a definition with its members', () => {
    expect(withMembers(graph, [1])).toEqual([1, 2]);
    expect(withMembers(graph, [0])).toEqual([0, 1, 2]);
    expect(withMembers(graph, [4])).toEqual([4]);
  });

  test('a file with its symbols', () => {
    expect(symbolsOfFiles(graph, ['f01', 'absent'])).toEqual([3, 4]);
    expect(symbolsOfFiles(graph, [])).toEqual([]);
  });

  test('files reached from files', () => {
    expect(impactOfPaths(graph, ['f00'])).toEqual(new Set(['f00', 'f01']));
    expect(impactOfPaths(graph, ['f01', 'absent'])).toEqual(new Set(['f01', 'absent']));
    expect(filesReached(graph, [2])).toEqual(new Set(['f00', 'f01']));
  });
});

describe('IMPACT-5 what is put around definitions runs for each of them', () => {
  // 0 and 1 are decorated, 2 is the closure around both and calls 3 besides; 4 calls 0, 5 calls 1
  // by name; 6 calls the closure itself.
  const NAMED = encodeEdge({ kind: 'calls', tier: 'possible', reason: 'wrapped' });
  const THROUGH = encodeEdge({ kind: 'calls', tier: 'certain', reason: 'wrapped' });
  const graph = draw({
    files: [0, 0, 0, 0, 0, 0, 0],
    edges: [
      [2, 0, CERTAIN],
      [2, 1, CERTAIN],
      [2, 3, CERTAIN],
      [4, 2, THROUGH],
      [4, 0, NAMED],
      [5, 2, THROUGH],
      [5, 1, NAMED],
      [6, 2, CERTAIN],
    ],
  });
  const reached = (start: number[], tier: 'certain' | 'all'): number[] =>
    Array.from(impactOf(graph, start, { tier }).reached).toSorted((a, b) => a - b);

  test('a change of one reaches its own callers, not those of the other', () => {
    expect(reached([0], 'all')).toEqual([2, 4, 6]);
    expect(reached([1], 'all')).toEqual([2, 5, 6]);
  });

  test('a change of what is around, or of what it calls, reaches the callers of all', () => {
    expect(reached([2], 'all')).toEqual([4, 5, 6]);
    expect(reached([3], 'all')).toEqual([2, 4, 5, 6]);
    expect(reached([0, 3], 'all')).toEqual([2, 4, 5, 6]);
  });

  test('certain edges alone lead through it to all', () => {
    expect(reached([0], 'certain')).toEqual([2, 4, 5, 6]);
  });
});

describe('GRAPH-1 the packed graph says what went in', () => {
  test('paths, also strange ones, by place and by name', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1 })), (names) => {
        const paths = names.toSorted((a, b) => (a < b ? -1 : 1));
        const graph = readGraph(
          packGraph({
            generation: 1,
            nodeCount: 0,
            fileOf: new Int32Array(0),
            parentOf: new Int32Array(0),
            isTest: new Uint8Array(0),
            paths,
            edges: [],
          }),
        );
        expect(paths.map((_, at) => graph.files.path(at))).toEqual(paths);
        expect(paths.map((path) => graph.files.find(path))).toEqual(paths.map((_, at) => at));
        expect(graph.files.find('\u0000 not there')).toBe(-1);
      }),
    );
  });

  test('edges in both directions with their codes', () => {
    const graph = draw({ files: [0, 1], edges: [[0, 1, POSSIBLE]] });
    expect(graph).toMatchObject({ generation: 7, nodeCount: 2, edgeCount: 1, files: { count: 2 } });
    expect(Array.from(graph.forward.offsets)).toEqual([0, 1, 1]);
    expect(Array.from(graph.forward.nodes)).toEqual([1]);
    expect(Array.from(graph.reverse.offsets)).toEqual([0, 0, 1]);
    expect(Array.from(graph.reverse.codes)).toEqual([POSSIBLE]);
    expect(Array.from(graph.reverse.lines)).toEqual([1]);
  });
});
