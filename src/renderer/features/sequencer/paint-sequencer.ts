import { formatClock } from '#shared/present/format-time.ts';
import { TONES, type Tone } from '#shared/present/status-visual.ts';
import { MACHINE_ZONE } from '#shared/present/local-day.ts';
import type { Packing, PlacedBlock } from './pack-blocks.ts';
import { ticksOf, type TimeView, xOf } from './time-view.ts';

export const ROW_PX = 18;
export const AXIS_PX = 24;
export const LABEL_PX = 132;
const LANE_GAP_PX = 8;

export interface Palette {
  tones: Record<Tone, string>;
  ground: string;
  line: string;
  text: string;
  muted: string;
  focus: string;
  inverse: string;
}

export interface Scene {
  packing: Packing;
  view: TimeView;
  nowMs: number;
  isLive: boolean;
  selectedId: string | null;
  scrollPx: number;
  size: { width: number; height: number };
}

/** Colours of the present theme, for the canvas. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const tones = Object.fromEntries(TONES.map((tone) => [tone, value(`tone-${tone}`)]));
  return {
    tones: tones as Record<Tone, string>,
    ground: value('panel'),
    line: value('line'),
    text: value('text'),
    muted: value('text-muted'),
    focus: value('focus'),
    inverse: value('inverse'),
  };
}

/** Y of a row below the axis, before scrolling. */
export function yOfRow(packing: Packing, row: number): number {
  const lane = packing.lanes.findIndex((rows) => row < rows.firstRow + rows.rows);
  return AXIS_PX + row * ROW_PX + (lane === -1 ? packing.lanes.length : lane) * LANE_GAP_PX;
}

/** Height of everything, axis included. */
export function contentHeight(packing: Packing): number {
  return AXIS_PX + packing.rows * ROW_PX + packing.lanes.length * LANE_GAP_PX + 8;
}

/** Draws the whole strip. Blocks outside the window cost one comparison each. */
export function paintSequencer(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  palette: Palette,
): void {
  const { width, height } = scene.size;
  ctx.fillStyle = palette.ground;
  ctx.fillRect(0, 0, width, height);
  ctx.save();
  ctx.beginPath();
  ctx.rect(LABEL_PX, 0, width - LABEL_PX, height);
  ctx.clip();
  paintGrid(ctx, scene, palette);
  paintBlocks(ctx, scene, palette);
  paintNow(ctx, scene, palette);
  paintAxis(ctx, scene, palette);
  ctx.restore();
  paintLanes(ctx, scene, palette);
}

function paintGrid(ctx: CanvasRenderingContext2D, scene: Scene, palette: Palette): void {
  ctx.fillStyle = palette.line;
  for (const at of ticksOf(scene.view, scene.size.width, 96)) {
    ctx.fillRect(Math.round(LABEL_PX + xOf(scene.view, at)), AXIS_PX, 1, scene.size.height);
  }
}

function paintAxis(ctx: CanvasRenderingContext2D, scene: Scene, palette: Palette): void {
  ctx.fillStyle = palette.ground;
  ctx.fillRect(LABEL_PX, 0, scene.size.width, AXIS_PX);
  ctx.fillStyle = palette.line;
  ctx.fillRect(LABEL_PX, AXIS_PX - 1, scene.size.width, 1);
  ctx.fillStyle = palette.muted;
  ctx.font = '11px Inter, sans-serif';
  ctx.textBaseline = 'middle';
  for (const at of ticksOf(scene.view, scene.size.width, 96)) {
    ctx.fillText(tickText(at), Math.round(LABEL_PX + xOf(scene.view, at)) + 4, AXIS_PX / 2);
  }
}

// Ticks closer than a second say the tenth, too.
function tickText(at: number): string {
  const clock = formatClock(new Date(at).toISOString(), MACHINE_ZONE);
  const tenth = Math.floor((at % 1000) / 100);
  return tenth === 0 ? clock : `${clock}.${tenth}`;
}

function paintBlocks(ctx: CanvasRenderingContext2D, scene: Scene, palette: Palette): void {
  const { packing, view, nowMs, size } = scene;
  const rowY = Array.from({ length: packing.rows }, (_, row) => yOfRow(packing, row));
  ctx.font = '11px Inter, sans-serif';
  for (const block of packing.blocks) {
    const left = LABEL_PX + xOf(view, block.startMs);
    const right = LABEL_PX + xOf(view, block.endMs ?? nowMs);
    const top = (rowY[block.row] ?? 0) - scene.scrollPx;
    if (right < LABEL_PX || left > size.width || top > size.height || top < -ROW_PX) continue;
    const box = { left, top, width: Math.max(1.5, right - left - 1) };
    paintBlock(ctx, block, box, { palette, isSelected: block.taskId === scene.selectedId });
  }
}

function paintBlock(
  ctx: CanvasRenderingContext2D,
  block: PlacedBlock,
  box: { left: number; top: number; width: number },
  look: { palette: Palette; isSelected: boolean },
): void {
  const { palette } = look;
  ctx.fillStyle = palette.tones[block.visual.tone];
  ctx.globalAlpha = block.synthetic ? 0.55 : 1;
  ctx.fillRect(box.left, box.top + 1, box.width, ROW_PX - 3);
  ctx.globalAlpha = 1;
  if (look.isSelected) {
    ctx.strokeStyle = palette.focus;
    ctx.lineWidth = 2;
    ctx.strokeRect(box.left - 1, box.top, box.width + 2, ROW_PX - 1);
  }
  if (box.width < 44) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(Math.max(LABEL_PX, box.left), box.top, box.width, ROW_PX);
  ctx.clip();
  ctx.fillStyle = block.synthetic ? palette.text : palette.inverse;
  ctx.textBaseline = 'middle';
  const attempt = block.attempt > 1 ? ` ·${block.attempt}` : '';
  const sign = SIGNS[block.visual.tone];
  ctx.fillText(`${sign} ${block.title}${attempt}`, Math.max(LABEL_PX, box.left) + 4, box.top + 9);
  ctx.restore();
}

// Inside a block the status has a sign too, so that it never rests on colour alone.
const SIGNS: Record<Tone, string> = {
  queued: '○',
  running: '●',
  approval: '◆',
  blocked: '▲',
  paused: '‖',
  error: '×',
  done: '✓',
};

function paintNow(ctx: CanvasRenderingContext2D, scene: Scene, palette: Palette): void {
  if (!scene.isLive) return;
  ctx.fillStyle = palette.text;
  ctx.fillRect(Math.round(LABEL_PX + xOf(scene.view, scene.nowMs)), 0, 1, scene.size.height);
}

function paintLanes(ctx: CanvasRenderingContext2D, scene: Scene, palette: Palette): void {
  ctx.fillStyle = palette.ground;
  ctx.fillRect(0, 0, LABEL_PX, scene.size.height);
  ctx.font = '500 12px Inter, sans-serif';
  ctx.textBaseline = 'middle';
  for (const lane of scene.packing.lanes) {
    const top = yOfRow(scene.packing, lane.firstRow) - scene.scrollPx;
    if (top < AXIS_PX - ROW_PX) continue;
    ctx.fillStyle = palette.line;
    ctx.fillRect(0, top - LANE_GAP_PX / 2, scene.size.width, 1);
    ctx.fillStyle = palette.text;
    ctx.fillText(lane.lane, 16, top + 9);
  }
  ctx.fillStyle = palette.ground;
  ctx.fillRect(0, 0, LABEL_PX, AXIS_PX);
  ctx.fillStyle = palette.line;
  ctx.fillRect(LABEL_PX - 1, 0, 1, scene.size.height);
}
