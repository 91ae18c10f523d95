import { spawn } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { AppError } from '#shared/errors.ts';
import type { Place } from '../cli.ts';
import { serveEntry } from './serve-entry.ts';

/**
 * Starts the engine's entry with the Node that runs `vp`. `detached` gives it a life of its own.
 */
export function spawnServe(
  place: Place,
  args: readonly string[],
  options: { stdio: StdioOptions; detached: boolean },
): ChildProcess {
  return spawn(process.execPath, [builtEntry(place), ...args], {
    cwd: place.cwd,
    env: { ...place.env },
    stdio: options.stdio,
    detached: options.detached,
  });
}

/** Path of the engine's entry; `unreachable` when it has not been built. */
export function builtEntry(place: Place): string {
  const entry = serveEntry(place.entry);
  if (existsSync(entry)) return entry;
  throw new AppError(
    'unreachable',
    `The engine is not built (${entry} is missing); run \`npm run build\` in Slipway’s folder.`,
  );
}
