import { duplexPair } from 'node:stream';
import type { FastifyInstance } from 'fastify';

/**
 * Gives bytes to a server as a connection without a network, and collects what comes back until the
 * server closes. The server takes itself for one on port 80.
 */
export function askInMemory(app: FastifyInstance, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const [client, server] = duplexPair();
    let text = '';
    client.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
    client.on('end', () => client.end()).on('close', () => resolve(text));
    server.on('close', () => client.destroy()).on('error', () => undefined);
    // What a socket has beside a stream, and a refused upgrade needs.
    const socket = Object.assign(server, { destroySoon: () => server.end(() => server.destroy()) });
    app.server.emit('connection', socket);
    client.write(bytes, 'latin1');
  });
}
