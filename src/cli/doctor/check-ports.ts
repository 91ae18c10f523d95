import { once } from 'node:events';
import { createServer } from 'node:net';
import { DEFAULT_PORTS } from '#shared/present/default-ports.ts';
import type { Engine } from '../engine/engine.ts';
import type { Check } from './check.ts';
import { optional, passed } from './check.ts';

/**
 * Whether the usual ports are free, or held by our own engine. A taken port is no failure: the
 * engine takes a free one.
 */
export async function checkPorts(engine: Engine | null): Promise<Check> {
  const own = new Set(
    [...Object.values(engine?.addresses ?? {}), engine?.hmi ?? ''].flatMap((address) =>
      URL.canParse(address) ? [Number(new URL(address).port)] : [],
    ),
  );
  const taken: string[] = [];
  for (const [name, port] of Object.entries(DEFAULT_PORTS)) {
    // The running engine's RPC listener is not among its announced addresses.
    const isOwn = own.has(port) || (engine !== null && name === 'rpc');
    if (!isOwn && !(await isFree(port))) taken.push(`${port} (${name})`);
  }
  const text = Object.values(DEFAULT_PORTS).join(', ');
  if (taken.length === 0) return passed('ports', `${text} are free or our own`);
  return optional(
    'ports',
    `taken by another program: ${taken.join(', ')}; the engine takes free ones instead`,
    'name others, e.g. `vp serve --pas-port 0`, or stop that program',
  );
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
