import { AppError, toProblem } from '#shared/errors.ts';
import type { Discovery } from '#shared/present/discovery.ts';
import { startEngine } from './engine.ts';
import { masker } from './secrets/masker.ts';
import { openLog } from './secrets/open-log.ts';
import { readDiscovery, removeDiscovery, writeDiscovery } from './serve/discovery.ts';
import { openListeners } from './serve/open-listeners.ts';
import { repairDataFolder } from './serve/repair.ts';
import { readServeOptions, type ServeOptions } from './serve/serve-options.ts';
import { serviceAuth } from './serve/service-auth.ts';

/** The engine without Electron: `vp serve`. Ends cleanly on SIGTERM and SIGINT. */
async function serve(options: ServeOptions): Promise<void> {
  const log = openLog(process.env['SLIPWAY_LOG'] ?? 'warn', { sync: true });
  const engine = await startEngine({ ...options, log });
  const { gate, tokenFile } = serviceAuth(options.dataDir, engine.tokens, process.env);
  const listeners = await openListeners({
    handlers: engine.handlers,
    ports: options.ports,
    version: engine.version,
    gate,
    logger: log,
  });
  const { pas, plms, rag, rpc, hmi } = listeners;
  const discovery: Discovery = {
    pid: process.pid,
    started_at: engine.startedAt,
    version: engine.version,
    pas,
    plms,
    rag,
    rpc,
    hmi,
    token_file: tokenFile,
  };
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    removeDiscovery(options.dataDir);
    await listeners.close();
    await engine.stop();
    process.exit(0);
  };
  // Before the addresses are printed: a reader of that line may stop it at once.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
  writeDiscovery(options.dataDir, discovery);
  announce(options, discovery, listeners.notices);
}

/** The first line on stdout; with --json a machine reads it. */
function announce(options: ServeOptions, at: Discovery, notices: readonly string[]): void {
  for (const notice of notices) process.stderr.write(`${notice}\n`);
  const { pas, plms, rag, rpc, hmi } = at;
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ event: 'listening', pas, plms, rag, rpc, hmi, pid: at.pid, data: options.dataDir })}\n`,
    );
    return;
  }
  const mode = options.synthetic
    ? ' (synthetic: tasks that need a model only pretend to work)'
    : '';
  process.stdout.write(
    [
      `Slipway ${at.version} is running${mode}.`,
      `  window    ${hmi ?? 'not served'}${at.token_file === null ? '' : '   `vp token link` lets a browser in'}`,
      `  PAS       ${pas}   docs at ${pas}/docs`,
      `  PLMS      ${plms}`,
      `  index     ${rag ?? 'not served'}`,
      `  JSON-RPC  ${rpc ?? 'not served'}`,
      `  data      ${options.dataDir}`,
      'Stop it with Ctrl-C.',
      '',
    ].join('\n'),
  );
}

/** A second start on the same data folder attaches: it says where the first one answers. */
function attach(options: ServeOptions): boolean {
  const running = readDiscovery(options.dataDir);
  if (running === null) return false;
  announce(options, running, [
    `An engine (process ${running.pid}) already serves this data folder; these are its addresses.`,
  ]);
  return true;
}

async function main(): Promise<void> {
  const options = readServeOptions(process.argv.slice(2));
  if (options.repair) {
    const { text, repair } = await repairDataFolder(options.dataDir);
    process.stdout.write(options.json ? `${JSON.stringify(repair)}\n` : `${text}\n`);
    process.exit(0);
  }
  try {
    await serve(options);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'already_started' || !attach(options))
      throw error;
    process.exit(0);
  }
}

/** Only a fault of Slipway's own shows its stack; what the system refuses is a sentence. */
function sentenceOf(error: unknown): string {
  if (error instanceof AppError) return toProblem(error).detail;
  if (!(error instanceof Error)) return String(error);
  if ('syscall' in error)
    return `The system refused: ${error.message}. Check that the data folder is writable and has free space, or choose another with --data.`;
  return error.stack ?? error.message;
}

main().catch((error: unknown) => {
  process.stderr.write(`${masker.mask(sentenceOf(error))}\n`);
  process.exit(error instanceof AppError ? error.exitCode : 1);
});
