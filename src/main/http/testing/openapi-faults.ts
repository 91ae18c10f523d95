import { validate } from '@hyperjump/json-schema/openapi-3-1';
import type { Json } from '../openapi-document.ts';

/** OpenAPI 3.1 with every schema in it held against JSON Schema 2020-12. */
const META_SCHEMA = 'https://spec.openapis.org/oas/3.1/schema-base';
// Outside generators compile patterns with dialects that lack these.
const OF_ONE_DIALECT = /\\[pPkux]\{|\(\?<|\(\?[a-z]+[:)]/;

/** What is wrong with a document, one line each with its place; empty when nothing is. */
export async function openApiFaults(document: unknown): Promise<string[]> {
  const isValid = await validate(META_SCHEMA);
  const result = isValid(document as Json, 'BASIC');
  const refusals = result.valid ? [] : (result.errors ?? []);
  const faults = refusals.map(
    ({ instanceLocation, absoluteKeywordLocation }) =>
      `${instanceLocation}: refused by ${absoluteKeywordLocation}`,
  );
  for (const [place, part] of objectsOf(document)) {
    for (const fault of faultsOf(part, document)) faults.push(`${place}: ${fault}`);
  }
  return faults;
}

/** Every object of a document with its place. */
function* objectsOf(value: unknown, place = '#'): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [place, value as Record<string, unknown>];
  for (const [key, item] of Object.entries(value)) yield* objectsOf(item, `${place}/${key}`);
}

/** What the meta-schema lets pass. */
function* faultsOf(
  { pattern, prefixItems, $ref }: Record<string, unknown>,
  document: unknown,
): Generator<string> {
  if (typeof pattern === 'string' && OF_ONE_DIALECT.test(pattern))
    yield `only one dialect reads the pattern ${pattern}`;
  if (typeof pattern === 'string' && !isPattern(pattern)) yield `no pattern: ${pattern}`;
  if (typeof $ref === 'string' && !isThere(document, $ref)) yield `nothing is at ${$ref}`;
  if (Array.isArray(prefixItems) && prefixItems.length > 0) {
    const parts = new Set(prefixItems.map((part) => JSON.stringify(part)));
    if (parts.size === 1) yield 'a tuple of equal parts is an array of a length';
  }
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** Whether a reference leads to something in the document itself; none leads elsewhere. */
function isThere(document: unknown, reference: string): boolean {
  const [root, ...keys] = reference.split('/');
  let at: unknown = root === '#' ? document : undefined;
  for (const key of keys) {
    const name = decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');
    at = typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined;
  }
  return at !== undefined;
}
