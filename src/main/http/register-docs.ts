import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OpenApiDocument } from './openapi-document.ts';

const ROUTES = ['/docs', '/docs/*'];

/**
 * Serves the document at /openapi.json and Swagger UI, with its own files and policy, at /docs.
 * Most services run without anybody asking for either, so that both are made when somebody does.
 */
export function registerDocs(app: FastifyInstance, describe: () => OpenApiDocument): void {
  let text: string | undefined;
  app.get('/openapi.json', { config: { access: 'view' } }, (_request, reply) => {
    text ??= JSON.stringify(describe());
    void reply.header('content-type', 'application/json; charset=utf-8').send(text);
  });
  let opened: Promise<FastifyInstance> | undefined;
  const answer = async ({ method, url }: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    opened ??= openSwaggerUi(describe());
    const ui = await opened;
    const page = await ui.inject({ method: method === 'HEAD' ? 'HEAD' : 'GET', url });
    if (page.statusCode >= 400) return reply.callNotFound();
    // Whether the connection is kept is for the server that has one.
    delete page.headers.connection;
    return reply.code(page.statusCode).headers(page.headers).send(page.rawPayload);
  };
  for (const route of ROUTES) app.get(route, { config: { access: 'view' } }, answer);
  app.addHook('onClose', async () => (await opened)?.close());
}

/** Swagger UI as an instance of its own, which listens nowhere. */
async function openSwaggerUi(document: OpenApiDocument): Promise<FastifyInstance> {
  const [{ fastify }, { fastifySwagger }, { fastifySwaggerUi }] = await Promise.all([
    import('fastify'),
    import('@fastify/swagger'),
    import('@fastify/swagger-ui'),
  ]);
  const ui = fastify();
  await ui.register(fastifySwagger, {
    mode: 'static',
    specification: { document: document as unknown as Record<string, never> },
  } as never);
  await ui.register(fastifySwaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    validatorUrl: false,
    uiConfig: { docExpansion: 'list' },
  });
  return ui;
}
