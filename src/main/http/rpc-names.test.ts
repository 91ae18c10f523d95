import { expect, it } from 'vitest';
import { services } from '#shared/contract/contract.ts';
import { rpcMethods } from './json-rpc.ts';
import type { ServiceTables } from './service-tables.ts';

/** The real tables; names do not depend on what the handlers do. */
const tables: ServiceTables = Object.fromEntries(
  Object.entries(services).map(([name, { contract }]) => [name, { contract, handlers: {} }]),
);

it('the operations of the protocol have their short names', () => {
  const methods = rpcMethods(tables);
  const same = [
    ['rag.refresh', 'rag.refreshIndex'],
    ['rag.query', 'rag.queryIndex'],
    ['rag.snapshot', 'rag.snapshotIndex'],
    ['rag.health', 'rag.indexHealth'],
    ['pas.submit', 'pas.submitJobcard'],
  ] as const;
  for (const [short, full] of same)
    expect(methods.get(short)?.operation).toBe(methods.get(full)?.operation ?? short);
});

it('a short name never takes the place of an operation', () => {
  const methods = rpcMethods(tables);
  for (const [service, { contract }] of Object.entries(services))
    for (const [name, operation] of Object.entries(contract))
      if (operation.type === 'endpoint')
        expect(methods.get(`${service}.${name}`)?.operation).toBe(operation);
});
