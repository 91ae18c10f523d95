import type { ScannedFile } from './scan/scan-tree.ts';

// About 40 ms of work: long enough to hide the passing of messages, short enough that the threads
// end together and little is in flight.
const BATCH_BYTES = 128 * 1024;
const BATCH_FILES = 200;
// Less than that is parsed before another thread has started.
const LEAST_BYTES = 64 * 1024;

/** Batches of about equal size, big files first, so that no big one is left for the end. */
export function makeBatches(files: readonly ScannedFile[], threads: number): ScannedFile[][] {
  const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const limit = Math.min(BATCH_BYTES, Math.max(LEAST_BYTES, total / (threads * 2)));
  const batches: ScannedFile[][] = [];
  let bytes = 0;
  for (const file of files.toSorted((a, b) => b.sizeBytes - a.sizeBytes)) {
    const batch = batches.at(-1);
    if (batch !== undefined && batch.length < BATCH_FILES && bytes + file.sizeBytes <= limit) {
      batch.push(file);
      bytes += file.sizeBytes;
      continue;
    }
    batches.push([file]);
    bytes = file.sizeBytes;
  }
  return batches;
}
