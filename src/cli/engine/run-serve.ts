import { pathToFileURL } from 'node:url';
import type { Cli } from '../cli.ts';
import { builtEntry } from './spawn-serve.ts';

/**
 * This process becomes the engine, so that whatever signal or kill reaches `vp serve` reaches the
 * engine itself and none is left behind. Never resolves: the engine ends the process with its own
 * exit code.
 */
export async function runServe(cli: Cli, args: readonly string[]): Promise<number> {
  const entry = builtEntry(cli.place);
  process.argv = [process.execPath, entry, ...args];
  await import(pathToFileURL(entry).href);
  return new Promise<number>(() => undefined);
}
