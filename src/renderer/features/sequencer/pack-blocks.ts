import type { StatusVisual } from '#shared/present/status-visual.ts';
import type { Band } from '../../ui/promise-scale.ts';

/** One attempt of a task on the time axis. Times are epoch ms; `endMs` null while it runs. */
export interface Block {
  taskId: string;
  title: string;
  lane: string;
  attempt: number;
  startMs: number;
  endMs: number | null;
  visual: StatusVisual;
  synthetic: boolean;
  /** How long the attempt was expected to take (ms). */
  promisedMs: Band | null;
}

export interface PlacedBlock extends Block {
  /** Row over all lanes, from 0. */
  row: number;
}

export interface LaneRows {
  lane: string;
  firstRow: number;
  rows: number;
}

export interface Packing {
  blocks: PlacedBlock[];
  lanes: LaneRows[];
  rows: number;
}

/**
 * Gives every block the first row of its lane that is free at its start, so that a lane takes as
 * many rows as it ever ran tasks at once. Blocks of a row never overlap.
 */
export function packBlocks(blocks: readonly Block[]): Packing {
  const byLane = Map.groupBy(blocks, (block) => block.lane);
  const packing: Packing = { blocks: [], lanes: [], rows: 0 };
  for (const lane of [...byLane.keys()].toSorted((a, b) => a.localeCompare(b))) {
    const rows = packLane(byLane.get(lane) ?? [], packing.rows, packing.blocks);
    packing.lanes.push({ lane, firstRow: packing.rows, rows });
    packing.rows += rows;
  }
  return packing;
}

function packLane(blocks: readonly Block[], firstRow: number, placed: PlacedBlock[]): number {
  const freeFromMs: number[] = [];
  for (const block of blocks.toSorted((a, b) => a.startMs - b.startMs)) {
    const free = freeFromMs.findIndex((ms) => ms <= block.startMs);
    const row = free === -1 ? freeFromMs.length : free;
    freeFromMs[row] = block.endMs ?? Number.POSITIVE_INFINITY;
    placed.push({ ...block, row: firstRow + row });
  }
  return freeFromMs.length;
}
