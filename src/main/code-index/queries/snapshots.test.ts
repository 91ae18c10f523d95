import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import type { codeIndexContract } from '#shared/contract/code-index.ts';
import { codeIndexContract as contract } from '#shared/contract/code-index.ts';
import { openRag, type Rag } from '../testing/open-code-index.ts';

type Graph = Output<(typeof codeIndexContract)['dependencyGraph']>;
type GraphInput = Parsed<(typeof codeIndexContract)['dependencyGraph']>;

const CALL = { actor: 'local', requester: 'local_user' } as const;
const EDGES = [
  'a.py# -> b.py# 1 imports',
  'a.py#f -> b.py#g 4',
  'a.py#f -> b.py#g 5 calls possible name',
  'b.py#g -> b.py#B 2',
];

let rag: Rag;
beforeAll(async () => {
  rag = openRag();
  await rag.write(
    {
      'a.py': 'import b\n\ndef f():\n    b.g()\n    return lambda: 1\n',
      'b.py': 'def g():\n    return B()\n\nclass B:\n    pass\n',
      'lib/c.py': 'def alone():\n    pass\n',
    },
    EDGES,
  );
});
afterAll(() => rag.close());

describe('SNAP-1 a snapshot holds everything, sorted, under a name with its commit', () => {
  test('and answers as the contract says', async () => {
    const taken = await rag.handlers.snapshotIndex({}, CALL);
    expect(contract.snapshotIndex.response.parse(taken)).toEqual(taken);
    expect(taken.snapshot_path).toMatch(/rag_snapshot\.json$/);
    const { snapshot: _name, snapshot_path: path, ...inline } = taken;
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(inline);
    expect(taken.snapshot).toBe(`20261122T120000.000Z-${'a'.repeat(12)}`);
    expect(taken.files.map((file) => [file.path, file.lang])).toEqual([
      ['a.py', 'python'],
      ['b.py', 'python'],
      ['lib/c.py', 'python'],
    ]);
    const ids = taken.symbols.map((symbol) => symbol.id);
    expect(ids).toEqual(ids.toSorted());
    expect(taken.symbols.find((symbol) => symbol.id === 'b.py#B')).toEqual({
      id: 'b.py#B',
      file: 'b.py',
      line: 4,
      column: 6,
      end_line: 5,
      kind: 'class',
      name: 'B',
      qualified: 'b.B',
    });
    expect(taken.symbols.find((symbol) => symbol.id === 'a.py#')?.kind).toBe('module');
    expect(taken.symbols.find((symbol) => symbol.id.includes('<anonymous>'))?.name).toBe('');
    expect(taken.edges).toEqual([
      { from: 'a.py#', to: 'b.py#', kind: 'imports', tier: 'certain', reason: 'import', line: 1 },
      { from: 'a.py#f', to: 'b.py#g', kind: 'calls', tier: 'certain', reason: 'import', line: 4 },
      { from: 'a.py#f', to: 'b.py#g', kind: 'calls', tier: 'possible', reason: 'name', line: 5 },
      { from: 'b.py#g', to: 'b.py#B', kind: 'calls', tier: 'certain', reason: 'import', line: 2 },
    ]);
    const { snapshots } = await rag.handlers.listSnapshots({}, CALL);
    expect(snapshots).toMatchObject([{ snapshot: taken.snapshot, edges: 4 }]);
  });

  test('a name that is not there is refused, also one that leads elsewhere', async () => {
    for (const from of ['nowhere', '../repo', '']) {
      const input = { from, to: from };
      await expect(rag.handlers.diffSnapshots(input, CALL)).rejects.toMatchObject({
        code: 'unknown_snapshot',
        message: expect.stringMatching(/The newest is \w|`vp rag snapshot`/) as string,
      });
    }
  });
});

describe('GRAPH-2 the drawn graph counts certain edges', () => {
  const draw = (input: GraphInput): Promise<Graph> => rag.handlers.dependencyGraph(input, CALL);

  test('between files', async () => {
    const graph = await draw({});
    expect(contract.dependencyGraph.response.parse(graph)).toEqual(graph);
    expect(graph.nodes.map((node) => node.id)).toEqual(['a.py', 'b.py', 'lib/c.py']);
    expect(graph.nodes[2]).toMatchObject({ label: 'c.py', kind: 'file', lang: 'python', size: 2 });
    expect(graph.edges).toEqual([
      { from: 'a.py', to: 'b.py', kind: 'imports', weight: 1 },
      { from: 'a.py', to: 'b.py', kind: 'calls', weight: 1 },
    ]);
  });

  test('between symbols, the most connected first, below a path', async () => {
    const graph = await draw({ level: 'symbols', limit: 1 });
    expect(graph.nodes).toMatchObject([{ id: 'b.py#g', label: 'g', kind: 'function' }]);
    expect(graph).toMatchObject({ edges: [], total_nodes: 8 });
    const below = await draw({ level: 'symbols', path: 'lib' });
    expect(below.nodes.map((node) => node.id)).toEqual(['lib/c.py#', 'lib/c.py#alone']);
  });
});
