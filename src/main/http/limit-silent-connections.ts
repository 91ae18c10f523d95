import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * A real client sends its request right after connecting. More sockets without a whole request than
 * this are not clients.
 */
const MAX_SILENT = 256;
/**
 * Sockets that are kept for a next request. A kept one costs nothing, and a client that lost one
 * opens another at once, which does: so they are dropped only to leave room for others.
 */
export const MAX_IDLE = 3072;

/**
 * Keeps at most 256 connections that have sent no complete request, and so many that wait for a
 * next one, dropping the oldest of each, so that slow senders cannot crowd out a healthy client.
 * Answers a way to cut those on which no request ever came.
 */
export function limitSilentConnections(
  server: Server,
  options: { takesUpgrades: boolean; mostIdle: number },
): () => void {
  const silent = new Map<Socket, IncomingMessage | null>();
  const idle = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.set(socket, null);
    socket.once('close', () => {
      silent.delete(socket);
      idle.delete(socket);
    });
    if (silent.size > MAX_SILENT) dropSilent(silent);
  });
  server.on('request', (request, response) => {
    const { socket } = request;
    silent.delete(socket);
    idle.delete(socket);
    // Of a request with a body only the head has come.
    if (hasBody(request)) silent.set(socket, request);
    if (silent.size > MAX_SILENT) dropSilent(silent);
    response.once('close', () => {
      silent.delete(socket);
      if (socket.destroyed) return;
      idle.add(socket);
      if (idle.size > options.mostIdle) dropIdle(idle);
    });
  });
  // A listener for upgrades alone changes what Node does with them, so there is one only where they
  // are taken. What is upgraded has sent its request.
  if (options.takesUpgrades)
    server.on('upgrade', ({ socket }) => {
      silent.delete(socket);
      idle.delete(socket);
    });
  return () => {
    for (const [socket, request] of silent) if (request === null) socket.destroy();
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = headers;
  return encoding !== undefined || length !== '0';
}

/** Drops the one that waits longest; at once, since its close comes later than the next answer. */
function dropIdle(idle: Set<Socket>): void {
  const [oldest] = idle;
  if (oldest === undefined) return;
  idle.delete(oldest);
  oldest.destroy();
}

/** Drops the one that is silent longest. Those whose body has come meanwhile are none of them. */
function dropSilent(silent: Map<Socket, IncomingMessage | null>): void {
  for (const [socket, request] of silent) {
    silent.delete(socket);
    if (request?.complete === true) continue;
    socket.destroy();
    return;
  }
}
