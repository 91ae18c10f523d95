import { expect, it } from 'vitest';
import { makeBatches } from './make-batches.ts';

const KB = 1024;

function filesOf(count: number, sizeBytes: number) {
  return Array.from({ length: count }, (_, n) => ({
    path: `f${n}.py`,
    language: 'python',
    sizeBytes,
    mtimeMs: 0,
  }));
}

it('a small repository is one batch, so that no second thread is started for it', () => {
  expect(makeBatches(filesOf(30, 2 * KB), 2)).toHaveLength(1);
});

it('a larger one keeps every thread busy, with each file in one batch', () => {
  const files = filesOf(200, 2 * KB);
  const batches = makeBatches(files, 2);
  expect(batches.length).toBeGreaterThanOrEqual(4);
  expect(batches.flat()).toHaveLength(200);
  expect(new Set(batches.flat())).toEqual(new Set(files));
});

it('many tiny files are several batches, and a big one is a batch of its own', () => {
  expect(makeBatches(filesOf(500, 10), 2).map((batch) => batch.length)).toEqual([200, 200, 100]);
  const [first] = makeBatches([...filesOf(10, KB), ...filesOf(1, 900 * KB)], 2);
  expect(first).toHaveLength(1);
});
