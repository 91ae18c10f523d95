import { availableParallelism } from 'node:os';
import path from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

// In a Slipway run's own sandbox namespaces do not nest and there is no network: tests that start
// sandboxed commands, engines or browsers can only run outside of it.
const insideSandbox = process.env['SLIPWAY_JOB'] !== undefined;

/** Pure code: many small files share a thread. */
const pure = ['src/{shared,core,renderer}/**/*.test.{ts,tsx}'];
/** Real engines, processes, files and git: every file has a process of its own. */
const machine = ['src/{main,workers,cli}/**/*.test.ts'];
/** Engines under test start from a build of the sources. */
const globalSetup = 'scripts/testing/build-engine.mjs';
/** Takes the whole machine: runs when everything else has ended. */
const alone = ['src/main/http/browser-gate.test.ts'];

// Time limits only catch what hangs: a slow or busy machine passes, too.
const HANG_MS = 300_000;

// Engines in worker threads and processes load the same sources again and again; Node keeps what it
// made of them.
const compiled = path.join(import.meta.dirname, 'node_modules', '.cache', 'compiled');

export default defineConfig({
  test: {
    // Engines wait for processes and files a fifth of their time.
    maxWorkers: availableParallelism() + 1,
    env: { NODE_COMPILE_CACHE: compiled },
    globalSetup: 'scripts/testing/leaves-nothing.ts',
    testTimeout: HANG_MS,
    hookTimeout: HANG_MS,
    expect: { poll: { timeout: HANG_MS } },
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: pure, pool: 'threads', isolate: false },
      },
      ...(insideSandbox
        ? []
        : [
            {
              extends: true as const,
              test: {
                name: 'machine',
                globalSetup,
                include: machine,
                exclude: [...configDefaults.exclude, ...alone],
              },
            },
            {
              extends: true as const,
              test: {
                name: 'alone',
                globalSetup,
                include: alone,
                maxWorkers: 1,
                sequence: { groupOrder: 1 },
              },
            },
          ]),
    ],
  },
});
