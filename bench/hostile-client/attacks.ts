import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** Where the engine listens. */
export interface Target {
  pasPort: number;
  rpcPort: number;
}

/** One hostile client. It goes on until its process is ended. */
export type Attack = (target: Target) => void;

const MB = 1024 * 1024;
const AT_ONCE = 8;

function open(port: number, bytes: string | Buffer): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(bytes);
  return socket;
}

function post(port: number, path: string, body: string): string {
  return (
    `POST ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

/** Keeps so many connections going, each opened anew when it ends. */
function keepGoing(count: number, start: () => Socket): void {
  const one = (): void => {
    start()
      .resume()
      .once('close', () => void delay(1).then(one));
  };
  for (let n = 0; n < count; n++) one();
}

function cards(port: number, payload: string): Attack {
  const bytes = Buffer.from(post(port, '/pas/v1/jobcards', payload));
  return () => keepGoing(AT_ONCE, () => open(port, bytes));
}

const card = (payload: object): string =>
  JSON.stringify({ project_id: 1, run_id: 'hostile', lane: 'No-Such-Lane', payload });

/** Answers about a run of a hundred tasks, which are asked for and never read. */
function askWithoutReading({ rpcPort }: Target): void {
  const socket = new WebSocket(`ws://localhost:${rpcPort}/`);
  socket.on('error', () => undefined);
  socket.on('close', () => void delay(10).then(() => askWithoutReading({ pasPort: 0, rpcPort })));
  socket.on('open', () => {
    socket.pause();
    const params = { run_id: 'run-0999' };
    const call = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'pas.runStatus', params });
    for (let n = 0; n < 2000; n++) socket.send(call);
  });
}

/** An accepted card: of no known form, so that nothing but its size limits it. */
const kept = (): string =>
  JSON.stringify({
    project_id: 1,
    run_id: 'hostile',
    lane: 'Code-Impl',
    kind: 'external',
    payload: { note: 'x1y2 '.repeat((8 * MB - 1000) / 5) },
    budget_usd: 0,
  });

const get = (port: number, path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`;

const follow = (port: number): string =>
  `GET /pas/v1/events?after=0 HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`;

/** Every hostile client by its name. */
export const ATTACKS: Readonly<Record<string, Attack>> = {
  'bodies of 8 MB': (target) =>
    cards(target.pasPort, card({ goal: 'x'.repeat(8 * MB - 1000) }))(target),
  'cards of 8 MB': (target) => cards(target.pasPort, kept())(target),
  'bodies of 1 GB': ({ pasPort }) =>
    keepGoing(AT_ONCE, () => {
      const socket = open(
        pasPort,
        `POST /pas/v1/jobcards HTTP/1.1\r\nHost: localhost:${pasPort}\r\nTransfer-Encoding: chunked\r\n\r\n`,
      );
      const chunk = Buffer.concat([
        Buffer.from('100000\r\n'),
        Buffer.alloc(MB, 0x20),
        Buffer.from('\r\n'),
      ]);
      const more = (): void => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', more);
      more();
      return socket;
    }),
  'tails of a long log': ({ pasPort }) =>
    keepGoing(AT_ONCE, () =>
      open(pasPort, get(pasPort, '/pas/v1/runs/logs?run_id=run-0001&task_id=none&tail=10000')),
    ),
  'JSON 100,000 deep': (target) =>
    cards(target.pasPort, `${'['.repeat(100_000)}${']'.repeat(100_000)}`)(target),
  'JSON of 50,000 entries': (target) =>
    cards(target.pasPort, card({ list: Array(49_000).fill(1) }))(target),
  'SSE that is not read': ({ pasPort }) => {
    for (let n = 0; n < 400; n++) open(pasPort, follow(pasPort)).pause();
  },
  'resumes from 0': ({ pasPort }) =>
    keepGoing(32, () => {
      const socket = open(pasPort, follow(pasPort));
      let bytes = 0;
      // Read for a while, then cut and begun anew.
      socket.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > 4 * MB) socket.destroy();
      });
      return socket;
    }),
  'RPC that is not read': (target) => {
    for (let n = 0; n < AT_ONCE; n++) askWithoutReading(target);
  },
  slowloris: ({ pasPort }) =>
    keepGoing(500, () => {
      const socket = open(pasPort, 'GET /health HTTP/1.1\r\nHo');
      const drip = setInterval(() => socket.write('s'), 500);
      socket.once('close', () => clearInterval(drip));
      return socket;
    }),
  'idle sockets': ({ pasPort }) =>
    keepGoing(2000, () =>
      open(pasPort, `GET /health HTTP/1.1\r\nHost: localhost:${pasPort}\r\n\r\n`),
    ),
};
