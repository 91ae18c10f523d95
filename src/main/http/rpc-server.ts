import fastifyWebsocket from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerClientError } from './answer-client-error.ts';
import { createBaseServer, type BaseServerOptions } from './create-base-server.ts';
import { answerRpcMessage, rpcMethods, type RpcService } from './json-rpc.ts';
import { BODY_LIMIT_BYTES, createBodies } from './read-body.ts';
import { limitSockets, sendBounded, type RpcSocket } from './rpc-socket.ts';
import type { ServiceTables } from './service-tables.ts';
import type { Grant } from './token-auth.ts';
import { createTurns, type Turns } from '../streams/take-turns.ts';

export interface RpcServerOptions extends BaseServerOptions {
  tables: ServiceTables;
  version: string;
}

/** Requests of one socket that may be under way, and their bytes; more is left unread meanwhile. */
const MAX_IN_FLIGHT = 64;
const MAX_HELD_BYTES = BODY_LIMIT_BYTES;

/** Messages of all sockets take half of the thread at most, one after the other. */
const REST_AFTER_MESSAGE = 1;

/** JSON-RPC 2.0 over WebSocket at / and /rpc, and GET /health. Start it with `listenService`. */
export function createRpcServer(options: RpcServerOptions): FastifyInstance {
  const { version, bodies = createBodies() } = options;
  const app = createBaseServer({ ...options, bodies, takesUpgrades: true });
  const service: RpcService = { methods: rpcMethods(options.tables), bodies };
  void app.register(fastifyWebsocket, { options: { maxPayload: BODY_LIMIT_BYTES } });
  // After the plugin, which has to see these routes.
  void app.register(async (scope) => {
    scope.websocketServer.on('wsClientError', answerClientError);
    const admit = limitSockets();
    const turns = createTurns({ rest: REST_AFTER_MESSAGE });
    for (const path of ['/', '/rpc']) {
      const route = { websocket: true, config: { access: 'token' } } as const;
      scope.get(path, route, (socket, request) =>
        serve(admit(socket), request, { service, turns }),
      );
    }
    scope.get('/health', { config: { access: 'view' } }, async () => ({
      status: 'ok',
      service: 'rpc',
      version,
      methods: service.methods.size,
    }));
  });
  return app;
}

// An answer counts as under way until the socket has taken it, so a peer that does not read is not
// read from either.
function serve(
  socket: RpcSocket,
  request: FastifyRequest,
  { service, turns }: { service: RpcService; turns: Turns },
): void {
  const { grant } = request;
  closeWithToken(socket, grant);
  let inFlight = 0;
  let heldBytes = 0;
  const isFull = (): boolean => inFlight >= MAX_IN_FLIGHT || heldBytes >= MAX_HELD_BYTES;
  socket.on('error', (error) => request.log.info({ err: error }, 'rpc socket failed'));
  socket.on('message', (data) => {
    if (grant.ended?.aborted === true) return;
    const message = toBuffer(data);
    inFlight++;
    heldBytes += message.length;
    if (isFull()) socket.pause();
    turns
      .take(() => undefined)
      .then(() => answerRpcMessage(message, service, grant))
      .then((answer) => (answer === undefined ? undefined : sendBounded(socket, answer)))
      .catch((error: unknown) => request.log.error({ err: error }, 'rpc answer failed'))
      .finally(() => {
        inFlight--;
        heldBytes -= message.length;
        if (!isFull()) socket.resume();
      });
  });
}

// A token's end is the end of what it opened. The code is the protocol's for a breach of policy.
function closeWithToken(socket: RpcSocket, { ended }: Grant): void {
  if (ended === null) return;
  const close = (): void => socket.close(1008, 'The token has expired or was revoked.');
  ended.addEventListener('abort', close);
  socket.on('close', () => ended.removeEventListener('abort', close));
}

// ws gives a Buffer, or pieces of one.
function toBuffer(data: unknown): Buffer {
  if (Buffer.isBuffer(data)) return data;
  if (Array.isArray(data)) return Buffer.concat(data as Buffer[]);
  return Buffer.from(data as ArrayBuffer);
}
