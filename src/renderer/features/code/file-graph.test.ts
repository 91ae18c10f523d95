import { describe, expect, it } from 'vitest';
import { buildFileGraph, folderOf, type GraphData } from './file-graph.ts';

function dataOf(files: string[], edges: [string, string][]): GraphData {
  return {
    nodes: files.map((id) => ({ id, label: id, kind: 'module', lang: 'python', size: 9 })),
    edges: edges.map(([from, to]) => ({ from, to, kind: 'imports' as const, weight: 1 })),
    total_nodes: files.length,
    git_sha: null,
    fresh: true,
  };
}

describe('the graph of files', () => {
  it('draws an edge once, whatever its direction and kind, and none to what is not shown', () => {
    const data = dataOf(
      ['a.py', 'b.py'],
      [
        ['a.py', 'b.py'],
        ['b.py', 'a.py'],
        ['a.py', 'a.py'],
        ['a.py', 'gone.py'],
      ],
    );
    const graph = buildFileGraph(data);
    expect([graph.order, graph.size]).toEqual([2, 1]);
  });

  it('gives every file a place of its own', () => {
    const files = Array.from({ length: 500 }, (_, n) => `pkg${n % 7}/m${n}.py`);
    const graph = buildFileGraph(dataOf(files, []));
    const places = new Set(
      graph.mapNodes((_, face) => `${face.x.toFixed(4)},${face.y.toFixed(4)}`),
    );
    expect(places.size).toBe(500);
  });

  it('groups by the first three folders', () => {
    expect(folderOf('a/b/c/d/e.ts')).toBe('a/b/c');
    expect(folderOf('e.ts')).toBe('');
  });
});
