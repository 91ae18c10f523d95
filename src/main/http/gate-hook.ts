import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#shared/errors.ts';
import { ALL_CHECKS, checkLocalGate, gateRequest, type GateChecks } from './gate.ts';
import { knownPeerVerdict, mayPeerEnter } from './peer-user.ts';
import { grantOf, type Auth, type Scope } from './token-auth.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** `local`, or the name of the token; set by the gate. */
    actor: string;
    scopes: ReadonlySet<Scope>;
  }
}

export interface GateOptions {
  auth: Auth;
  /** Which checks are on; all, but in tests that prove each one is needed. */
  checks?: GateChecks;
  /** Paths that need no token in token mode: files without secrets. */
  isPublicPath?: (url: string) => boolean;
}

const ALL_SCOPES: ReadonlySet<Scope> = new Set(['read', 'write']);

/** Puts the gate before every route, unknown address, document and upgrade of the instance. */
export function addGate(app: FastifyInstance, options: GateOptions): void {
  app.decorateRequest('actor', 'local');
  app.decorateRequest('scopes', null as unknown as ReadonlySet<Scope>);
  const port = followPort(app);
  app.addHook('onRequest', async (request, reply) => {
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
  const { auth } = options;
  const checks = options.checks ?? ALL_CHECKS;
  // A token listener may have any name; a rebound page has no token.
  const verdict = checkLocalGate(
    gateRequest(request.raw.rawHeaders, port),
    auth.kind === 'token' ? { ...checks, host: false } : checks,
  );
  if (!verdict.ok) return new AppError('forbidden', verdict.reason);
  request.scopes = ALL_SCOPES;
  if (auth.kind === 'local' || options.isPublicPath?.(request.url) === true) return undefined;
  const grant = grantOf(request.headers.authorization, auth.tokens);
  if (grant === undefined) {
    return new AppError(
      'unauthorized',
      'Send the header Authorization: Bearer with a valid token.',
    );
  }
  request.actor = grant.actor;
  request.scopes = grant.scopes;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return isRead ? missingScope(grant.scopes, 'read') : missingScope(grant.scopes, 'write');
}

/** The refusal for a caller whose token lacks a scope; undefined when it has it. */
export function missingScope(scopes: ReadonlySet<Scope>, scope: Scope): AppError | undefined {
  if (scopes.has(scope)) return undefined;
  return new AppError('forbidden', `This token may not ${scope}; use one that has that scope.`);
}

async function refuseForeignUser({
  raw: { socket },
}: FastifyRequest): Promise<AppError | undefined> {
  const mayEnter = knownPeerVerdict(socket) ?? (await mayPeerEnter(socket));
  if (mayEnter) return undefined;
  return new AppError('forbidden', 'This service answers only programs of the user who runs it.');
}
