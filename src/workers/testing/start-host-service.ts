import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const PROGRAM = `
const server = require('node:net').createServer((socket) => {
  socket.on('error', () => {});
  socket.end('hello from the host\\n');
});
server.listen({ port: 0, host: process.argv[1] }, () => console.log(server.address().port));
`;

/** A service of the host in a process of its own, which greets whoever connects. */
export interface HostService {
  port: number;
  stop(): Promise<void>;
}

export async function startHostService(host = '127.0.0.1'): Promise<HostService> {
  const child: ChildProcess = spawn(process.execPath, ['-e', PROGRAM, host], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('it prints its port');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    port: Number(line),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
