import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * A real client sends its request right after connecting. More sockets without a request than this
 * are not clients.
 */
const MAX_SILENT = 256;

/**
 * Keeps at most 256 connections that have sent no complete request head, dropping the oldest, so
 * that slow senders cannot crowd out a healthy client.
 */
export function limitSilentConnections(server: Server): void {
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
    if (silent.size <= MAX_SILENT) return;
    const [oldest] = silent;
    oldest?.destroy();
  });
  server.on('request', (request) => silent.delete(request.socket));
}
