import { taskVisual } from '#shared/present/task-visual.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleTask } from '../../testing/samples.ts';
import { blocksOf } from './blocks-of.ts';
import { type Block, packBlocks } from './pack-blocks.ts';
import { fitRange, followNow, panBy, ticksOf, xOf, zoomAt } from './time-view.ts';

const block = (over: Partial<Block>): Block => ({
  taskId: 't',
  title: 't',
  lane: 'A',
  attempt: 1,
  startMs: 0,
  endMs: 10,
  visual: taskVisual('succeeded', null),
  synthetic: false,
  promisedMs: null,
  ...over,
});

const anyBlock = fc
  .tuple(fc.nat(1000), fc.nat(100), fc.constantFrom('A', 'B', 'C'), fc.boolean())
  .map(([startMs, length, lane, open]) =>
    block({ startMs, endMs: open ? null : startMs + length, lane }),
  );

describe('packBlocks', () => {
  it('never lets two blocks of a row overlap, nor two lanes share a row', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 80 }), (blocks) => {
        const packing = packBlocks(blocks);
        expect(packing.blocks).toHaveLength(blocks.length);
        for (const row of Map.groupBy(packing.blocks, (placed) => placed.row).values()) {
          expect(new Set(row.map((placed) => placed.lane)).size).toBe(1);
          const inTime = row.toSorted((a, b) => a.startMs - b.startMs);
          inTime.slice(1).forEach((later, index) => {
            expect(inTime[index]?.endMs ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(
              later.startMs,
            );
          });
        }
      }),
    );
  });

  it('takes as many rows as ran at once', () => {
    const { rows, lanes } = packBlocks([
      block({ startMs: 0, endMs: 10 }),
      block({ startMs: 5, endMs: 15 }),
      block({ startMs: 10, endMs: 20 }),
      block({ lane: 'B' }),
    ]);
    expect(rows).toBe(3);
    expect(lanes).toEqual([
      { lane: 'A', firstRow: 0, rows: 2 },
      { lane: 'B', firstRow: 2, rows: 1 },
    ]);
  });

  it('packs 10,000 blocks', () => {
    const blocks = Array.from({ length: 10_000 }, (_, index) =>
      block({ startMs: index * 3, endMs: index * 3 + 40 }),
    );
    expect(packBlocks(blocks).rows).toBe(14);
  });
});

describe('the time view', () => {
  const view = { leftMs: 1_000_000, msPerPx: 10 };

  it('keeps the instant under the pointer when zooming', () => {
    const factor = fc.double({ min: 0.2, max: 5, noNaN: true });
    fc.assert(
      fc.property(factor, fc.nat(2000), (times, x) => {
        const atMs = view.leftMs + x * view.msPerPx;
        expect(xOf(zoomAt(view, times, x), atMs)).toBeCloseTo(x, 5);
      }),
    );
  });

  it('shows a whole range, and now near the right edge', () => {
    const whole = fitRange({ fromMs: 0, toMs: 60_000 }, 1000);
    expect(xOf(whole, 0)).toBeGreaterThan(0);
    expect(xOf(whole, 60_000)).toBeLessThan(1000);
    expect(xOf(followNow(view, 5_000_000, 1000), 5_000_000)).toBeCloseTo(920);
    expect(panBy(view, 5).leftMs).toBe(1_000_050);
  });

  it('labels round times that do not touch', () => {
    const ticks = ticksOf(view, 1000, 80);
    expect(ticks).toEqual([
      1_000_000, 1_001_000, 1_002_000, 1_003_000, 1_004_000, 1_005_000, 1_006_000, 1_007_000,
      1_008_000, 1_009_000, 1_010_000,
    ]);
  });
});

describe('blocksOf', () => {
  it('draws started tasks only, and earlier attempts from their own records', () => {
    const started = '2026-11-22T10:00:10.000Z';
    const tasks = [
      sampleTask('queued'),
      sampleTask('again', { status: 'running', attempt: 2, started_at: started }),
    ];
    const earlier = new Map([
      [
        'again',
        [
          {
            attempt: 1,
            started_at: '2026-11-22T10:00:00.000Z',
            ended_at: started,
            outcome: 'failed',
          },
          { attempt: 2, started_at: started, ended_at: null, outcome: null },
        ],
      ],
    ]);
    const blocks = blocksOf(tasks, earlier);
    expect(blocks.map((drawn) => [drawn.attempt, drawn.visual.label, drawn.endMs])).toEqual([
      [1, 'failed', Date.parse(started)],
      [2, 'running', null],
    ]);
  });
});
