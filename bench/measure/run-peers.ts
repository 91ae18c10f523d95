import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const RUNNER = fileURLToPath(new URL('../peers/run.mjs', import.meta.url));

export interface PeersRun<T> {
  figures: T[];
  /** Why a peer is missing: one clause each. */
  leftOut: { peer: string; leftOut: string }[];
}

/**
 * Installs what is missing, starts the servers the peers need, measures each peer in a process of
 * its own, stops all.
 */
export async function runPeers<T extends { peer: string }>(
  mode: 'throughput' | 'latency',
  options: Readonly<Record<string, string | number>>,
): Promise<PeersRun<T>> {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(process.execPath, [RUNNER, mode, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const output = await text(child.stdout);
  const [code] = (await closed) as [number | null];
  if (code !== 0) throw new Error(`the peers ended with ${String(code)}`);
  const lines = output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T | { peer: string; leftOut: string });
  return {
    figures: lines.filter((line): line is T => !('leftOut' in line)),
    leftOut: lines.filter((line) => 'leftOut' in line),
  };
}
