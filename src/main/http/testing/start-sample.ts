import type { FastifyInstance } from 'fastify';
import { createServiceServer } from '../create-service-server.ts';
import type { GateOptions } from '../gate-hook.ts';
import { listenService } from '../listen.ts';
import { createSampleService, sampleContract, type SampleService } from './sample-service.ts';

interface SampleOptions {
  gate?: GateOptions;
  events?: number;
  mostIdle?: number;
}

/** The sample service's instance, not listening; answers are checked strictly. */
export function createSampleServer(options: SampleOptions = {}): {
  app: FastifyInstance;
  sample: SampleService;
} {
  const sample = createSampleService(options.events);
  const app = createServiceServer({
    service: 'pas',
    contract: sampleContract,
    handlers: sample.handlers,
    version: '1.2.3',
    responses: 'strict',
    ...(options.gate === undefined ? {} : { gate: options.gate }),
    ...(options.mostIdle === undefined ? {} : { mostIdle: options.mostIdle }),
  });
  return { app, sample };
}

/** The sample service on a free loopback port. */
export async function startSample(
  options: SampleOptions = {},
): Promise<{ app: FastifyInstance; sample: SampleService; port: number; url: string }> {
  const { app, sample } = createSampleServer(options);
  const { port, url } = await listenService(app, { port: 0 });
  return { app, sample, port, url };
}
