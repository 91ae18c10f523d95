import { describe, expect, test } from 'vitest';
import { callsOf } from './calls-of.ts';
import { encodeEdge } from './edge-code.ts';
import { rankByNeighbors } from './rank-by-neighbors.ts';
import { packGraph, readGraph } from './symbol-graph.ts';

const CALL = encodeEdge({ kind: 'calls', tier: 'certain', reason: 'scope' });
const GUESS = encodeEdge({ kind: 'calls', tier: 'possible', reason: 'name' });
const IMPORT = encodeEdge({ kind: 'imports', tier: 'certain', reason: 'import' });

function graphOf(edges: readonly [from: number, to: number, code: number, line: number][]) {
  return readGraph(
    packGraph({
      generation: 1,
      nodeCount: 6,
      fileOf: Int32Array.of(0, 0, 1, 1, 2, 2),
      parentOf: new Int32Array(6).fill(-1),
      isTest: new Uint8Array(6),
      paths: ['a', 'b', 'c'],
      edges: [Int32Array.from(edges.flat())],
    }),
  );
}

describe('GRAPH-3 what is joined to the best comes before what is not', () => {
  test('by certain edges in either direction, the better neighbor counting more', () => {
    const graph = graphOf([
      [1, 0, CALL, 1],
      [1, 0, CALL, 2],
      [2, 3, CALL, 1],
      [4, 0, GUESS, 1],
    ]);
    expect(rankByNeighbors(graph, [0, 1, 2, 3, 4])).toEqual([1, 0, 3, 2]);
    expect(rankByNeighbors(graph, [4, 5])).toEqual([]);
  });
});

describe('GRAPH-4 calls come in the order of certainty, file and line', () => {
  const graph = graphOf([
    [4, 0, CALL, 9],
    [4, 0, CALL, 3],
    [2, 0, CALL, 7],
    [1, 0, GUESS, 1],
    [3, 0, IMPORT, 1],
    [5, 1, CALL, 2],
  ]);

  test('of several targets, without other edges', () => {
    const calls = callsOf(graph, [0, 1], () => true);
    expect(calls.map(({ caller, line }) => [caller, line])).toEqual([
      [2, 7],
      [5, 2],
      [4, 3],
      [4, 9],
      [1, 1],
    ]);
  });

  test('only those let through', () => {
    expect(callsOf(graph, [0], ({ caller }) => caller === 2)).toHaveLength(1);
    expect(callsOf(graph, [99], () => true)).toEqual([]);
  });
});
