import {
  createServer,
  request,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import { pipeline, type Duplex } from 'node:stream';
import { formatPlace, readPlace } from '#core/places/read-place.ts';
import type { Place } from '#shared/messages/place.ts';

/** How a place is connected to; a refusal rejects. */
export type Connect = (place: Place) => Promise<Socket>;

/** Of one connection only, so they are not passed on (RFC 9110, 7.6.1). */
const HOP = /^(?:connection|keep-alive|te|trailer|transfer-encoding|upgrade|proxy-.*)$/i;

/** A proxy that leads to some places only: by CONNECT, and by whole addresses of HTTP. */
export function createProxy(places: readonly Place[], connect: Connect): Server {
  const allowed = new Set(places.map(formatPlace));
  const find = (text: string): Place | null => {
    const read = readPlace(text);
    return read.kind === 'place' && allowed.has(formatPlace(read.place)) ? read.place : null;
  };
  const server = createServer((incoming, answer) => {
    const place = find(authorityOf(incoming.url));
    if (place === null) return refuse(incoming, answer);
    passOn(incoming, answer, connect(place));
  });
  server.on('connect', (incoming: IncomingMessage, client: Duplex, head: Buffer) => {
    const place = find(incoming.url ?? '');
    client.on('error', () => client.destroy());
    if (place === null) return void client.end(`HTTP/1.1 403 Forbidden\r\n\r\n`);
    connect(place).then(
      (there) => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        there.write(head);
        pipeline([client, there, client], () => {});
      },
      () => client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'),
    );
  });
  return server;
}

function authorityOf(address = ''): string {
  const url = URL.parse(address);
  return url?.protocol === 'http:' ? `${url.hostname}:${url.port === '' ? 80 : url.port}` : '';
}

function refuse(incoming: IncomingMessage, answer: ServerResponse): void {
  incoming.resume();
  const said = 'Nobody approved that commands of this repository connect there.\n';
  answer.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end(said);
}

function passOn(
  incoming: IncomingMessage,
  answer: ServerResponse,
  connection: Promise<Socket>,
): void {
  const fail = (): void => {
    if (answer.headersSent) answer.destroy();
    else answer.writeHead(502).end();
  };
  connection.then((socket) => {
    if (answer.destroyed) return void socket.destroy();
    const { pathname, search } = new URL(incoming.url ?? '');
    const path = pathname + search;
    const onward = request({
      createConnection: () => socket,
      method: incoming.method,
      path,
      headers: headersOnward(incoming),
    });
    onward.on('response', (said) => {
      const { statusCode: status = 0 } = said;
      if (status < 200) return void onward.destroy(new Error(`${status} is no answer`));
      const kept = Object.entries(said.headers).filter(([name]) => !HOP.test(name));
      answer.writeHead(status, Object.fromEntries(kept));
      pipeline(said, answer, () => {});
    });
    onward.on('upgrade', (_, there) => {
      there.destroy();
      fail();
    });
    onward.on('error', fail);
    answer.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }, fail);
}

/**
 * `host` is what the address says, whatever else the request says (RFC 9112, 3.2.2): one server may
 * have several sites. A body is sent in the way it came, or it would be read as a second request.
 */
function headersOnward({ url = '', headers }: IncomingMessage): OutgoingHttpHeaders {
  const kept = Object.entries(headers).filter(([name]) => !HOP.test(name));
  const isInChunks = headers['transfer-encoding'] !== undefined;
  return {
    ...Object.fromEntries(kept),
    ...(isInChunks ? { 'transfer-encoding': 'chunked' } : {}),
    host: new URL(url).host,
    connection: 'close',
  };
}
