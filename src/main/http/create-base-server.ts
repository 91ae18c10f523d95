import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { AppError } from '#shared/errors.ts';
import { openLog } from '../secrets/open-log.ts';
import { addSafetyHeaders } from './add-safety-headers.ts';
import { answerClientError } from './answer-client-error.ts';
import { addGate, type GateOptions } from './gate-hook.ts';
import { limitSilentConnections, MAX_IDLE } from './limit-silent-connections.ts';
import { BODY_LIMIT_BYTES, createBodies, tooLarge, type Bodies } from './read-body.ts';
import { mayBeLarge } from './refuse-unread.ts';
import { missedRoute, recordRoutes } from './route-directory.ts';
import { sendProblem } from './send-problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Does what follows of the body: checking it and everything before the first wait. */
    inTurn: <T>(work: () => T) => Promise<Awaited<T>>;
  }
}

export interface BaseServerOptions {
  /** Default: the local gate with all its checks. */
  gate?: GateOptions;
  /** Default: warnings and errors, as JSON lines on stderr. */
  logger?: FastifyBaseLogger;
  /** The budget that all listeners share; default one of its own. */
  bodies?: Bodies;
  /** Whether connections become WebSockets here. */
  takesUpgrades?: boolean;
  /** How many connections may wait for a next request; default 3,072. */
  mostIdle?: number;
  /** Answers a request that met no route; false leaves it to the problem document. */
  fallback?: (request: FastifyRequest, reply: FastifyReply) => boolean;
}

const MAX_HEADER_BYTES = 16 * 1024;
const MAX_CONNECTIONS = 4096;
const STOP_GRACE_MS = 3000;

/**
 * A Fastify instance with everything that all listeners share: gate, limits, JSON bodies, problem
 * documents.
 */
export function createBaseServer(options: BaseServerOptions = {}): FastifyInstance {
  const app = fastify({
    loggerInstance: options.logger ?? openLog('warn'),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    return503OnClosing: false,
    // Requests and answers are checked by the contract. Fastify's own compilers of schemas take
    // longer to load than the rest of it.
    schemaController: { compilersFactory: { buildValidator: noSchema, buildSerializer: noSchema } },
    // Ids are up to 200 characters, three bytes each when percent-encoded.
    routerOptions: { maxParamLength: 4096 },
    http: {
      headersTimeout: 10_000,
      connectionsCheckingInterval: 1000,
      maxHeaderSize: MAX_HEADER_BYTES,
      // The gate answers a missing Host, with a sentence.
      requireHostHeader: false,
    },
    clientErrorHandler: answerClientError,
    // No hook sees such a request.
    frameworkErrors: (error, request, reply) => {
      addSafetyHeaders(reply.raw);
      sendProblem(error, request, reply);
    },
  }) as unknown as FastifyInstance;
  app.server.maxConnections = MAX_CONNECTIONS;
  const { takesUpgrades = false, mostIdle = MAX_IDLE } = options;
  const cutUnused = limitSilentConnections(app.server, { takesUpgrades, mostIdle });
  const routes = recordRoutes(app);
  addStop(app, cutUnused);
  addGate(app, options.gate ?? { auth: { kind: 'local' } });
  addBodies(app, options.bodies ?? createBodies());
  const answerMissed = (request: FastifyRequest, reply: FastifyReply): void => {
    const error = missedRoute(routes, request.method, request.url);
    if (error.code === 'method_not_allowed')
      void reply.header('allow', routes.methodsOf(pathOf(request.url)).join(', '));
    sendProblem(error, request, reply);
  };
  // No address takes it; Fastify would ask for its body first.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method === 'QUERY') answerMissed(request, reply);
    else done();
  });
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler((request, reply) => {
    if (options.fallback?.(request, reply) !== true) answerMissed(request, reply);
  });
  return app;
}

/** Called only for a route with a schema of Fastify's kind. */
function noSchema(): never {
  throw new Error('Routes are declared in the contract, not with a schema of their own.');
}

/** A request's path without its query. */
export function pathOf(url: string): string {
  return url.split('?')[0] ?? '';
}

// While stopping: new requests are refused, running ones get a moment, then every connection is
// cut. Browsers and clients keep connections in reserve, which Node would wait for.
function addStop(app: FastifyInstance, cutUnused: () => void): void {
  let isStopping = false;
  // Upgraded sockets too, which the HTTP server no longer counts as its own.
  const sockets = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  app.addHook('preClose', async () => {
    isStopping = true;
    cutUnused();
    setTimeout(() => sockets.forEach((socket) => socket.destroy()), STOP_GRACE_MS).unref();
  });
  app.addHook('onRequest', (_request, _reply, done) => {
    done(
      isStopping ? new AppError('stopping', 'Slipway is stopping; try again later.') : undefined,
    );
  });
}

// What is too large is refused by the head of its request, before a byte of it is read.
function addBodies(app: FastifyInstance, bodies: Bodies): void {
  app.addHook('onRequest', (request, _reply, done) => done(refusalOfBody(request)));
  app.decorateRequest('inTurn', async (work) => await work());
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', async (request: FastifyRequest, body: IncomingMessage) => {
    const type = request.headers['content-type'] ?? '';
    if (request.headers['content-encoding'] !== undefined || type.startsWith('multipart/')) {
      throw new AppError(
        'unsupported_media_type',
        'The body must be plain JSON: not compressed and not a multipart form.',
      );
    }
    const bytes = await bodies.read(body);
    request.inTurn = (work) => bodies.inTurn(bytes.length, work);
    return bodies.parse(bytes);
  });
}

function refusalOfBody({ method, headers }: FastifyRequest): AppError | undefined {
  if (Number(headers['content-length']) > BODY_LIMIT_BYTES) return tooLarge();
  // Nobody would read it.
  if ((method === 'GET' || method === 'HEAD') && mayBeLarge(headers)) {
    return new AppError('payload_too_large', `A ${method} takes no body; send a query instead.`);
  }
  return undefined;
}
