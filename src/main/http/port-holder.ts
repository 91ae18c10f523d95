import { readdir, readFile, readlink } from 'node:fs/promises';
import { rowsWithPort, readTcpTables } from './proc-net.ts';

/**
 * Names who listens on a port: `python3 -m http.server (pid 4711)`, or `another program` when
 * unknown.
 */
export async function describePortHolder(port: number): Promise<string> {
  const rows = rowsWithPort(await readTcpTables(), port);
  const inodes = rows.filter((row) => row.isListening && row.localPort === port);
  const targets = new Set(inodes.map((row) => `socket:[${row.inode}]`));
  const pid = targets.size === 0 ? undefined : await findHolder(targets);
  if (pid === undefined) return 'another program';
  return `${await commandOf(pid)} (pid ${pid})`;
}

async function findHolder(targets: ReadonlySet<string>): Promise<string | undefined> {
  for (const pid of await listOrNothing('/proc')) {
    if (/^\d+$/.test(pid) && (await holdsOneOf(pid, targets))) return pid;
  }
  return undefined;
}

async function holdsOneOf(pid: string, targets: ReadonlySet<string>): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const links = await Promise.all(
    // A descriptor may close while we look.
    (await listOrNothing(folder)).map((fd) => readlink(`${folder}/${fd}`).catch(() => '')),
  );
  return links.some((link) => targets.has(link));
}

async function commandOf(pid: string): Promise<string> {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const words = text.split('\0').join(' ').trim().slice(0, 120);
  return words === '' ? 'a program' : words;
}

// Another user's process, or one that has just ended, cannot be listed and is not the answer.
async function listOrNothing(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
