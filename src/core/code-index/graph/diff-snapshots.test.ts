import { describe, expect, test } from 'vitest';
import { diffSnapshots, type Snapshot } from './diff-snapshots.ts';

function snapshot(
  files: Readonly<Record<string, string>>,
  symbols: readonly string[],
  edges: readonly [from: string, to: string, line: number, tier?: 'possible'][],
): Snapshot {
  return {
    schema: 'slipway.code-index.snapshot/1',
    git_sha: null,
    created_at: '2026-11-22T12:00:00.000Z',
    files: Object.entries(files).map(([path, hash]) => ({ path, hash, lang: 'python' })),
    symbols: symbols.map((id) => ({
      id,
      file: 'a',
      line: 1,
      column: 0,
      end_line: 1,
      kind: 'function',
      name: id,
      qualified: id,
    })),
    edges: edges.map(([from, to, line, tier = 'certain' as const]) => ({
      from,
      to,
      line,
      tier,
      kind: 'calls',
      reason: 'scope',
    })),
  };
}

describe('SNAP-2 two snapshots are compared by what they hold', () => {
  test('files, symbols and edges that came, went and changed; a moved line is no change', () => {
    const from = snapshot(
      { a: '1', b: '1', c: '1' },
      ['f', 'g'],
      [
        ['f', 'g', 1],
        ['g', 'f', 2],
      ],
    );
    const to = snapshot(
      { a: '1', b: '2', d: '1' },
      ['g', 'h'],
      [
        ['f', 'g', 9],
        ['g', 'f', 2, 'possible'],
      ],
    );
    expect(diffSnapshots(from, to)).toEqual({
      files: { added: ['d'], removed: ['c'], changed: ['b'] },
      symbols: { added: ['h'], removed: ['f'] },
      edges: { added: 1, removed: 1, before: 2, after: 2 },
    });
  });

  test('a snapshot differs in nothing from itself', () => {
    const same = snapshot({ a: '1' }, ['f'], [['f', 'f', 1]]);
    expect(diffSnapshots(same, same)).toEqual({
      files: { added: [], removed: [], changed: [] },
      symbols: { added: [], removed: [] },
      edges: { added: 0, removed: 0, before: 1, after: 1 },
    });
  });
});
