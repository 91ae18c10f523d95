import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '#shared/client.ts';
import type { AllClients, ServiceName } from '#shared/contract/contract.ts';
import { createHttpTransport } from '#shared/http-transport.ts';

const BUILT = process.env['SLIPWAY_WORKERS'];
/** The build of the sources that the tests make, else the sources themselves. */
export const SERVE_ENTRY =
  BUILT === undefined
    ? fileURLToPath(new URL('../serve.ts', import.meta.url))
    : join(BUILT, '../main/serve.js');
const NO_PORTS = ['pas', 'plms', 'rag', 'rpc', 'hmi'].flatMap((name) => [`--${name}-port`, '0']);

export interface Served extends AllClients {
  process: ChildProcess;
  pid: number;
  urls: Record<'pas' | 'plms' | 'rag' | 'rpc' | 'hmi', string>;
  stderr(): string;
  /** SIGKILL, and waits until the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and resolves with the exit code. */
  stop(): Promise<number | null>;
}

export interface SpawnOptions {
  args?: readonly string[];
  env?: Record<string, string>;
  /** A program that starts it, with its arguments. */
  command?: readonly string[];
  /** Called with the process before it serves. */
  onSpawn?: (child: ChildProcess) => void;
}

/** What a child said that ended before it served. */
export class NotServed extends Error {
  readonly exitCode: number | null;
  constructor(exitCode: number | null, stderr: string) {
    super(`serve ended with ${exitCode}: ${stderr}`);
    this.exitCode = exitCode;
  }
}

/**
 * Starts `serve` as a process of its own on free ports; resolves when it listens, rejects with
 * NotServed.
 */
export async function spawnServe(dataDir: string, options: SpawnOptions = {}): Promise<Served> {
  const serve = [SERVE_ENTRY, '--data', dataDir, '--json', ...NO_PORTS, ...(options.args ?? [])];
  const [program, ...argv] = [...(options.command ?? []), process.execPath, ...serve];
  const child = spawn(program ?? process.execPath, argv, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  options.onSpawn?.(child);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const listening = once(createInterface({ input: child.stdout }), 'line').then(([line]) =>
    String(line),
  );
  const first = await Promise.race([listening, exited]);
  if (typeof first !== 'string') throw new NotServed(first, stderr);
  const urls = JSON.parse(first) as Served['urls'] & { pid: number };
  return {
    ...clientOf(urls),
    process: child,
    pid: urls.pid,
    urls,
    stderr: () => stderr,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

function clientOf(urls: Record<ServiceName, string>): AllClients {
  return createClient(
    createHttpTransport({
      fetch,
      baseUrl: (service) => urls[service],
      createDecoder: () => new TextDecoder(),
      wait: (ms) => wait(ms),
    }),
  );
}
