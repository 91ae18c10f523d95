import { join } from 'node:path';
import type { Logger } from 'pino';
import type { AllHandlers, ServiceName } from '#shared/contract/contract.ts';
import { services } from '#shared/contract/contract.ts';
import { createHmiServer } from '../http/hmi-server.ts';
import { listenService, type Listening } from '../http/listen.ts';
import { createRpcServer } from '../http/rpc-server.ts';
import { createServiceServer } from '../http/create-service-server.ts';
import { serviceTables } from '../http/service-tables.ts';
import type { Auth } from '../http/token-auth.ts';
import { appRoot } from './app-root.ts';
import type { ServeOptions } from './serve-options.ts';

export interface Listeners {
  pas: string;
  plms: string;
  rag: string;
  rpc: string;
  hmi: string;
  /** Sentences about ports that were taken. */
  notices: string[];
  close(): Promise<void>;
}

interface ListenerParts {
  handlers: AllHandlers;
  ports: ServeOptions['ports'];
  version: string;
  auth: Auth;
  logger: Logger;
}

/** Every listener over one set of handlers: a service each, the HMI's single origin, JSON-RPC. */
export async function openListeners(parts: ListenerParts): Promise<Listeners> {
  const { version, logger } = parts;
  const base = { gate: { auth: parts.auth }, logger };
  const tables = serviceTables(parts.handlers);
  const service = (name: ServiceName) =>
    createServiceServer({
      ...base,
      service: name,
      contract: services[name].contract,
      handlers: parts.handlers[name] as never,
      version,
    });
  const instances = {
    pas: service('pas'),
    plms: service('plms'),
    rag: service('rag'),
    hmi: createHmiServer({ ...base, tables, rendererDir: join(appRoot(), 'dist', 'renderer') }),
    rpc: createRpcServer({ ...base, tables, version }),
  };
  const listening = new Map<string, Listening>();
  for (const [name, instance] of Object.entries(instances)) {
    listening.set(
      name,
      await listenService(instance, { port: parts.ports[name as keyof typeof instances] }),
    );
  }
  const url = (name: keyof typeof instances): string => listening.get(name)?.url ?? '';
  return {
    pas: url('pas'),
    plms: url('plms'),
    rag: url('rag'),
    hmi: url('hmi'),
    rpc: url('rpc').replace(/^http/, 'ws'),
    notices: [...listening.values()].flatMap((one) => one.notice ?? []),
    async close() {
      await Promise.all(Object.values(instances).map((instance) => instance.close()));
    },
  };
}
