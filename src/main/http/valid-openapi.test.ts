import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { services, type ServiceName } from '#shared/contract/contract.ts';
import { EXAMPLES } from '#shared/contract/examples/examples.ts';
import { openApiDocument, type JsonObject } from './openapi-document.ts';
import { openApiFaults } from './testing/openapi-faults.ts';

const documents = Object.entries(services).map(([name, { title, contract }]) => {
  const examples = EXAMPLES[name as ServiceName];
  return [name, openApiDocument({ title, version: '1', contract, examples })] as const;
});

it.each(documents)(
  '"Portable patterns, valid 3.1 documents (checked by the meta-schema)": %s',
  async (_name, document) => {
    expect(await openApiFaults(document)).toEqual([]);
  },
);

it('the document of all services together is valid, too', async () => {
  const file = new URL('../../../docs/openapi.json', import.meta.url);
  expect(await openApiFaults(JSON.parse(readFileSync(file, 'utf8')))).toEqual([]);
});

const number: JsonObject = { type: 'number' };
const plants: [string, JsonObject][] = [
  ['a tuple as a list of items', { type: 'array', items: [number, number] }],
  ['a tuple of equal parts', { type: 'array', prefixItems: [number, number] }],
  ['a type that there is not', { type: 'text' }],
  ['a bound that is no number', { type: 'string', maxLength: '3' }],
  ['a pattern of one dialect', { type: 'string', pattern: '^[^\\p{Cc}]+$' }],
  ['a broken pattern', { type: 'string', pattern: '[a' }],
  ['a reference to nothing', { $ref: '#/components/schemas/Nothing' }],
  ['a reference to elsewhere', { $ref: 'https://example.com/schema.json' }],
];

it.each(plants)('notices %s, wherever it is', async (_what, planted) => {
  for (const place of ['components', 'response', 'parameter']) {
    const document = structuredClone(documents[0]?.[1] ?? expect.fail('no document'));
    const get = document.paths['/pas/v1/runs/status']?.['get'] ?? expect.fail('no operation');
    if (place === 'components') document.components.schemas['Planted'] = planted;
    if (place === 'parameter') get['parameters'] = [{ name: 'x', in: 'query', schema: planted }];
    if (place === 'response') {
      const content: JsonObject = { 'application/json': { schema: planted } };
      get['responses'] = { '200': { description: 'Success', content } };
    }
    expect(await openApiFaults(document), place).not.toEqual([]);
  }
});

it('notices what is wrong outside of schemas', async () => {
  const document = structuredClone(documents[0]?.[1] ?? expect.fail('no document'));
  const get = document.paths['/pas/v1/runs/status']?.['get'] ?? expect.fail('no operation');
  get['responses'] = { '200': {} };
  expect(await openApiFaults(document)).not.toEqual([]);
});
