import { describe, expect, it } from 'vitest';
import { must } from '#shared/assert.ts';
import { AppError } from '#shared/errors.ts';
import { DEFAULT_LANES } from '#shared/lanes.ts';
import type { IndexWork } from './index-work.ts';
import { runIndexWork } from './run-index-work.ts';

const lane = (name: string) =>
  must(
    DEFAULT_LANES.find((one) => one.name === name),
    name,
  );

/** A code index whose answers are given. */
function indexThat(says: { edges: [number, number]; behindS: number | null }): IndexWork {
  return {
    refresh: async () => ({
      filesIndexed: 10,
      filesChanged: 1,
      edgesBefore: says.edges[0],
      edgesAfter: says.edges[1],
      gitSha: 'abc',
    }),
    query: async () => ({ total: 1, fresh: true, lines: ['a.py:1 a.f'] }),
    freshnessS: () => says.behindS,
    reach: (_repo, paths) => paths,
  };
}

describe('index operations as tasks', () => {
  const refresh = {
    lane: lane('Vector-Ops'),
    repo: '/r',
    payload: { operation: 'refresh' as const },
  };

  it('a refresh succeeds and measures index_freshness on the index itself', async () => {
    const done = await runIndexWork(indexThat({ edges: [5, 6], behindS: 0 }), refresh);
    expect(done.result).toMatchObject({
      outcome: 'succeeded',
      outputTail: expect.stringContaining('5 → 6 edges'),
    });
    expect(
      done.gates.map(({ gate, judgement }) => [gate.kpi, judgement.state, judgement.value]),
    ).toEqual([['index_freshness', 'pass', 0]]);
  });

  it('an index that stays behind for longer than 120 s fails the gate', async () => {
    const { gates } = await runIndexWork(indexThat({ edges: [5, 6], behindS: 121 }), refresh);
    expect(gates[0]?.judgement.state).toBe('fail');
  });

  it('an unknown freshness is not measured, and never passes', async () => {
    const { gates } = await runIndexWork(indexThat({ edges: [5, 6], behindS: null }), refresh);
    expect(gates[0]?.judgement.state).toBe('not_measured');
  });

  it.each([
    [[100, 104], 'pass'],
    [[100, 94], 'fail'],
    [[0, 50], 'not_measured'],
  ] as [[number, number], string][])(
    'Graph-Ops: edges %j give edge_count_delta %s',
    async (edges, state) => {
      const { gates } = await runIndexWork(indexThat({ edges, behindS: 0 }), {
        ...refresh,
        lane: lane('Graph-Ops'),
      });
      expect(gates.map(({ gate, judgement }) => [gate.kpi, judgement.state])).toEqual([
        ['edge_count_delta', state],
      ]);
    },
  );

  it('a query without its question says what to put where', async () => {
    const { result } = await runIndexWork(indexThat({ edges: [1, 1], behindS: 0 }), {
      ...refresh,
      payload: { operation: 'query' },
    });
    expect(result).toMatchObject({ outcome: 'failed', failureClass: 'policy' });
    expect(result.reason).toContain('`query: {kind, symbol | file | snippet}`');
  });

  it('a refusal of the index is a policy failure, an accident is worth another attempt', async () => {
    const index = indexThat({ edges: [1, 1], behindS: 0 });
    const failing = (error: Error): IndexWork => ({
      ...index,
      refresh: async () => {
        throw error;
      },
    });
    const refusal = new AppError('unknown_index', 'This folder is not indexed.');
    expect((await runIndexWork(failing(refusal), refresh)).result.failureClass).toBe('policy');
    const accident = await runIndexWork(failing(new Error('the thread died')), refresh);
    expect(accident.result).toMatchObject({ failureClass: 'transient', reason: 'the thread died' });
  });
});
