import { writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { formatPlace, isProxied } from '#core/places/read-place.ts';
import type { Place } from '#shared/messages/place.ts';
import { removeScratch } from '../../files/remove-scratch.ts';
import { makeTemporary } from '../../files/temporary-folder.ts';
import { helperProgram, type HelperProgram } from '../helper-program.ts';
import { connectPlace, PlaceRefused } from './connect-place.ts';
import { FORWARDER_SCRIPT } from './forwarder.ts';
import { hostsText, waysInside, type WaysInside } from './inside.ts';
import { createProxy } from './proxy.ts';

/** Ways out of one sandbox, to the places that a person approved. */
export interface Ways extends WaysInside {
  /** Sentences about connections that were refused. */
  refusals(): string[];
  close(): Promise<void>;
}

const NO_WAYS: Ways = {
  mounts: [],
  env: {},
  wrap: (argv) => [...argv],
  refusals: () => [],
  close: () => Promise.resolve(),
};

const MOST_CONNECTIONS = 256;
/** What the forwarder can listen at; each place takes up to two. */
const MOST_PLACES = 15;

/**
 * Opens a Unix socket for each place, behind which connections are made to it and to nothing else,
 * and a proxy for ports 80 and 443.
 */
export async function openWays(wanted: readonly Place[]): Promise<Ways> {
  const places = wanted.slice(0, MOST_PLACES);
  if (places.length === 0) return NO_WAYS;
  const folder = await makeTemporary('ways');
  const gates = new Gates();
  const close = async (): Promise<void> => {
    await gates.close();
    await removeScratch(folder);
  };
  const [proxied, direct] = [places.filter(isProxied), places.filter((one) => !isProxied(one))];
  try {
    for (const [at, place] of direct.entries())
      await gates.open(gates.straightTo(place), join(folder, String(at)));
    const proxy = createProxy(proxied, (place) => gates.connect(place));
    if (proxied.length > 0) await gates.open(proxy, join(folder, 'proxy'));
    writeFileSync(join(folder, 'hosts'), hostsText(direct));
    const inside = waysInside(folder, {
      direct,
      hasProxy: proxied.length > 0,
      helper: forwarderProgram(),
    });
    return { ...inside, refusals: () => gates.refusals(), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function forwarderProgram(): HelperProgram {
  return helperProgram(fileURLToPath(import.meta.url), {
    word: 'forward',
    script: FORWARDER_SCRIPT,
  });
}

/** The host's side: what listens, and every connection that goes on from there. */
class Gates {
  readonly #servers: Server[] = [];
  readonly #open = new Set<Socket>();
  readonly #refused = new Set<string>();
  readonly #ended = new AbortController();

  async open(server: Server, path: string): Promise<void> {
    this.#servers.push(server);
    server.maxConnections = MOST_CONNECTIONS;
    server.on('connection', (socket) => this.#keep(socket));
    server.listen(path);
    await once(server, 'listening');
  }

  straightTo(place: Place): Server {
    return createServer({ allowHalfOpen: true }, (client) => {
      this.connect(place).then(
        (there) => pipeline([client, there, client], () => {}),
        () => client.destroy(),
      );
    });
  }

  async connect(place: Place): Promise<Socket> {
    try {
      return this.#keep(await connectPlace(place, { signal: this.#ended.signal }));
    } catch (error) {
      if (error instanceof PlaceRefused)
        this.#refused.add(`Nothing was connected to ${formatPlace(place)}: ${error.message}.`);
      throw error;
    }
  }

  refusals(): string[] {
    return [...this.#refused];
  }

  async close(): Promise<void> {
    const closed = this.#servers.map(
      (server) => new Promise<void>((done) => void server.close(() => done())),
    );
    this.#ended.abort();
    for (const socket of this.#open) socket.destroy();
    await Promise.all(closed);
  }

  #keep(socket: Socket): Socket {
    this.#open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#open.delete(socket));
    return socket;
  }
}
