import type { FastifyInstance } from 'fastify';
import {
  services,
  type Contract,
  type Handlers,
  type ServiceName,
} from '#shared/contract/contract.ts';
import { EXAMPLES } from '#shared/contract/examples/examples.ts';
import { createBaseServer, type BaseServerOptions } from './create-base-server.ts';
import { openApiDocument } from './openapi-document.ts';
import { registerContract } from './register-contract.ts';
import { registerDocs } from './register-docs.ts';
import type { ResponseCheck } from './register-endpoint.ts';
import type { ServiceTable } from './service-tables.ts';

export interface ServiceServerOptions<C extends Contract> extends BaseServerOptions {
  service: ServiceName;
  contract: C;
  handlers: Handlers<C>;
  version: string;
  /** Default `log`; tests use `strict`. */
  responses?: ResponseCheck;
}

/**
 * One service's own listener: its table, /openapi.json and /docs. Start it with `listenService`.
 */
export function createServiceServer<C extends Contract>(
  options: ServiceServerOptions<C>,
): FastifyInstance {
  const { contract, handlers, service, version, responses = 'log' } = options;
  const app = createBaseServer(options);
  const { title } = services[service];
  const examples = EXAMPLES[service];
  registerDocs(app, () => openApiDocument({ title, version, contract, examples }));
  // Checked per operation by Handlers<C>; by name they are functions of flat input.
  const byName = handlers as unknown as ServiceTable['handlers'];
  registerContract(app, { contract, handlers: byName }, { prefix: '', responses });
  return app;
}
