import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { AppError } from '#shared/errors.ts';
import type { Cli } from '../cli.ts';
import { connect } from './connect.ts';
import { dataFolder } from './data-folder.ts';
import { readDiscovery } from './discovery.ts';
import { endProcess } from './end-process.ts';
import type { Engine } from './engine.ts';
import { addressesOf } from './find-engine.ts';
import { parseListening } from './listening.ts';
import type { Listening } from './listening.ts';
import { spawnServe } from './spawn-serve.ts';

const ANY_PORTS = ['pas', 'plms', 'rag', 'rpc', 'hmi'].flatMap((name) => [`--${name}-port`, '0']);
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What a command needs of an engine: answers only, or work done. */
export type EnginePurpose = 'reading' | 'work';

/**
 * Starts an engine on the data folder for one command, on free ports. `stop` ends it; so does
 * Ctrl-C. It gets a signal to end when `vp` exits in any other way.
 */
export async function startShortLived(
  cli: Cli,
  purpose: EnginePurpose,
): Promise<{ engine: Engine; stop: () => Promise<void> }> {
  const store = dataFolder(cli);
  const child = spawnServe(
    cli.place,
    ['--json', ...ANY_PORTS, ...(purpose === 'reading' ? ['--no-dispatch'] : []), '--data', store],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: false,
    },
  );
  const release = endWithUs(child);
  const stop = async () => {
    await endProcess(child);
    release();
  };
  try {
    const listening = await firstLine(cli, child);
    const addresses = addressesOf(listening);
    const client = await connect(cli, addresses, await tokenFile(store));
    const { pid = null } = child;
    return { engine: { client, addresses, store, pid, hmi: null, isShortLived: true }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Where a token is needed, its file is named in the discovery file, which is written before the
 * first line.
 */
async function tokenFile(store: string): Promise<string | null> {
  const reading = await readDiscovery(store);
  return reading.state === 'alive' ? (reading.discovery.token_file ?? null) : null;
}

function endWithUs(child: ChildProcess): () => void {
  const onExit = () => child.kill('SIGTERM');
  const onSignal = (signal: NodeJS.Signals) => {
    void endProcess(child).then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.once('exit', onExit);
  for (const signal of SIGNALS) process.once(signal, onSignal);
  return () => {
    process.removeListener('exit', onExit);
    for (const signal of SIGNALS) process.removeListener(signal, onSignal);
  };
}

function firstLine(cli: Cli, child: ChildProcess): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const { stdout, stderr } = child;
    if (stdout === null || stderr === null) throw new Error('the engine was started without pipes');
    let errors = '';
    stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-4000);
      if (cli.place.env['SLIPWAY_DEBUG'] === '1') cli.streams.stderr.write(text);
    });
    createInterface({ input: stdout }).once('line', (line) => {
      const listening = parseListening(line);
      if (listening === null) reject(notStarted(`its first line was ${JSON.stringify(line)}`));
      else resolve(listening);
      stdout.resume();
    });
    child.once('error', (cause) => reject(notStarted(cause.message)));
    child.once('close', (code) =>
      reject(notStarted(lastOutput(errors) ?? `it ended with ${code}`)),
    );
  });
}

function lastOutput(errors: string): string | null {
  return (
    errors
      .trim()
      .split('\n')
      .findLast((line) => line.trim() !== '') ?? null
  );
}

function notStarted(why: string): AppError {
  return new AppError(
    'unreachable',
    `The engine did not start: ${why}. \`vp doctor\` checks what it needs.`,
  );
}
