import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { DEFAULT_PORTS } from '#shared/present/default-ports.ts';
import type { OwnMachine } from './why-not-address.ts';

const LISTENS = '0A';

/** What is this machine's own at this moment. The worker's process is the engine's. */
export function ownMachine(): OwnMachine {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return {
    ports: ownPorts(),
    addresses: new Set(addresses.map(({ address }) => address.replace(/%.*$/, ''))),
  };
}

/** Where this process listens, and where a Slipway does unless told otherwise. */
function ownPorts(): Set<number> | null {
  try {
    const sockets = new Set(readdirSync('/proc/self/fd').map(linkOf));
    const rows = ['tcp', 'tcp6'].flatMap((table) => rowsOf(`/proc/self/net/${table}`));
    const listening = rows.flatMap(([, local = '', , state, , , , , , inode = '']) =>
      state === LISTENS && sockets.has(`socket:[${inode}]`)
        ? [Number.parseInt(local.slice(local.lastIndexOf(':') + 1), 16)]
        : [],
    );
    return new Set([...Object.values(DEFAULT_PORTS), ...listening]);
  } catch {
    return null;
  }
}

function rowsOf(table: string): string[][] {
  const lines = readFileSync(table, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => line.trim().split(/\s+/));
}

/** A descriptor may close while they are looked at. */
function linkOf(descriptor: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return '';
  }
}
