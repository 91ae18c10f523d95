import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createBaseServer, pathOf, type BaseServerOptions } from './create-base-server.ts';
import { registerContract } from './register-contract.ts';
import type { ResponseCheck } from './register-endpoint.ts';
import type { ServiceTables } from './service-tables.ts';

export interface HmiServerOptions extends BaseServerOptions {
  /** Folder of the built renderer. */
  rendererDir: string;
  tables: ServiceTables;
  /** Default `log`; tests use `strict`. */
  responses?: ResponseCheck;
}

const SERVICES_PREFIX = '/svc';
/** Whatever no service has: a file of the renderer, or the address of a view. */
const PAGE_ROUTE = '/*';

/** The renderer's page policy: own files only, no inline code, no frame around it. */
export const HMI_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * One origin for the HMI in a browser: the built renderer, and every table under /svc/<service>.
 */
export function createHmiServer(options: HmiServerOptions): FastifyInstance {
  const { responses = 'log', rendererDir } = options;
  const app = createBaseServer({
    ...options,
    fallback: (request, reply) => {
      const isOwn = isViewAddress(request);
      if (isOwn) sendIndex(reply, rendererDir);
      return isOwn;
    },
  });
  for (const [name, table] of Object.entries(options.tables)) {
    registerContract(app, table, { prefix: `${SERVICES_PREFIX}/${name}`, responses });
  }
  // The files hold no secret, and the page has to load before it can send a token.
  app.addHook('onRoute', (route) => {
    if (route.url === PAGE_ROUTE) route.config = { ...route.config, access: 'public' };
  });
  if (existsSync(join(rendererDir, 'index.html'))) serveFiles(app, rendererDir);
  else app.get(PAGE_ROUTE, (_request, reply) => reply.callNotFound());
  return app;
}

// A view's address is the page; a missing file or service address is missing.
function isViewAddress({ method, url, headers }: FastifyRequest): boolean {
  const path = pathOf(url);
  if (method !== 'GET' || path === SERVICES_PREFIX || path.startsWith(`${SERVICES_PREFIX}/`)) {
    return false;
  }
  return headers.accept?.includes('text/html') === true || !basename(path).includes('.');
}

function serveFiles(app: FastifyInstance, root: string): void {
  void app.register(fastifyStatic, {
    root,
    cacheControl: false,
    index: 'index.html',
    dotfiles: 'ignore',
    setHeaders: (reply, path) => {
      // The build puts a content hash into the name of every file in assets/.
      const isHashed = basename(dirname(path)) === 'assets';
      void reply.header(
        'cache-control',
        isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
      addPageHeaders((name, value) => void reply.header(name, value));
    },
  });
}

function sendIndex(reply: FastifyReply, root: string): void {
  if (existsSync(join(root, 'index.html'))) {
    void reply.sendFile('index.html');
    return;
  }
  addPageHeaders((name, value) => void reply.header(name, value));
  void reply
    .code(503)
    .type('text/plain; charset=utf-8')
    .send('The control room is not built yet: run `npm run build`, then reload this page.\n');
}

function addPageHeaders(set: (name: string, value: string) => void): void {
  set('content-security-policy', HMI_CSP);
  set('referrer-policy', 'no-referrer');
  set('cross-origin-opener-policy', 'same-origin');
}
