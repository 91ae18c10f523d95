import type { TrayState } from './desktop-status.ts';

type Shape = (x: number, y: number) => boolean;
type Colour = readonly [red: number, green: number, blue: number];

// Coordinates run from -1 to 1. Every state has its own shape, so colour is never the only sign.
const SHAPES: Record<TrayState, Shape> = {
  idle: (x, y) => Math.hypot(x, y) <= 0.8 && Math.hypot(x, y) >= 0.5,
  running: (x, y) => x >= -0.6 && Math.abs(y) <= (0.8 - x) * 0.6,
  attention: (x, y) => Math.abs(x) + Math.abs(y) <= 0.9,
  error: (x, y) =>
    Math.max(Math.abs(x), Math.abs(y)) <= 0.8 && Math.abs(Math.abs(x) - Math.abs(y)) <= 0.35,
};
const COLOURS: Record<TrayState, Colour> = {
  idle: [140, 146, 156],
  running: [52, 120, 246],
  attention: [148, 82, 222],
  error: [214, 48, 49],
};
const SAMPLES = 4;

/** A square tray icon as rows of blue, green, red, alpha bytes, with smooth edges. */
export function drawStatusIcon(state: TrayState, size: number): Buffer {
  const pixels = Buffer.alloc(size * size * 4);
  const [red, green, blue] = COLOURS[state];
  for (let at = 0; at < size * size; at += 1) {
    const cover = coverage(SHAPES[state], at % size, Math.floor(at / size), size);
    // Premultiplied, as the platforms expect bitmaps.
    pixels.set(
      [blue, green, red, 255].map((value) => Math.round(value * cover)),
      at * 4,
    );
  }
  return pixels;
}

function coverage(shape: Shape, column: number, row: number, size: number): number {
  let inside = 0;
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
    const x = column + ((sample % SAMPLES) + 0.5) / SAMPLES;
    const y = row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES;
    if (shape((x / size) * 2 - 1, (y / size) * 2 - 1)) inside += 1;
  }
  return inside / (SAMPLES * SAMPLES);
}
