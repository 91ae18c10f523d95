import { once } from 'node:events';
import type { Cli } from '../cli.ts';
import { spawnServe } from './spawn-serve.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs the engine in the foreground, signals forwarded; resolves with its exit code. */
export async function runServe(cli: Cli, args: readonly string[]): Promise<number> {
  const child = spawnServe(cli, args, { stdio: 'inherit', detached: false });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, forward);
  }
}
