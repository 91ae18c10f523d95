import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { setTimeout as delay } from 'node:timers/promises';
import type { AllHandlers, CallContext } from '#shared/contract/contract.ts';
import { createClient } from '#shared/client.ts';
import { AppError } from '#shared/errors.ts';
import { createHttpTransport } from '#shared/http-transport.ts';
import { defaultUrl } from '#shared/present/default-ports.ts';
import type { Discovery } from '#shared/present/discovery.ts';
import { startEngine, type Engine } from '../engine.ts';
import { openLog } from '../secrets/open-log.ts';
import { readDiscovery, removeDiscovery, writeDiscovery } from '../serve/discovery.ts';
import { openListeners } from '../serve/open-listeners.ts';
import { readServeOptions, type ServeOptions } from '../serve/serve-options.ts';
import { serviceAuth } from '../serve/service-auth.ts';
import { engineArguments } from './desktop-arguments.ts';
import type { DesktopEngine } from './start-desktop.ts';

/**
 * The engine behind the window: started here with all its listeners, or, when another process
 * already has the data folder, that one over HTTP. Throws an AppError whose message names the
 * remedy.
 */
export async function openEngine(argv: readonly string[]): Promise<DesktopEngine> {
  const options = readServeOptions(engineArguments(argv));
  const log = openLog(process.env['SLIPWAY_LOG'] ?? 'warn', { sync: true });
  try {
    return await listen(await startEngine({ ...options, log }), options, log);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'already_started') throw error;
    const running = readDiscovery(options.dataDir);
    if (running === null) throw error;
    return attach(running);
  }
}

async function listen(
  engine: Engine,
  options: ServeOptions,
  logger: Logger,
): Promise<DesktopEngine> {
  const { gate, tokenFile } = serviceAuth(options.dataDir, engine.tokens, process.env);
  const { handlers, version, startedAt } = engine;
  const { ports } = options;
  const listeners = await openListeners({ handlers, ports, version, gate, logger });
  const { pas, plms, rag, rpc, hmi } = listeners;
  for (const notice of listeners.notices) process.stderr.write(`${notice}\n`);
  writeDiscovery(options.dataDir, {
    pid: process.pid,
    started_at: startedAt,
    version,
    pas,
    plms,
    rag,
    rpc,
    hmi,
    token_file: tokenFile,
  });
  return {
    handlers,
    async stop() {
      removeDiscovery(options.dataDir);
      await listeners.close();
      await engine.stop();
    },
  };
}

function attach(running: Discovery): DesktopEngine {
  const tokenFile = running.token_file ?? null;
  const transport = createHttpTransport({
    fetch: (url, init) => fetch(url, init),
    baseUrl: (service) => running[service] ?? defaultUrl(service),
    createDecoder: () => new TextDecoder(),
    wait: (ms) => delay(ms),
    ...(tokenFile === null ? {} : { token: readFileSync(tokenFile, 'utf8').trim() }),
  });
  return { handlers: asHandlers(createClient(transport)), stop: () => Promise.resolve() };
}

type Operation = (input: unknown, second: unknown) => unknown;

/** A client answers as handlers do, once the call's key is passed the client's way. */
function asHandlers(clients: object): AllHandlers {
  const tables = Object.entries(clients).map(([service, client]) => {
    const operations = Object.entries(client as Record<string, Operation>).map(
      ([name, call]) => [name, adapt(call)] as const,
    );
    return [service, Object.fromEntries(operations)] as const;
  });
  return Object.fromEntries(tables) as unknown as AllHandlers;
}

function adapt(call: Operation): Operation {
  return (input, second) => {
    if (second instanceof AbortSignal) return call(input, second);
    const { idempotencyKey } = second as CallContext;
    return call(input, idempotencyKey === undefined ? {} : { idempotencyKey });
  };
}
