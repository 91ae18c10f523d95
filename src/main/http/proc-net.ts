import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

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

/** The rows of the tables' text that have a port at either end: of thousands of sockets, a few. */
export function rowsWithPort(text: string, port: number): TcpRow[] {
  const needle = `:${port.toString(16).toUpperCase().padStart(4, '0')} `;
  const rows: TcpRow[] = [];
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at)) {
    const end = text.indexOf('\n', at);
    const row = parseRow(text.slice(text.lastIndexOf('\n', at) + 1, end === -1 ? undefined : end));
    if (row !== null && (row.localPort === port || row.remotePort === port)) rows.push(row);
    if (end === -1) break;
    at = end;
  }
  return rows;
}

function parseRow(line: string): TcpRow | null {
  const fields = line.trim().split(/\s+/);
  const [localAddress, localPort] = fields[1]?.split(':') ?? [];
  const [remoteAddress, remotePort] = fields[2]?.split(':') ?? [];
  if (localAddress === undefined || localPort === undefined) return null;
  if (remoteAddress === undefined || remotePort === undefined) return null;
  return {
    localAddress,
    localPort: Number.parseInt(localPort, 16),
    remoteAddress,
    remotePort: Number.parseInt(remotePort, 16),
    isListening: fields[3] === LISTEN,
    uid: Number(fields[7]),
    inode: Number(fields[9]),
  };
}

/** Until the next reading may begin. */
let pause: Promise<void> | null = null;
let next: Promise<string> | null = null;

/**
 * The tables of all TCP sockets of this machine, as of now or later; empty where the kernel does
 * not list them (not Linux, no /proc). Those who ask during a reading share the one after it. A
 * reading takes longer the more sockets there are: as long again nothing is read, so that whoever
 * opens connections without end leaves the processors to others.
 */
export function readTcpTables(): Promise<string> {
  if (pause === null) {
    const startMs = performance.now();
    const read = readTables();
    pause = read.then(() => wait(performance.now() - startMs)).finally(() => (pause = null));
    return read;
  }
  next ??= pause.then(() => {
    next = null;
    return readTcpTables();
  });
  return next;
}

async function readTables(): Promise<string> {
  const texts = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'utf8').catch(() => '')),
  );
  return texts.join('');
}
