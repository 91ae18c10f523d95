import { promiseText } from '../../ui/promise-bar.tsx';
import { must } from '#shared/assert.ts';
import { formatDuration } from '#shared/present/format-duration.ts';
import { hitBlock } from './hit-block.ts';
import { type Block, packBlocks, type PlacedBlock } from './pack-blocks.ts';
import {
  contentHeight,
  LABEL_PX,
  paintSequencer,
  type Palette,
  readPalette,
  type Scene,
} from './paint-sequencer.ts';
import { fitRange, followNow, panBy, type TimeView, zoomAt } from './time-view.ts';

interface Listeners {
  onSelect: (taskId: string) => void;
  onFollowChange: (isFollowing: boolean) => void;
}

const KEY_STEP_PX = 80;

/**
 * The canvas of the strip: owns its window onto time, paints at most once a frame, and only when
 * something changed.
 */
export class SequencerCanvas {
  readonly #canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D;
  readonly #listeners: Listeners;
  readonly #abort = new AbortController();
  readonly #resize: ResizeObserver;
  readonly #themes: MutationObserver;
  #palette: Palette;
  #scene: Scene = {
    packing: { blocks: [], lanes: [], rows: 0 },
    view: { leftMs: 0, msPerPx: 1000 },
    nowMs: Date.now(),
    isLive: false,
    selectedId: null,
    scrollPx: 0,
    size: { width: 0, height: 0 },
  };
  #isFollowing = false;
  /** Shows the run from its first start, until somebody zooms. */
  #isWhole = true;
  #hasView = false;
  #frame = 0;
  #tick: ReturnType<typeof setTimeout> | undefined;

  constructor(holder: HTMLElement, listeners: Listeners) {
    this.#listeners = listeners;
    this.#context = must(this.#canvas.getContext('2d'), 'every window has a 2D canvas');
    this.#canvas.tabIndex = 0;
    this.#canvas.setAttribute('role', 'img');
    holder.append(this.#canvas);
    this.#palette = readPalette(holder);
    this.#resize = new ResizeObserver(() => this.#fitTo(holder));
    this.#resize.observe(holder);
    this.#themes = new MutationObserver(() => {
      this.#palette = readPalette(holder);
      this.#request();
    });
    this.#themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.#listen();
  }

  /** Takes the attempts to draw; a live strip keeps moving with the clock. */
  show(blocks: readonly Block[], isLive: boolean): void {
    const hasEnded = this.#scene.isLive && !isLive;
    this.#set({ packing: packBlocks(blocks), isLive });
    if (hasEnded && this.#isFollowing && this.#isWhole) this.fit();
    this.#canvas.setAttribute(
      'aria-label',
      `Timeline with ${blocks.length} attempts in ${this.#scene.packing.lanes.length} kinds of work. The graph and log tabs list the same tasks as text.`,
    );
    if (!this.#hasView && blocks.length > 0 && this.#scene.size.width > 0) {
      this.#hasView = true;
      this.fit();
      if (isLive) this.follow(true);
    }
  }

  select(taskId: string | null): void {
    this.#set({ selectedId: taskId });
  }

  zoom(factor: number): void {
    this.#zoomAt(factor, (this.#scene.size.width - LABEL_PX) / 2);
  }

  #zoomAt(factor: number, xPx: number): void {
    this.#isWhole = false;
    this.#set({ view: zoomAt(this.#scene.view, factor, xPx) });
  }

  /** Shows everything from the first start to the last end, or now. */
  fit(): void {
    this.#isWhole = true;
    this.#set({ view: this.#wholeView(Date.now()), scrollPx: 0 });
  }

  #wholeView(nowMs: number): TimeView {
    const { packing, size, view, isLive } = this.#scene;
    const { blocks } = packing;
    if (blocks.length === 0) return view;
    const fromMs = blocks.reduce((first, block) => Math.min(first, block.startMs), Infinity);
    const toMs = blocks.reduce(
      (last, block) => Math.max(last, block.endMs ?? nowMs),
      isLive ? nowMs : 0,
    );
    return fitRange({ fromMs, toMs }, size.width - LABEL_PX);
  }

  follow(isFollowing: boolean): void {
    if (isFollowing === this.#isFollowing) return;
    this.#isFollowing = isFollowing;
    this.#listeners.onFollowChange(isFollowing);
    this.#request();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#tick);
    this.#abort.abort();
    this.#resize.disconnect();
    this.#themes.disconnect();
    this.#canvas.remove();
  }

  #set(change: Partial<Scene>): void {
    this.#scene = { ...this.#scene, ...change };
    this.#request();
  }

  #request(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint());
  }

  #paint(): void {
    this.#frame = 0;
    const { size, isLive } = this.#scene;
    const nowMs = Date.now();
    this.#scene = { ...this.#scene, nowMs };
    if (this.#isFollowing && isLive) {
      const view = this.#isWhole
        ? this.#wholeView(nowMs)
        : followNow(this.#scene.view, nowMs, size.width - LABEL_PX);
      this.#scene = { ...this.#scene, view };
    }
    const ratio = window.devicePixelRatio;
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintSequencer(this.#context, this.#scene, this.#palette);
    if (isLive) this.#paintWhenNowMoved();
  }

  // A running block grows by a pixel every msPerPx: painting more often shows nothing new.
  #paintWhenNowMoved(): void {
    clearTimeout(this.#tick);
    const delayMs = Math.min(500, Math.max(16, this.#scene.view.msPerPx));
    this.#tick = setTimeout(() => this.#request(), delayMs);
  }

  #fitTo(holder: HTMLElement): void {
    const { width, height } = holder.getBoundingClientRect();
    const ratio = window.devicePixelRatio;
    this.#canvas.width = Math.round(width * ratio);
    this.#canvas.height = Math.round(height * ratio);
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = `${height}px`;
    this.#set({ size: { width, height } });
    if (!this.#hasView && this.#scene.packing.blocks.length > 0 && width > 0) {
      this.#hasView = true;
      this.fit();
      if (this.#scene.isLive) this.follow(true);
    }
  }

  #pan(dx: number, dy: number): void {
    if (dx !== 0) this.follow(false);
    const room = Math.max(0, contentHeight(this.#scene.packing) - this.#scene.size.height);
    const scrollPx = Math.min(room, Math.max(0, this.#scene.scrollPx + dy));
    this.#set({ view: panBy(this.#scene.view, dx), scrollPx });
  }

  #listen(): void {
    const options = { signal: this.#abort.signal };
    this.#canvas.addEventListener('wheel', (event) => this.#onWheel(event), options);
    this.#canvas.addEventListener('keydown', (event) => this.#onKey(event), options);
    this.#canvas.addEventListener('pointerdown', (event) => this.#onDown(event), options);
    this.#canvas.addEventListener('pointermove', (event) => this.#onHover(event), options);
  }

  #onWheel(event: WheelEvent): void {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) {
      this.#zoomAt(1.0015 ** -event.deltaY, event.offsetX - LABEL_PX);
      return;
    }
    const isTall = contentHeight(this.#scene.packing) > this.#scene.size.height;
    const sideways = event.shiftKey || !isTall ? event.deltaY : 0;
    this.#pan(event.deltaX + sideways, isTall && !event.shiftKey ? event.deltaY : 0);
  }

  #onKey(event: KeyboardEvent): void {
    const moves: Record<string, () => void> = {
      ArrowLeft: () => this.#pan(-KEY_STEP_PX, 0),
      ArrowRight: () => this.#pan(KEY_STEP_PX, 0),
      ArrowUp: () => this.#pan(0, -KEY_STEP_PX),
      ArrowDown: () => this.#pan(0, KEY_STEP_PX),
      '+': () => this.zoom(1.5),
      '=': () => this.zoom(1.5),
      '-': () => this.zoom(1 / 1.5),
      '0': () => this.fit(),
    };
    const move = moves[event.key];
    if (move === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move();
  }

  #onDown(event: PointerEvent): void {
    const start = { x: event.offsetX, y: event.offsetY };
    let last = { x: event.clientX, y: event.clientY };
    let travelled = 0;
    const drag = new AbortController();
    this.#canvas.setPointerCapture(event.pointerId);
    const onMove = (move: PointerEvent) => {
      travelled += Math.abs(move.clientX - last.x) + Math.abs(move.clientY - last.y);
      if (travelled > 4) this.#pan(last.x - move.clientX, last.y - move.clientY);
      last = { x: move.clientX, y: move.clientY };
    };
    const onUp = () => {
      drag.abort();
      const block = travelled > 4 ? null : hitBlock(this.#scene, start.x, start.y);
      if (block !== null) this.#listeners.onSelect(block.taskId);
    };
    this.#canvas.addEventListener('pointermove', onMove, { signal: drag.signal });
    this.#canvas.addEventListener('pointerup', onUp, { signal: drag.signal });
    this.#canvas.addEventListener('pointercancel', () => drag.abort(), { signal: drag.signal });
  }

  #onHover(event: PointerEvent): void {
    const block = hitBlock(this.#scene, event.offsetX, event.offsetY);
    this.#canvas.title = block === null ? '' : describeBlock(block, this.#scene.nowMs);
  }
}

function describeBlock(block: PlacedBlock, nowMs: number): string {
  const elapsedMs = (block.endMs ?? nowMs) - block.startMs;
  const synthetic = block.synthetic ? ', synthetic' : '';
  const what = `${block.title}: ${block.visual.label}, attempt ${block.attempt}, ${formatDuration(elapsedMs)}${synthetic}`;
  if (block.promisedMs === null) return what;
  const isOpen = block.endMs === null;
  const said = { band: block.promisedMs, actual: elapsedMs, isOpen, describe: formatDuration };
  return `${what}\n${promiseText(said)}`;
}
