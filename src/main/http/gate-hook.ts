import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Access } from '#shared/contract/endpoint.ts';
import { AppError } from '#shared/errors.ts';
import { addSafetyHeaders } from './add-safety-headers.ts';
import { missingScope } from './ask-scope.ts';
import { ALL_CHECKS, checkLocalGate, gateRequest, type GateChecks } from './gate.ts';
import { knownPeerVerdict, mayPeerEnter } from './peer-user.ts';
import { bearerToken, LOCAL_GRANT, type Auth, type Grant } from './token-auth.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the gate. */
    grant: Grant;
  }
  interface FastifyContextConfig {
    /**
     * Which scope a route needs; `token`: any valid token, since what is called over it asks for
     * more. A route that does not say needs `admin`.
     */
    access?: Access | 'token';
  }
}

export interface GateOptions {
  auth: Auth;
  /** Names beside loopback's that Host may carry, as `name` or `name:port`. */
  hosts?: readonly string[];
  /** Which checks are on; all, but in tests that prove each one is needed. */
  checks?: GateChecks;
}

/** Puts the gate before every route, unknown address, document and upgrade of the instance. */
export function addGate(app: FastifyInstance, options: GateOptions): void {
  app.decorateRequest('grant', null as unknown as Grant);
  const port = followPort(app);
  app.addHook('onRequest', async (request, reply) => {
    addSafetyHeaders(reply.raw);
    const refusal = decide(request, port(), options) ?? (await refuseForeignUser(request));
    if (refusal === undefined) return;
    closeAfter(request, reply);
    throw refusal;
  });
}

// A refused upgrade has left the HTTP parser: nothing else would ever close its socket.
function closeAfter(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('connection', 'close');
  if (request.headers.upgrade === undefined) return;
  reply.raw.once('finish', () => request.raw.socket.destroySoon());
}

// Asked of the kernel once per listening, not per request. An injected request has no listener; it
// stands for one on port 80.
function followPort({ server }: FastifyInstance): () => number {
  let port = 80;
  server.on('listening', () => {
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 80;
  });
  return () => port;
}

function decide(request: FastifyRequest, port: number, options: GateOptions): AppError | undefined {
  const { auth, hosts = [], checks = ALL_CHECKS } = options;
  const verdict = checkLocalGate(gateRequest(request.raw.rawHeaders, port), checks, hosts);
  if (!verdict.ok) return new AppError('forbidden', verdict.reason);
  request.grant = auth.kind === 'local' ? LOCAL_GRANT : NOBODY;
  if (auth.kind === 'local') return undefined;
  const access = accessOf(request);
  if (access === 'public') return undefined;
  const grant = auth.grantOf(bearerToken(request.headers.authorization) ?? '');
  if (grant === undefined) {
    return new AppError(
      'unauthorized',
      'Send the header Authorization: Bearer with a valid token; `vp token create` makes one.',
    );
  }
  request.grant = grant;
  return access === 'token' ? undefined : missingScope(grant, access);
}

const NOBODY: Grant = { actor: 'nobody', scopes: new Set(), ended: null };

// Asked of the route that the router matched. The address as it was sent has many spellings of one
// route, so nothing is decided by it. That there is no such route every token may learn.
function accessOf(request: FastifyRequest): Access | 'token' {
  if (request.is404) return 'token';
  return request.routeOptions.config.access ?? 'admin';
}

async function refuseForeignUser({
  raw: { socket },
}: FastifyRequest): Promise<AppError | undefined> {
  const mayEnter = knownPeerVerdict(socket) ?? (await mayPeerEnter(socket));
  if (mayEnter) return undefined;
  return new AppError('forbidden', 'This service answers only programs of the user who runs it.');
}
