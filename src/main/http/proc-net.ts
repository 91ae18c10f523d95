import { readFile } from 'node:fs/promises';

/** One row of Linux's /proc/net/tcp or tcp6. Addresses stay in the kernel's hexadecimal form. */
export interface TcpRow {
  localAddress: string;
  localPort: number;
  remoteAddress: string;
  remotePort: number;
  isListening: boolean;
  uid: number;
  /** 0 when no process holds the socket any more. */
  inode: number;
}

const LISTEN = '0A';

/** The rows of one table's text. */
export function parseTcpTable(text: string): TcpRow[] {
  const rows: TcpRow[] = [];
  for (const line of text.split('\n').slice(1)) {
    const fields = line.trim().split(/\s+/);
    const [localAddress, localPort] = fields[1]?.split(':') ?? [];
    const [remoteAddress, remotePort] = fields[2]?.split(':') ?? [];
    if (localAddress === undefined || localPort === undefined) continue;
    if (remoteAddress === undefined || remotePort === undefined) continue;
    rows.push({
      localAddress,
      localPort: Number.parseInt(localPort, 16),
      remoteAddress,
      remotePort: Number.parseInt(remotePort, 16),
      isListening: fields[3] === LISTEN,
      uid: Number(fields[7]),
      inode: Number(fields[9]),
    });
  }
  return rows;
}

/**
 * All TCP sockets of this machine; undefined where the kernel does not list them (not Linux, no
 * /proc).
 */
export async function readTcpRows(): Promise<TcpRow[] | undefined> {
  const texts = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'utf8').catch(() => '')),
  );
  const rows = texts.flatMap(parseTcpTable);
  return rows.length === 0 ? undefined : rows;
}
