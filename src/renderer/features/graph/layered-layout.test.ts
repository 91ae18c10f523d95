import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depthsOf, layeredLayout } from './layered-layout.ts';

const graph = fc
  .array(fc.tuple(fc.array(fc.nat(50), { maxLength: 4 }), fc.constantFrom('A', 'B')), {
    maxLength: 60,
  })
  .map((rows) =>
    rows.map(([deps, lane], index) => ({
      id: `t${index}`,
      lane,
      deps: deps.filter((dep) => dep < index).map((dep) => `t${dep}`),
    })),
  );

describe('layeredLayout', () => {
  it('puts every task right of what it depends on, and no two on one spot', () => {
    fc.assert(
      fc.property(graph, (tasks) => {
        const positions = layeredLayout(tasks);
        const spots = new Set([...positions.values()].map(({ x, y }) => `${x}:${y}`));
        expect(spots.size).toBe(tasks.length);
        for (const task of tasks) {
          for (const dep of task.deps) {
            expect(positions.get(task.id)?.x).toBeGreaterThan(positions.get(dep)?.x ?? 0);
          }
        }
      }),
    );
  });

  it('survives cycles and unknown dependencies', () => {
    const tasks = [
      { id: 'a', lane: 'A', deps: ['b', 'ghost'] },
      { id: 'b', lane: 'A', deps: ['a'] },
      { id: 'c', lane: 'A', deps: [] },
      { id: 'd', lane: 'A', deps: ['c', 'c'] },
    ];
    expect([...depthsOf(tasks).values()]).toEqual([0, 0, 0, 1]);
    expect(layeredLayout(tasks).size).toBe(4);
  });

  it('lays 10,000 tasks out in one chain without deep recursion', () => {
    const tasks = Array.from({ length: 10_000 }, (_, index) => ({
      id: `t${index}`,
      lane: 'A',
      deps: index === 0 ? [] : [`t${index - 1}`],
    }));
    expect(depthsOf(tasks).get('t9999')).toBe(9999);
  });
});
