import fastifyWebsocket from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  BODY_LIMIT_BYTES,
  createBaseServer,
  type BaseServerOptions,
} from './create-base-server.ts';
import { missingScope } from './gate-hook.ts';
import { answerRpcMessage, rpcMethods, type RpcCaller, type RpcMethod } from './json-rpc.ts';
import type { ServiceTables } from './service-tables.ts';

export interface RpcServerOptions extends BaseServerOptions {
  tables: ServiceTables;
  version: string;
}

/** What of a WebSocket is used here. */
interface RpcSocket {
  readonly readyState: number;
  on(event: 'message', listener: (data: unknown) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  send(text: string): void;
  pause(): void;
  resume(): void;
}

const OPEN = 1;
/** Requests of one socket that may be under way; more are left unread until one ends. */
const MAX_IN_FLIGHT = 64;

/** JSON-RPC 2.0 over WebSocket at / and /rpc, and GET /health. Start it with `listenService`. */
export function createRpcServer(options: RpcServerOptions): FastifyInstance {
  const app = createBaseServer(options);
  const methods = rpcMethods(options.tables);
  const { version } = options;
  void app.register(fastifyWebsocket, { options: { maxPayload: BODY_LIMIT_BYTES } });
  // After the plugin, which has to see these routes.
  void app.register(async (scope) => {
    for (const path of ['/', '/rpc']) {
      scope.get(path, { websocket: true }, (socket, request) => serve(socket, request, methods));
    }
    scope.get('/health', async () => ({
      status: 'ok',
      service: 'rpc',
      version,
      methods: methods.size,
    }));
  });
  return app;
}

function serve(
  socket: RpcSocket,
  request: FastifyRequest,
  methods: ReadonlyMap<string, RpcMethod>,
): void {
  const caller: RpcCaller = {
    actor: request.actor,
    refuse: ({ method }) => missingScope(request.scopes, method === 'GET' ? 'read' : 'write'),
  };
  let inFlight = 0;
  socket.on('error', (error) => request.log.info({ err: error }, 'rpc socket failed'));
  socket.on('message', (data) => {
    inFlight++;
    if (inFlight >= MAX_IN_FLIGHT) socket.pause();
    answerRpcMessage(toBuffer(data), methods, caller)
      .then((answer) => {
        if (answer !== undefined && socket.readyState === OPEN) socket.send(answer);
      })
      .catch((error: unknown) => request.log.error({ err: error }, 'rpc answer failed'))
      .finally(() => {
        inFlight--;
        if (inFlight < MAX_IN_FLIGHT) socket.resume();
      });
  });
}

// ws gives a Buffer, or pieces of one.
function toBuffer(data: unknown): Buffer {
  if (Buffer.isBuffer(data)) return data;
  if (Array.isArray(data)) return Buffer.concat(data as Buffer[]);
  return Buffer.from(data as ArrayBuffer);
}
