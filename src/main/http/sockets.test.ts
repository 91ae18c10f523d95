import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawRequest, statusOf } from './testing/raw-request.ts';
import { startSample } from './testing/start-sample.ts';

let started: Awaited<ReturnType<typeof startSample>>;
beforeAll(async () => {
  started = await startSample();
});
afterAll(() => started.app.close());

const post = (port: number, more: string): string =>
  `POST /v1/cards HTTP/1.1\r\nHost: localhost:${port}\r\n${more}`;

describe('malformed sockets', () => {
  const cases: [string, (port: number) => string, number[]][] = [
    ['bytes that are not HTTP', () => '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n', [400]],
    [
      'both lengths',
      (p) => post(p, 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x'),
      [400],
    ],
    ['two lengths', (p) => post(p, 'Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} '), [400]],
    ['a negative length', (p) => post(p, 'Content-Length: -1\r\n\r\n'), [400]],
    [
      'an obfuscated encoding',
      (p) => post(p, 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'),
      [400],
    ],
    [
      'a bad chunk size',
      (p) => post(p, 'Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n'),
      [400],
    ],
    ['a bare line feed in a header', (p) => post(p, 'X: a\n b\r\n\r\n'), [400]],
    ['a NUL in a header', (p) => post(p, 'X: a\0b\r\n\r\n'), [400]],
    ['a space before the colon', (p) => post(p, 'X : a\r\n\r\n'), [400]],
    ['a flood of headers', (p) => post(p, `${'X-Y: 0123456789\r\n'.repeat(2000)}\r\n`), [431]],
    ['one huge header', (p) => post(p, `X: ${'a'.repeat(100_000)}\r\n\r\n`), [431]],
    ['a length of 1 GB', (p) => post(p, 'Content-Length: 1073741824\r\n\r\n{'), [413]],
    ['an unknown method', (p) => `BREW /health HTTP/1.1\r\nHost: localhost:${p}\r\n\r\n`, [400]],
  ];

  it.each(cases)(
    'answers %s with a problem, "nosniff and CORP on every answer", and closes',
    async (_name, bytes, statuses) => {
      const before = started.sample.calls();
      const answer = await rawRequest(started.port, bytes(started.port));
      expect(statuses).toContain(statusOf(answer));
      expect(answer).toContain('application/problem+json');
      expect(answer).toMatch(/\r\nx-content-type-options: nosniff\r\n/i);
      expect(answer).toMatch(/\r\ncross-origin-resource-policy: same-origin\r\n/i);
      expect(started.sample.calls()).toBe(before);
    },
  );

  it('stops reading a chunked body past 8 MB', async () => {
    const chunk = `100000\r\n${' '.repeat(0x100000)}\r\n`;
    const bytes = post(started.port, `Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(9)}`);
    expect(statusOf(await rawRequest(started.port, bytes))).toBe(413);
  });

  it('runs no smuggled second request', async () => {
    const inner = `GET /health HTTP/1.1\r\nHost: localhost:${started.port}\r\n\r\n`;
    const before = started.sample.calls();
    const bytes = post(
      started.port,
      `Content-Length: ${inner.length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
    );
    await rawRequest(started.port, bytes);
    expect(started.sample.calls()).toBe(before);
  });

  it('serves a healthy client beside 500 slow ones', async () => {
    const slow = await openSlowSockets(500);
    const ask = `GET /health HTTP/1.1\r\nHost: localhost:${started.port}\r\nConnection: close\r\n\r\n`;
    for (let round = 0; round < 50; round++) {
      expect(statusOf(await rawRequest(started.port, ask))).toBe(200);
    }
    const open = slow.filter((socket) => !socket.destroyed).length;
    for (const socket of slow) socket.destroy();
    expect(open).toBeLessThanOrEqual(256);
  });
});

describe('"many idle sockets" and slow bodies', () => {
  const ask = (more = ''): string =>
    `GET /health HTTP/1.1\r\nHost: localhost:${started.port}\r\n${more}\r\n`;

  it('keeps few connections whose body does not come, and serves a healthy client', async () => {
    const slow = await openSockets(400, post(started.port, 'Content-Length: 100\r\n\r\n{'));
    for (let round = 0; round < 20; round++) {
      expect(statusOf(await rawRequest(started.port, ask('Connection: close\r\n')))).toBe(200);
    }
    const open = slow.filter((socket) => !socket.destroyed).length;
    for (const socket of slow) socket.destroy();
    expect(open).toBeLessThanOrEqual(256);
  });

  it('keeps so many connections that wait for a next request, and serves a healthy client', async () => {
    const { app, port } = await startSample({ mostIdle: 200 });
    const request = `GET /health HTTP/1.1\r\nHost: localhost:${port}\r\n`;
    const idle: Socket[] = [];
    // In parts: sockets that all connect at once have not sent their request yet.
    for (let part = 0; part < 4; part += 1) {
      const more = await openSockets(100, `${request}\r\n`, port);
      await Promise.all(more.map(answered));
      idle.push(...more);
    }
    await Promise.all(idle.slice(0, idle.length - 200).map(ended));
    expect(statusOf(await rawRequest(port, `${request}Connection: close\r\n\r\n`))).toBe(200);
    const newest = idle.slice(-100).filter((socket) => !socket.destroyed).length;
    for (const socket of idle) socket.destroy();
    await app.close();
    expect(newest).toBe(100);
  });
});

async function answered(socket: Socket): Promise<void> {
  if (socket.bytesRead === 0) await once(socket, 'data');
}

function ended(socket: Socket): Promise<unknown> {
  return socket.destroyed ? Promise.resolve() : new Promise((end) => socket.once('close', end));
}

function openSlowSockets(count: number): Promise<Socket[]> {
  return openSockets(count, 'GET /health HTTP/1.1\r\nHo');
}

/** Sockets that have sent these bytes and read what comes. */
async function openSockets(count: number, bytes: string, port = started.port): Promise<Socket[]> {
  const sockets = Array.from({ length: count }, () => connect(port, '127.0.0.1'));
  await Promise.all(
    sockets.map(async (socket) => {
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.resume().write(bytes);
    }),
  );
  return sockets;
}
