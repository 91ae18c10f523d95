import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { must } from '#shared/assert.ts';
import { services, type AllHandlers } from '#shared/contract/contract.ts';
import { createListeners } from './create-listeners.ts';
import { askInMemory } from './testing/ask-in-memory.ts';
import { statusOf } from './testing/raw-request.ts';
import { routesOf } from './testing/routes-of.ts';
import { SPELLINGS } from './testing/spellings.ts';
import { tokenAuth } from './testing/token-auth.ts';

/** Operations whose contract says that they need no token. */
const PUBLIC = new Set(
  Object.values(services)
    .flatMap(({ contract }) => Object.entries(contract))
    .filter(([, operation]) => operation.scope === 'public')
    .map(([name]) => name),
);
const reached: string[] = [];
const listeners = new Map<string, FastifyInstance>();

/** Handlers that only note that they were reached. */
function notingHandlers(): AllHandlers {
  const note = (name: string) => () => {
    reached.push(name);
    throw new Error('reached');
  };
  const tables = Object.entries(services).map(([service, { contract }]) => [
    service,
    Object.fromEntries(Object.keys(contract).map((name) => [name, note(name)])),
  ]);
  return Object.fromEntries(tables) as AllHandlers;
}

beforeAll(async () => {
  const logger = pino({ level: 'silent' });
  const gate = { auth: tokenAuth({ 'the-token': ['admin'] }) };
  const all = createListeners({ handlers: notingHandlers(), version: '1', gate, logger });
  for (const [name, app] of Object.entries(all)) {
    await app.ready();
    listeners.set(name, app);
  }
});
afterAll(() => Promise.all(Array.from(listeners.values(), (app) => app.close())));

const listener = (name: string): FastifyInstance => must(listeners.get(name), 'there are five');

interface Try {
  what: string;
  bytes: string;
}

/** Every route of a listener in every spelling, HEAD being one of them. */
function triesOf(name: string): Try[] {
  const routes = routesOf(listener(name)).filter(({ method }) => method !== 'HEAD');
  return routes.flatMap(({ method, path }) => {
    const target = path.replaceAll(/:[a-z_]+/g, '1').replace('*', 'nowhere');
    return SPELLINGS.map((spelling) => ({
      what: `${method} ${path}, ${spelling.name}`,
      bytes: spelling.bytes(method, target),
    }));
  });
}

function withToken(one: Try): Try {
  const header = '\r\nAuthorization: Bearer the-token\r\n\r\n';
  return { ...one, bytes: one.bytes.replace('\r\n\r\n', header) };
}

interface Answered {
  what: string;
  answer: string;
}

async function sendAll(name: string, tries: readonly Try[]): Promise<Answered[]> {
  const answers: Answered[] = [];
  for (const { what, bytes } of tries) {
    answers.push({ what, answer: await askInMemory(listener(name), bytes) });
  }
  return answers;
}

/** What lacks a header that every answer has. A switch to another protocol is none. */
function bareOf(answers: readonly Answered[]): string[] {
  return answers
    .filter(({ answer }) => ![0, 101].includes(statusOf(answer)))
    .filter(
      ({ answer }) =>
        !/\r\nx-content-type-options: nosniff\r\n/i.test(answer) ||
        !/\r\ncross-origin-resource-policy: same-origin\r\n/i.test(answer),
    )
    .map(({ what, answer }) => `${what}: ${statusOf(answer)}`);
}

describe('"token needed unless the route says public"', () => {
  it('covers every operation of every service on its own listener and on the window’s', () => {
    expect(SPELLINGS.length).toBeGreaterThanOrEqual(20);
    for (const [service, { contract }] of Object.entries(services)) {
      const own = routesOf(listener(service));
      const shared = routesOf(listener('hmi'));
      for (const { path } of Object.values(contract)) {
        expect(own.map((route) => route.path)).toContain(path);
        expect(shared.map((route) => route.path)).toContain(`/svc/${service}${path}`);
      }
    }
  });

  it.each(['pas', 'plms', 'rag', 'hmi', 'rpc'])(
    'opens no door of %s without a token, in any spelling; "nosniff and CORP on every answer"',
    async (name) => {
      reached.length = 0;
      const answers = await sendAll(name, triesOf(name));
      const open = answers.filter(({ what, answer }) => {
        const status = statusOf(answer);
        const isRefused = status === 0 || (status >= 400 && status !== 404 && status < 500);
        return !isRefused && !isPublicAnswer(name, what, answer);
      });
      expect(open.map(({ what, answer }) => `${what}: ${statusOf(answer)}`)).toEqual([]);
      expect(reached.filter((operation) => !PUBLIC.has(operation))).toEqual([]);
      expect(bareOf(answers)).toEqual([]);
    },
  );

  it('proves something: with a token the same spellings reach what they mean', async () => {
    reached.length = 0;
    const answers = await sendAll('hmi', triesOf('hmi').map(withToken));
    const operations = new Set(reached);
    expect(operations.size).toBeGreaterThan(25);
    // At least the plain, the encoded and the absolute spellings mean the very route.
    expect(reached.length).toBeGreaterThan(operations.size * 5);
    expect(bareOf(answers)).toEqual([]);
  });
});

/**
 * What needs no token: the exchange of a login code, and on the window's listener the renderer's
 * files, whether they are built or not. All else of that listener comes of handlers.
 */
function isPublicAnswer(name: string, what: string, answer: string): boolean {
  if (what.includes('/login-codes/exchange')) return true;
  return name === 'hmi' && [200, 404, 503].includes(statusOf(answer));
}
