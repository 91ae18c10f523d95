import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPace } from './create-pace.ts';
import { BODY_LIMIT_BYTES } from './read-body.ts';
import { statusOf } from './testing/raw-request.ts';
import { startSample } from './testing/start-sample.ts';

const MB = 1024 * 1024;
const CHUNK = Buffer.concat([
  Buffer.from('100000\r\n'),
  Buffer.alloc(MB, 0x20),
  Buffer.from('\r\n'),
]);

let started: Awaited<ReturnType<typeof startSample>>;
let accepted: Socket[] = [];
beforeAll(async () => {
  started = await startSample();
  started.app.server.on('connection', (socket: Socket) => accepted.push(socket));
});
afterAll(() => started.app.close());

/** Sends a head and a gigabyte behind it, for as long as the server lets it. */
function sendWithoutEnd(route: string, more: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(started.port, '127.0.0.1');
    let text = '';
    let left = 1024;
    const go = (): void => {
      while (!socket.destroyed && left > 0) {
        left -= 1;
        if (!socket.write(CHUNK)) return;
      }
    };
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    socket.on('drain', go).on('error', () => undefined);
    socket.on('close', () => resolve(text));
    socket.write(`${route} HTTP/1.1\r\nHost: localhost:${started.port}\r\n${more}\r\n`);
    go();
  });
}

const chunked = 'Transfer-Encoding: chunked\r\n';
const long = `Content-Length: ${1024 * MB}\r\n`;

describe('"payload limit with a clear 413": the rest is not taken in', () => {
  it.each([
    ['a length above the limit, before any of it is read', 'POST /v1/cards', long, MB],
    ['chunks, at the limit', 'POST /v1/cards', chunked, BODY_LIMIT_BYTES + MB],
    ['a length that a GET names', 'GET /health', long, MB],
    ['chunks of a GET', 'GET /health', chunked, MB],
  ])('refuses %s', async (_what, route, more, mostBytes) => {
    accepted = [];
    const answer = await sendWithoutEnd(route, more);
    expect(statusOf(answer)).toBe(413);
    expect(answer).toMatch(/connection: close/i);
    expect(accepted).toHaveLength(1);
    expect(accepted[0]?.bytesRead).toBeLessThan(mostBytes);
  });

  it.each([
    ['a media type that is not taken', '/v1/cards', `${chunked}Content-Encoding: gzip\r\n`, 415],
    ['a foreign page', '/v1/cards', `${chunked}Origin: http://evil.test\r\n`, 403],
  ])('takes in no body behind %s', async (_what, path, more, status) => {
    accepted = [];
    expect(statusOf(await sendWithoutEnd(`POST ${path}`, more))).toBe(status);
    expect(accepted[0]?.bytesRead).toBeLessThan(MB);
  });

  it('keeps the connection after the refusal of a small body', async () => {
    const once = `POST /nothing HTTP/1.1\r\nHost: localhost:${started.port}\r\nContent-Length: 2\r\n`;
    const socket = connect(started.port, '127.0.0.1');
    let text = '';
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    socket.write(`${once}\r\n{}${once}Connection: close\r\n\r\n{}`);
    await ended;
    expect(text.match(/HTTP\/1\.1 404/g)).toHaveLength(2);
  });
});

describe('createPace', () => {
  it('lets so many bytes in a millisecond, whoever sends them, and saves nothing up', () => {
    let now = 1000;
    const pace = createPace(100, () => now);
    expect([pace.waitAfter(1000), pace.waitAfter(500)]).toEqual([10, 15]);
    now += 5;
    expect(pace.waitAfter(100)).toBe(11);
    now += 1000;
    expect(pace.waitAfter(1000)).toBe(10);
  });
});
