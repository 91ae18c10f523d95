import type { FastifyInstance } from 'fastify';
import { must } from '#shared/assert.ts';
import { registerEndpoint, type EndpointHandler, type ResponseCheck } from './register-endpoint.ts';
import { registerStream, type StreamHandler } from './register-stream.ts';
import type { ServiceTable } from './service-tables.ts';

/** Adds a whole table's routes to an instance, below a prefix. */
export function registerContract(
  app: FastifyInstance,
  { contract, handlers }: ServiceTable,
  options: { prefix: string; responses: ResponseCheck },
): void {
  for (const [name, operation] of Object.entries(contract)) {
    const handler = must(handlers[name], `a handler for ${name}`);
    if (operation.type === 'endpoint') {
      registerEndpoint(app, operation, handler as EndpointHandler, options);
    } else {
      registerStream(app, operation, handler as StreamHandler, options.prefix);
    }
  }
}
