import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '#shared/client.ts';
import type { AllClients } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { createHttpTransport } from '#shared/http-transport.ts';
import type { FetchLike } from '#shared/http-transport.ts';
import type { Cli } from '../cli.ts';
import type { Addresses } from './engine.ts';
import { fetchOverHttp } from './fetch-over-http.ts';

/** How often a broken stream is taken up again before the engine counts as gone. */
const MAX_RECONNECTS = 5;

/**
 * A client for these addresses. The token, where one is needed, is in SLIPWAY_TOKEN or in
 * `tokenFile`.
 */
export async function connect(
  cli: Cli,
  addresses: Addresses,
  tokenFile: string | null,
): Promise<AllClients> {
  const token = cli.place.env['SLIPWAY_TOKEN'] ?? (await readToken(tokenFile));
  return createClient(
    createHttpTransport({
      ...patience(),
      baseUrl: (service) => addresses[service],
      createDecoder: () => new TextDecoder(),
      ...(token === null ? {} : { token }),
    }),
  );
}

/** Reconnects in a row are counted; the first answer of any kind starts the count anew. */
function patience(): { fetch: FetchLike; wait: (ms: number) => Promise<void> } {
  let reconnects = 0;
  return {
    async fetch(url, init) {
      const response = await fetchOverHttp(url, init);
      reconnects = 0;
      return response;
    },
    async wait(ms) {
      reconnects += 1;
      if (reconnects > MAX_RECONNECTS) {
        throw new AppError(
          'unreachable',
          'The engine has stopped; `vp status` shows where the run stands.',
        );
      }
      await delay(ms);
    },
  };
}

async function readToken(tokenFile: string | null): Promise<string | null> {
  if (tokenFile === null) return null;
  return (await readFile(tokenFile, 'utf8')).trim();
}
