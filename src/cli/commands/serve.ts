import type { Cli } from '../cli.ts';
import { dataFolder } from '../engine/data-folder.ts';
import { runServe } from '../engine/run-serve.ts';

export interface ServeOptions {
  pasPort?: number;
  plmsPort?: number;
  ragPort?: number;
  rpcPort?: number;
  hmiPort?: number;
  synthetic?: boolean;
  timeScale?: number;
  seed?: number;
  failingShare?: number;
}

const PORTS = ['pas', 'plms', 'rag', 'rpc', 'hmi'] as const;

/** Runs the engine in this terminal until it is stopped; its exit code is ours. */
export async function runServeCommand(cli: Cli, options: ServeOptions): Promise<number> {
  return runServe(cli, serveArguments(cli, options));
}

/**
 * The engine's own command line: only what was given, so that its defaults are written in one
 * place.
 */
export function serveArguments(cli: Cli, options: ServeOptions): string[] {
  const args = ['--data', dataFolder(cli)];
  if (cli.repo !== undefined) args.push('--repo', cli.repo);
  for (const name of PORTS) {
    const port = options[`${name}Port`];
    if (port !== undefined) args.push(`--${name}-port`, String(port));
  }
  if (options.synthetic) args.push('--synthetic');
  if (options.timeScale !== undefined) args.push('--time-scale', String(options.timeScale));
  if (options.seed !== undefined) args.push('--seed', String(options.seed));
  if (options.failingShare !== undefined)
    args.push('--failing-share', String(options.failingShare));
  if (cli.json) args.push('--json');
  return args;
}
