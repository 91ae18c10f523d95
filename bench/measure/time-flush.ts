import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { inScratchFolder } from './scratch-folder.ts';
import { spread } from './percentile.ts';

const WRITES = 500;
const PAGE = Buffer.alloc(4096);

/** What one durable write of 4 KiB costs on this disk, ms: every durable figure stands on it. */
export function timeFlush(): Promise<{ p50: number; p95: number; p99: number }> {
  return inScratchFolder(async (folder) => {
    const file = openSync(join(folder, 'flush'), 'w');
    const samples: number[] = [];
    for (let n = 0; n < WRITES; n++) {
      const began = performance.now();
      writeSync(file, PAGE);
      fdatasyncSync(file);
      samples.push(performance.now() - began);
    }
    closeSync(file);
    return spread(samples);
  });
}
