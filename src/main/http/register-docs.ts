import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import type { OpenApiDocument } from './openapi-document.ts';

/** Serves the document at /openapi.json and Swagger UI, with its own files and policy, at /docs. */
export function registerDocs(app: FastifyInstance, document: OpenApiDocument): void {
  const text = JSON.stringify(document);
  app.get('/openapi.json', { config: { access: 'view' } }, (_request, reply) => {
    void reply.header('content-type', 'application/json; charset=utf-8').send(text);
  });
  void app.register(fastifySwagger, {
    mode: 'static',
    specification: { document: document as unknown as Record<string, never> },
  } as never);
  void app.register(async (docs) => {
    docs.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'view' };
    });
    await docs.register(fastifySwaggerUi, {
      routePrefix: '/docs',
      staticCSP: true,
      validatorUrl: false,
      uiConfig: { docExpansion: 'list' },
    });
  });
}
