import type { Socket } from 'node:net';
import type { TcpRow } from './proc-net.ts';
import { readTcpTables, rowsWithPort } from './proc-net.ts';

/** The two ports of a connection between two sockets of this machine. */
export interface LocalConnection {
  /** The same two ports may be in use in the other family, too. */
  family: 'IPv4' | 'IPv6';
  ownPort: number;
  peerPort: number;
}

const verdicts = new WeakMap<Socket, boolean>();

/** Whether a socket's peer was already found to be allowed or refused. */
export function knownPeerVerdict(socket: Socket): boolean | undefined {
  return verdicts.get(socket);
}

/** Asks the kernel whether the peer belongs to this user or root; once per connection. */
export async function mayPeerEnter(socket: Socket): Promise<boolean> {
  const { localPort, remotePort } = socket;
  const uid = process.getuid?.();
  if (uid === undefined || localPort === undefined || remotePort === undefined) return true;
  const tables = await readTcpTables();
  const rows = rowsWithPort(tables, remotePort);
  const family = socket.remoteFamily === 'IPv6' ? 'IPv6' : 'IPv4';
  const connection = { family, ownPort: localPort, peerPort: remotePort } as const;
  const verdict = tables === '' || isAllowedPeer(rows, connection, uid);
  verdicts.set(socket, verdict);
  return verdict;
}

/**
 * Whether the peer's end is held by `uid` or root. An end that no process holds any more shows uid
 * 0 without an inode and is refused. A table that lacks our own end as well proves nothing, so the
 * peer is allowed.
 */
export function isAllowedPeer(
  rows: readonly TcpRow[],
  { family, ownPort, peerPort }: LocalConnection,
  uid: number,
): boolean {
  const related = rows.filter((row) => familyOf(row) === family);
  const peers = related.filter((row) => row.localPort === peerPort && row.remotePort === ownPort);
  if (peers.length > 0) {
    return peers.every((row) => row.inode !== 0 && (row.uid === uid || row.uid === 0));
  }
  return !related.some((row) => row.localPort === ownPort && row.remotePort === peerPort);
}

/** A socket for both families shows an IPv4 address with this before it. */
const MAPPED = '0000000000000000FFFF0000';

function familyOf({ localAddress }: TcpRow): LocalConnection['family'] {
  return localAddress.length === 8 || localAddress.startsWith(MAPPED) ? 'IPv4' : 'IPv6';
}
