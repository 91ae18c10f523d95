import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { FastifyInstance } from 'fastify';
import { must } from '#shared/assert.ts';
import { services } from '#shared/contract/contract.ts';
import { SCOPES, type Scope } from '#shared/scopes.ts';
import { Tokens } from '../tokens/tokens.ts';
import { callerOf, missingScopeFor } from './ask-scope.ts';
import { listenService } from './listen.ts';
import { createRpcServer } from './rpc-server.ts';
import type { ServiceTable } from './service-tables.ts';
import { createSampleService, sampleContract } from './testing/sample-service.ts';
import { createSampleServer } from './testing/start-sample.ts';

const clock = { nowMs: () => Date.now() };
const folder = mkdtempSync(join(tmpdir(), 'slipway-scopes-'));
const instances: FastifyInstance[] = [];
let tokens: Tokens;
let httpPort: number;
let rpcPort: number;

beforeAll(async () => {
  tokens = new Tokens(folder, clock);
  const gate = {
    auth: { kind: 'token' as const, grantOf: (token: string) => tokens.grantOf(token) },
  };
  const { app } = createSampleServer({ gate });
  const handlers = createSampleService().handlers as unknown as ServiceTable['handlers'];
  const tables = { demo: { contract: sampleContract, handlers } };
  const rpc = createRpcServer({ tables, version: '1', gate });
  instances.push(app, rpc);
  ({ port: httpPort } = await listenService(app, { port: 0 }));
  ({ port: rpcPort } = await listenService(rpc, { port: 0 }));
});
afterAll(async () => {
  await Promise.all(instances.map((app) => app.close()));
  tokens.close();
  rmSync(folder, { recursive: true });
});

let made = 0;
function tokenWith(...scopes: Scope[]): { token: string; token_id: string } {
  return tokens.create({ name: `token ${made++}`, scopes, expires_at: null });
}

describe('"each contract entry names the scope it needs"', () => {
  const operations = Object.values(services).flatMap(({ contract }) => Object.entries(contract));

  it.each(operations)('%s', (_name, operation) => {
    expect([...SCOPES, 'public']).toContain(operation.scope);
    const changes = operation.type === 'endpoint' && operation.method !== 'GET';
    if (changes) expect(operation.scope).not.toBe('view');
  });

  it('has one public entry, and asks for approvals and budgets by their own scopes', () => {
    const scopes = new Map(operations.map(([name, { scope }]) => [name, scope]));
    expect([...scopes].filter(([, scope]) => scope === 'public')).toEqual([
      ['exchangeLoginCode', 'public'],
    ]);
    expect(scopes.get('decideApproval')).toBe('approve');
    expect(scopes.get('overrideRun')).toBe('approve');
    expect(scopes.get('setRunBudget')).toBe('budget.override');
    expect(scopes.get('setBudgets')).toBe('budget.override');
    expect(scopes.get('createToken')).toBe('admin');
    expect(scopes.get('revokeRule')).toBe('admin');
    expect(scopes.get('listRules')).toBe('view');
  });

  it.each([
    ['local', ['view'], 'local_user'],
    ['ci', ['view', 'start'], 'token'],
    ['ci', ['start', 'approve'], 'approving_token'],
    ['ci', ['admin'], 'approving_token'],
  ] as const)('“%s” with %j asks as %s', (actor, scopes, requester) => {
    const grant = { actor, scopes: new Set<Scope>(scopes), ended: null };
    expect(callerOf(grant)).toEqual({ actor, requester });
  });

  it('asks for a field’s own scope when the field is given', () => {
    const { decideApproval } = services.pas.contract;
    const grant = { actor: 'x', scopes: new Set<Scope>(['approve']), ended: null };
    expect(missingScopeFor(decideApproval, { decision: 'approve' }, grant)).toBeUndefined();
    const refusal = missingScopeFor(decideApproval, { budget_usd: 5 }, grant);
    expect(refusal?.message).toContain('budget.override');
  });
});

describe('"401 vs 403 with a sentence that names the scope needed"', () => {
  const send = (path: string, method: string, token: string) =>
    fetch(`http://localhost:${httpPort}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': `key-for-${made++}-tests` },
    });

  it.each([
    ['GET', '/v1/cards/1', 'view'],
    ['POST', '/v1/cards/1/start', 'start'],
    ['DELETE', '/v1/cards/1', 'admin'],
  ] as const)('over HTTP: %s %s needs %s', async (method, path, scope) => {
    const others = SCOPES.filter((one) => one !== scope && one !== 'admin');
    const refused = await send(path, method, tokenWith(...others).token);
    expect(refused.status).toBe(403);
    expect((await refused.json()).detail).toContain(`the scope ${scope},`);
    expect((await send(path, method, tokenWith(scope).token)).status).toBe(200);
    expect((await send(path, method, tokenWith('admin').token)).status).toBe(200);
    expect((await send(path, method, 'slipway_none')).status).toBe(401);
  });

  it('over JSON-RPC, call by call', async () => {
    const socket = await openRpc(tokenWith('start').token);
    socket.send('{"jsonrpc":"2.0","id":1,"method":"demo.getCard","params":{"card_id":1}}');
    const [refused] = (await once(socket, 'message')) as [Buffer];
    const { error } = JSON.parse(refused.toString()) as { error: { data: { status: number } } };
    expect(error).toMatchObject({ data: { status: 403 } });
    socket.send('{"jsonrpc":"2.0","id":2,"method":"demo.addCard","params":{"run_id":"r"}}');
    const [allowed] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(allowed.toString())).toHaveProperty('result.task_id');
    socket.close();
  });

  it('refuses an upgrade without a token', async () => {
    const socket = new WebSocket(`ws://localhost:${rpcPort}/`);
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('401');
  });
});

async function openRpc(token: string): Promise<WebSocket> {
  const headers = { authorization: `Bearer ${token}` };
  const socket = new WebSocket(`ws://localhost:${rpcPort}/`, { headers });
  await once(socket, 'open');
  return socket;
}

describe('"revocation takes effect at once, also for open streams"', () => {
  it('ends a stream that the token opened', async () => {
    const { token, token_id } = tokenWith('view');
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`http://localhost:${httpPort}/v1/events`, { headers });
    const reader = must(response.body, 'a stream has a body').getReader();
    await reader.read();
    tokens.revoke(token_id);
    const drained = async (): Promise<boolean> => {
      for (;;) if ((await reader.read()).done) return true;
    };
    expect(await drained()).toBe(true);
    const again = await fetch(`http://localhost:${httpPort}/v1/events`, { headers });
    expect(again.status).toBe(401);
  });

  it('closes a socket that the token opened', async () => {
    const { token, token_id } = tokenWith('view');
    const socket = await openRpc(token);
    tokens.revoke(token_id);
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1008);
  });
});
