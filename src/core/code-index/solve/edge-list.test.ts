import { expect, test } from 'vitest';
import { EDGE_REASONS, type Edge } from '../symbols.ts';
import { EdgeList } from './edge-list.ts';

const edge = (more: Partial<Edge>): Edge => ({
  from: 1,
  to: 'b.py#f',
  kind: 'calls',
  tier: 'certain',
  reason: 'import',
  line: 7,
  ...more,
});

function kept(...edges: Edge[]): Edge[] {
  const list = new EdgeList();
  for (const one of edges) list.add(one);
  return list.sorted();
}

test('INDEX-12 of two edges between the same symbols on one line the better founded one stays', () => {
  const tiers = ['certain', 'possible'] as const;
  const ranked = tiers.flatMap((tier) => EDGE_REASONS.map((reason) => edge({ tier, reason })));
  ranked.forEach((better, at) => {
    for (const worse of ranked.slice(at)) {
      expect(kept(better, worse)).toEqual([better]);
      expect(kept(worse, better)).toEqual([better]);
    }
  });
});

test('INDEX-12 edges of other lines, kinds and targets stay beside it', () => {
  const others = [{}, { line: 8 }, { kind: 'imports' as const }, { to: 'c.py#f' }, { from: 2 }];
  expect(kept(...others.map(edge))).toHaveLength(others.length);
});
