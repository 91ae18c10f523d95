import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { createProxy } from './proxy.ts';

const closing: Server[] = [];
afterEach(async () => {
  for (const server of closing.splice(0)) await new Promise((done) => server.close(done));
});

async function listen(server: Server): Promise<number> {
  closing.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** What a site gets of a request, and what the command gets of its answer. */
async function exchange(request: string, answer: string): Promise<{ sent: string; got: string }> {
  let sent = '';
  const site = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes: Buffer) => {
      sent += bytes.toString('latin1');
      if (sent.includes('\r\n\r\n') && socket.writable) socket.end(answer);
    });
  });
  const at = await listen(site);
  const proxy = createProxy([{ host: 'api.example', port: 80 }], async () => {
    const socket = createConnection({ port: at, host: '127.0.0.1' });
    socket.on('error', () => {});
    await once(socket, 'connect');
    return socket;
  });
  const client = createConnection({ port: await listen(proxy), host: '127.0.0.1' });
  client.write(request);
  return { got: await text(client), sent };
}

const GET = 'GET http://api.example/ HTTP/1.1\r\nHost: api.example\r\nConnection: close\r\n\r\n';
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

describe('PLACE-5: a proxy for one host', () => {
  it('names that host to the server, whatever the request says', async () => {
    for (const said of ['Host: internal.example\r\n', 'Host: API.example:80\r\n']) {
      const request = `GET http://api.example/ HTTP/1.1\r\n${said}Connection: close\r\n\r\n`;
      const { sent, got } = await exchange(request, OK);
      expect([sent.match(/^host: .*$/gim), got.slice(-2)]).toEqual([['host: api.example'], 'ok']);
    }
    const { sent } = await exchange('GET http://api.example/ HTTP/1.0\r\n\r\n', OK);
    expect(sent.match(/^host: .*$/gim)).toEqual(['host: api.example']);
  });

  it('sends a body as a body: what is in it is no second request', async () => {
    const body = 'GET /second HTTP/1.1\r\nHost: api.example\r\n\r\n';
    const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    const head = GET.replace('\r\n\r\n', '\r\nTransfer-Encoding: chunked\r\n\r\n');
    const { sent } = await exchange(head + chunk, OK);
    expect(sent).toMatch(/\r\ntransfer-encoding: chunked\r\n/i);
    expect(sent.slice(sent.indexOf('\r\n\r\n') + 4)).toBe(chunk);
  });
});

describe('what a server answers ends nothing but its own connection', () => {
  it.each([
    'HTTP/1.1 000 X\r\nContent-Length: 2\r\n\r\nok',
    'HTTP/1.1 099 X\r\nContent-Length: 2\r\n\r\nok',
    'HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nhello',
    'HTTP/1.1 1000 X\r\n\r\n',
    'no answer\r\n\r\n',
  ])('%j is a bad gateway', async (answer) =>
    expect((await exchange(GET, answer)).got).toMatch(/^HTTP\/1\.1 502 /),
  );

  it('an answer that is cut off is cut off for the command, too', async () => {
    const cut = 'HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\nhalf';
    expect((await exchange(GET, cut)).got).toMatch(/\r\n\r\nhalf$/);
  });
});
