// Loaded into every thread of the engine (`--import`): appends the name of each program that is
// started to the file that SOAK_SPAWNS names. SOAK_LEAK makes the engine leak memory, descriptors
// and starts of git, to show that the soak notices.
import { spawn } from 'node:child_process';
import diagnostics from 'node:diagnostics_channel';
import { appendFileSync, openSync } from 'node:fs';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';

const { SOAK_SPAWNS: file, SOAK_LEAK: leak } = process.env;

diagnostics.subscribe('child_process', ({ process: child }) => {
  // Published before the program is known; spawnfile is set in the same turn.
  queueMicrotask(() => appendFileSync(file, `${path.basename(child.spawnfile ?? '?')}\n`));
});

if (leak !== undefined && isMainThread) {
  const kept = [];
  setInterval(() => {
    kept.push(Buffer.alloc(500_000, 1), openSync('/dev/null'));
    for (let n = 0; n < 3; n += 1) spawn('git', ['--version'], { stdio: 'ignore' });
  }, 1000).unref();
}
