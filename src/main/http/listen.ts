import { createServer, type Server, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { must } from '#shared/assert.ts';
import { AppError } from '#shared/errors.ts';
import { ownPorts } from './own-ports.ts';
import { describePortHolder } from './port-holder.ts';

export interface Listening {
  /** e.g. `http://localhost:6200`; reachable over 127.0.0.1 and, where the machine has it, ::1. */
  url: string;
  port: number;
  /** The wanted port, when another program holds it and a free one was taken instead. */
  fellBackFrom?: number;
  /** Who holds the wanted port. */
  holder?: string;
  /** One sentence for the person, when the port is not the wanted one. */
  notice?: string;
}

export interface ListenOptions {
  /** 0 = any free one. */
  port: number;
  /** Default loopback. Any other address is for token mode only, which the caller must have set. */
  host?: string;
}

const FREE_PORT_ATTEMPTS = 5;

/**
 * Binds an instance to loopback (both families). A taken port is named and a free one used instead.
 */
export async function listenService(
  instance: FastifyInstance,
  { port, host }: ListenOptions,
): Promise<Listening> {
  await instance.ready();
  try {
    return await bind(instance, port, host);
  } catch (error) {
    if (port === 0 || !isTaken(error)) throw bindFailure(error, port);
  }
  const holder = await describePortHolder(port);
  const listening = await bind(instance, 0, host);
  const notice = `Port ${port} is held by ${holder}; using ${listening.port} instead.`;
  return { ...listening, fellBackFrom: port, holder, notice };
}

async function bind(
  instance: FastifyInstance,
  wanted: number,
  host: string | undefined,
): Promise<Listening> {
  const isLoopback = host === undefined || host === 'localhost';
  for (let attempt = 1; ; attempt++) {
    const { server } = instance;
    const port = await listenOn(server, wanted, isLoopback ? '127.0.0.1' : host);
    try {
      if (isLoopback) await bindSecondFamily(server, port);
      ownPorts.add(port);
      server.once('close', () => ownPorts.delete(port));
      return { url: `http://${isLoopback ? 'localhost' : bracket(host)}:${port}`, port };
    } catch (error) {
      // The number was free in one family only; of an arbitrary port another one is as good.
      await new Promise<void>((resolve) => void server.close(() => resolve()));
      if (wanted !== 0 || attempt === FREE_PORT_ATTEMPTS) throw error;
    }
  }
}

// Connections over ::1 are handed to the one HTTP server, so that limits and closing cover them
// too.
async function bindSecondFamily(server: Server, port: number): Promise<void> {
  const second = createServer({ allowHalfOpen: true, noDelay: true }, (socket: Socket) => {
    if (server.listening) server.emit('connection', socket);
    else socket.destroy();
  });
  try {
    await listenOn(second, port, '::1');
  } catch (error) {
    if (isTaken(error)) throw error;
    return; // This machine has no IPv6 loopback.
  }
  server.once('close', () => second.close());
}

function listenOn(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, ipv6Only: host === '::1' }, () => {
      server.removeListener('error', reject);
      const address = must(server.address(), 'a listening server has an address');
      resolve(typeof address === 'string' ? port : address.port);
    });
  });
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function bindFailure(error: unknown, port: number): AppError {
  const why = error instanceof Error ? error.message : String(error);
  return new AppError('unreachable', `Port ${port} cannot be opened: ${why}.`, { cause: error });
}

function bracket(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
