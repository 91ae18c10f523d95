import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import type { Place } from '#shared/messages/place.ts';
import { ownMachine } from './own-machine.ts';
import { whyNotAddress, type OwnMachine } from './why-not-address.ts';

/** What decides where a name leads; a test may answer otherwise. */
type Resolve = (host: string) => Promise<string[]>;

export interface Connecting {
  resolve?: Resolve;
  own?: OwnMachine;
  /** Ends a connection that is still being made. */
  signal?: AbortSignal;
}

/** A place that is refused; anything else that goes wrong is a failed connection. */
export class PlaceRefused extends Error {}

/**
 * Connects to a place. The name is asked for once: what is judged is the very address that is
 * connected to, so that a name which answers differently the next time gains nothing.
 */
export async function connectPlace(
  place: Place,
  { resolve = addressesOf, own = ownMachine(), signal }: Connecting = {},
): Promise<Socket> {
  const addresses = await resolve(place.host);
  for (const address of addresses) {
    const why = whyNotAddress(address, place, own);
    if (why !== null) throw new PlaceRefused(why);
  }
  let last: unknown = new Error(`${place.host} has no address`);
  for (const host of addresses) {
    const socket = createConnection({ host, port: place.port, allowHalfOpen: true, signal });
    try {
      await once(socket, 'connect');
      requireOther(socket, place, own);
      return socket;
    } catch (error) {
      socket.destroy();
      if (error instanceof PlaceRefused) throw error;
      last = error;
    }
  }
  throw last;
}

/**
 * An address of this machine at an interface that is down is not listed. What comes from the very
 * address that it goes to has not left the machine.
 */
function requireOther(
  { localAddress, remoteAddress = '' }: Socket,
  place: Place,
  own: OwnMachine,
): void {
  if (localAddress !== remoteAddress) return;
  const plain = remoteAddress.replace(/^::ffff:/, '');
  const why = whyNotAddress(plain, place, { ...own, addresses: new Set([plain]) });
  if (why !== null) throw new PlaceRefused(why);
}

async function addressesOf(host: string): Promise<string[]> {
  // Whatever the machine's own table says: localhost is loopback here.
  if (host === 'localhost') return ['127.0.0.1', '::1'];
  return (await lookup(host, { all: true })).map(({ address }) => address);
}
