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
  const taken = Object.entries(services).flatMap(([service, { contract }]) =>
    Object.entries(contract)
      .filter(([, operation]) => operation.type === 'endpoint')
      .filter(([name, operation]) => methods.get(`${service}.${name}`)?.operation !== operation)
      .map(([name]) => `${service}.${name}`),
  );
  expect(taken).toEqual([]);
});
