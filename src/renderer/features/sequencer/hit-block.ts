import type { PlacedBlock } from './pack-blocks.ts';
import { LABEL_PX, ROW_PX, type Scene, yOfRow } from './paint-sequencer.ts';
import { xOf } from './time-view.ts';

/** The block under a point of the canvas, if any; thin blocks can be hit 3 px to both sides. */
export function hitBlock(scene: Scene, x: number, y: number): PlacedBlock | null {
  if (x < LABEL_PX) return null;
  for (const block of scene.packing.blocks) {
    const top = yOfRow(scene.packing, block.row) - scene.scrollPx;
    if (y < top || y > top + ROW_PX) continue;
    const left = LABEL_PX + xOf(scene.view, block.startMs);
    const right = LABEL_PX + xOf(scene.view, block.endMs ?? scene.nowMs);
    if (x >= left - 3 && x <= right + 3) return block;
  }
  return null;
}
