/** The window onto the time axis: epoch ms at the left edge, and ms per CSS pixel. */
export interface TimeView {
  leftMs: number;
  msPerPx: number;
}

const FINEST_MS_PER_PX = 0.05;
const COARSEST_MS_PER_PX = 24 * 3_600_000;
const STEPS_S = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200,
  86_400, 604_800,
];

/** X of an instant, in CSS pixels from the left edge. */
export function xOf(view: TimeView, atMs: number): number {
  return (atMs - view.leftMs) / view.msPerPx;
}

/** The view that shows a whole range in `widthPx`, with a little air on both sides. */
export function fitRange(range: { fromMs: number; toMs: number }, widthPx: number): TimeView {
  const spanMs = Math.max(1000, range.toMs - range.fromMs);
  const msPerPx = clampScale((spanMs * 1.08) / Math.max(1, widthPx));
  return { leftMs: range.fromMs - spanMs * 0.04, msPerPx };
}

/** Zooms by `factor` (> 1 = closer) and keeps the instant under `xPx` where it is. */
export function zoomAt(view: TimeView, factor: number, xPx: number): TimeView {
  const msPerPx = clampScale(view.msPerPx / factor);
  return { leftMs: view.leftMs + xPx * (view.msPerPx - msPerPx), msPerPx };
}

/** Moves the window by `dxPx` to the right. */
export function panBy(view: TimeView, dxPx: number): TimeView {
  return { ...view, leftMs: view.leftMs + dxPx * view.msPerPx };
}

/** The same zoom with `nowMs` near the right edge. */
export function followNow(view: TimeView, nowMs: number, widthPx: number): TimeView {
  return { ...view, leftMs: nowMs - view.msPerPx * widthPx * 0.92 };
}

/** Instants of the axis labels: round times at least `gapPx` apart. */
export function ticksOf(view: TimeView, widthPx: number, gapPx: number): number[] {
  const wantedMs = gapPx * view.msPerPx;
  const stepMs = (STEPS_S.find((step) => step * 1000 >= wantedMs) ?? 604_800) * 1000;
  const first = Math.ceil(view.leftMs / stepMs) * stepMs;
  const lastMs = view.leftMs + widthPx * view.msPerPx;
  const ticks: number[] = [];
  for (let at = first; at <= lastMs && ticks.length < 400; at += stepMs) ticks.push(at);
  return ticks;
}

function clampScale(msPerPx: number): number {
  return Math.min(COARSEST_MS_PER_PX, Math.max(FINEST_MS_PER_PX, msPerPx));
}
