import { expect, test } from 'vitest';
import { drawStatusIcon } from './draw-status-icon.ts';

const STATES = ['idle', 'running', 'attention', 'error'] as const;

/** Only which pixels are covered, without their colour. */
function shapeOf(state: (typeof STATES)[number]): string {
  const pixels = drawStatusIcon(state, 16);
  return Array.from({ length: 256 }, (_, at) => (pixels[at * 4 + 3] === 255 ? '#' : '.')).join('');
}

test('the four states differ in shape, not only in colour', () => {
  const shapes = STATES.map(shapeOf);
  expect(new Set(shapes).size).toBe(4);
  for (const shape of shapes) expect(shape).toMatch(/#{3}/);
});

test('an icon is size² pixels of four bytes, clear at its corners', () => {
  const pixels = drawStatusIcon('running', 32);
  expect(pixels.length).toBe(32 * 32 * 4);
  expect(pixels.readUInt32BE(0)).toBe(0);
});
