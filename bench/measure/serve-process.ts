import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface ServeProcess {
  /** Address of PAS, e.g. http://localhost:6200. */
  pas: string;
  /** Address of JSON-RPC, with ws:. */
  rpc: string;
  /** Address of the code index. */
  rag: string;
  /** Address of the window. */
  hmi: string;
  pid: number;
  stop(): Promise<void>;
}

const BUILT = fileURLToPath(new URL('../../dist/main/serve.js', import.meta.url));

/** Starts the built engine as a process of its own on free ports and waits until it listens. */
export async function startServe(
  dataDir: string,
  options: {
    args?: readonly string[];
    nodeArgs?: readonly string[];
    /** Takes what it logs, line by line. */
    onLog?: (line: string) => void;
    env?: Readonly<Record<string, string>>;
  } = {},
): Promise<ServeProcess> {
  const ports = ['pas', 'plms', 'rag', 'rpc', 'hmi'].flatMap((name) => [`--${name}-port`, '0']);
  const args = [BUILT, '--data', dataDir, '--json', ...ports, ...(options.args ?? [])];
  const child = spawn(process.execPath, [...(options.nodeArgs ?? []), ...args], {
    stdio: ['ignore', 'pipe', options.onLog === undefined ? 'inherit' : 'pipe'],
    env: {
      ...process.env,
      ...(options.onLog === undefined ? {} : { SLIPWAY_LOG: 'info' }),
      ...options.env,
    },
  });
  if (child.stderr !== null && options.onLog !== undefined)
    createInterface({ input: child.stderr }).on('line', options.onLog);
  return {
    ...(await listening(child)),
    async stop() {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
    },
  };
}

async function listening(
  child: ChildProcess,
): Promise<Pick<ServeProcess, 'pas' | 'rag' | 'rpc' | 'hmi' | 'pid'>> {
  if (child.stdout === null) throw new Error('the engine has no stdout to announce itself on');
  const ended = once(child, 'close').then(([code]) => {
    throw new Error(`the engine ended with ${String(code)} before it listened`);
  });
  const line = once(createInterface({ input: child.stdout }), 'line');
  const [text] = (await Promise.race([line, ended])) as [string];
  return JSON.parse(text) as Pick<ServeProcess, 'pas' | 'rag' | 'rpc' | 'hmi' | 'pid'>;
}
