import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startJob, toolJob } from '../testing/run-job.ts';
import { coverSockets } from './cover-sockets.ts';

let root: string;
let work: string;
let read: string;
let servers: Server[];
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-sockets-')));
  [work, read] = [join(root, 'work'), join(root, 'read')];
  for (const each of [work, read]) mkdirSync(join(each, 'deep'), { recursive: true });
  servers = [];
});
afterEach(() => {
  for (const each of servers) each.close();
  rmSync(root, { recursive: true, force: true });
});

async function listen(path: string): Promise<string> {
  const server = createServer((socket) => socket.on('error', () => {}).end('hello'));
  servers.push(server);
  server.listen(path);
  await once(server, 'listening');
  return path;
}

/** What a confined command gets from each socket: its greeting, or the name of the error. */
async function greetings(sockets: readonly string[]): Promise<string[]> {
  writeFileSync(
    join(work, 'probe.py'),
    `import socket
for path in ${JSON.stringify(sockets)}:
    client = socket.socket(socket.AF_UNIX)
    try:
        client.connect(path); print(client.recv(9).decode())
    except OSError as error:
        print(type(error).__name__)
`,
  );
  const confinement = {
    driver: 'bubblewrap',
    writable: [work],
    readable: [read],
    network: false,
  } as const;
  const job = toolJob({ argv: ['python3', 'probe.py'], cwd: work, confinement });
  return (await startJob(job).result).stdout.trim().split('\n');
}

describe('coverSockets', () => {
  it('covers a Unix socket inside a bound folder, which can be connected to even when read-only', async () => {
    const sockets = [await listen(join(read, 'deep', 'a')), await listen(join(work, 'deep', 'b'))];
    expect(await greetings(sockets)).toEqual(['ConnectionRefusedError', 'ConnectionRefusedError']);
  });

  it('leaves abstract sockets of the host out of reach, which have no file', async () => {
    const name = `slipway-${process.pid}`;
    await listen(`\0${name}`);
    expect(await greetings([`\0${name}`])).toEqual(['ConnectionRefusedError']);
  });

  it('finds a socket that was renamed after it was bound', async () => {
    await listen(join(read, 'before'));
    renameSync(join(read, 'before'), join(read, 'after'));
    expect(await greetings([join(read, 'after')])).toEqual(['ConnectionRefusedError']);
  });

  it('leaves the command what an earlier one left behind in its own folder', async () => {
    const left = await listen(join(work, 'left'));
    // A renamed socket survives the end of its server.
    renameSync(left, join(work, 'stale'));
    await new Promise((resolve) => servers[0]?.close(resolve));
    writeFileSync(
      join(work, 'again.py'),
      `import os, socket
os.unlink('stale')
socket.socket(socket.AF_UNIX).bind('stale')
print('bound')
`,
    );
    const confinement = {
      driver: 'bubblewrap',
      writable: [work],
      readable: [],
      network: false,
    } as const;
    const job = toolJob({ argv: ['python3', 'again.py'], cwd: work, confinement });
    expect((await startJob(job).result).stdout).toBe('bound\n');
  });

  it('asks the kernel for sockets in folders that are too big to be walked', async () => {
    const socket = await listen(join(read, 'deep', 'named'));
    const covers = await coverSockets(['--ro-bind', read, '/shown'], []);
    expect(covers).toEqual(['--ro-bind', '/dev/null', '/shown/deep/named']);
    expect(await coverSockets(['--ro-bind', join(root, 'work'), '/shown'], [])).toEqual([]);
    expect(socket.startsWith(read)).toBe(true);
  });

  it('covers nothing where something else is mounted over it', async () => {
    await listen(join(read, 'deep', 'a'));
    const argv = ['--ro-bind', read, '/shown', '--tmpfs', '/shown/deep'];
    expect(await coverSockets(argv, [read])).toEqual([]);
    const twice = ['--ro-bind', read, '/shown', '--ro-bind', join(read, 'deep'), '/shown/deep'];
    expect(await coverSockets(twice, [read])).toEqual(['--ro-bind', '/dev/null', '/shown/deep/a']);
  });
});
