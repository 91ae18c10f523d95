import { expect, it } from 'vitest';
import { services } from '#shared/contract/contract.ts';
import { openApiDocument } from './openapi-document.ts';
import { createSampleServer } from './testing/start-sample.ts';

/** Every object of a document with its path. */
function* objectsOf(value: unknown, path = '#'): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [path, value as Record<string, unknown>];
  for (const [key, item] of Object.entries(value)) yield* objectsOf(item, `${path}/${key}`);
}

it.each(Object.entries(services))(
  '"Portable patterns": the document of %s has none that only one dialect reads, and no tuple of equal parts',
  (_name, { title, contract }) => {
    const document = openApiDocument({ title, version: '1', contract });
    const wrong: string[] = [];
    for (const [path, { pattern, prefixItems, items }] of objectsOf(document)) {
      if (typeof pattern === 'string' && /\\[pPkux]\{|\(\?<|\(\?[a-z]+[:)]/.test(pattern))
        wrong.push(`${path}: ${pattern}`);
      const parts = Array.isArray(prefixItems)
        ? prefixItems.map((part) => JSON.stringify(part))
        : [];
      if (parts.length > 0 && new Set(parts).size === 1) wrong.push(`${path}: prefixItems`);
      // In 3.1 these are schemas, and lists of them are called prefixItems.
      if (Array.isArray(items)) wrong.push(`${path}: items is a list`);
    }
    expect(wrong).toEqual([]);
  },
);

it('a body of null is no object, and QUERY is a method that no address takes', async () => {
  const { app } = createSampleServer();
  try {
    const headers = { host: 'localhost', 'content-type': 'application/json' };
    const ofNull = await app.inject({ method: 'POST', url: '/v1/cards', headers, payload: 'null' });
    expect(ofNull.statusCode).toBe(422);
    expect(ofNull.json()).toMatchObject({ detail: 'The body must be a JSON object.' });
    const query = await app.inject({ method: 'QUERY' as never, url: '/v1/cards', headers });
    expect(query.statusCode).toBe(405);
    expect(query.headers['allow']).toContain('POST');
  } finally {
    await app.close();
  }
});
