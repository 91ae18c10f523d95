import type { Socket } from 'node:net';
import type { TcpRow } from './proc-net.ts';
import { readTcpTables, rowsWithPort } from './proc-net.ts';

/** The two ports of a connection between two sockets of this machine. */
export interface LocalConnection {
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
  const verdict =
    tables === '' || isAllowedPeer(rows, { ownPort: localPort, peerPort: remotePort }, uid);
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
  { ownPort, peerPort }: LocalConnection,
  uid: number,
): boolean {
  const peers = rows.filter((row) => row.localPort === peerPort && row.remotePort === ownPort);
  if (peers.length > 0) {
    return peers.every((row) => row.inode !== 0 && (row.uid === uid || row.uid === 0));
  }
  return !rows.some((row) => row.localPort === ownPort && row.remotePort === peerPort);
}
