import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { AllHandlers, ServiceName } from '#shared/contract/contract.ts';
import { services } from '#shared/contract/contract.ts';
import type { ListenerName } from '#shared/present/default-ports.ts';
import { createHmiServer } from './hmi-server.ts';
import { createBodies } from './read-body.ts';
import { createRpcServer } from './rpc-server.ts';
import { createServiceServer } from './create-service-server.ts';
import type { GateOptions } from './gate-hook.ts';
import { serviceTables } from './service-tables.ts';
import { appRoot } from '../serve/app-root.ts';

export interface ListenerParts {
  handlers: AllHandlers;
  version: string;
  gate: GateOptions;
  logger: Logger;
}

/** Every listener over one set of handlers: a service each, the HMI's single origin, JSON-RPC. */
export function createListeners(parts: ListenerParts): Record<ListenerName, FastifyInstance> {
  const { version, gate, logger, handlers } = parts;
  const base = { gate, logger, bodies: createBodies() };
  const tables = serviceTables(handlers);
  const service = (name: ServiceName) =>
    createServiceServer({
      ...base,
      service: name,
      contract: services[name].contract,
      handlers: handlers[name] as never,
      version,
    });
  return {
    pas: service('pas'),
    plms: service('plms'),
    rag: service('rag'),
    hmi: createHmiServer({ ...base, tables, rendererDir: join(appRoot(), 'dist', 'renderer') }),
    rpc: createRpcServer({ ...base, tables, version }),
  };
}
