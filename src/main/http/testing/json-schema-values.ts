import * as fc from 'fast-check';
import type { Json, JsonObject } from '../openapi-document.ts';

const OPTIONAL_DEPTH = 3;

/** Values that a JSON Schema allows. Covers what the contract's schemas use. */
export function validValues(schema: JsonObject, depth = 0): fc.Arbitrary<Json> {
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum']);
  const branches = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(branches)) {
    return fc.oneof(...branches.map((branch) => validValues(branch as JsonObject, depth)));
  }
  switch (String(schema['type'])) {
    case 'string':
      return strings(schema);
    case 'integer':
      return fc.integer({
        min: bound(schema, 'minimum', -1000),
        max: bound(schema, 'maximum', 1e6),
      });
    case 'number':
      return fc.double({
        min: bound(schema, 'minimum', -1e6),
        max: bound(schema, 'maximum', 1e6),
        noNaN: true,
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return arrays(schema, depth);
    case 'object':
      return objects(schema, depth);
    default:
      return fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
  }
}

/** Anything JSON can say, with the values that programs trip over. */
export function anyJson(): fc.Arbitrary<Json> {
  return fc.oneof(
    fc.constantFrom<Json>(
      null,
      '',
      0,
      -1,
      1e308,
      -0.5,
      2 ** 53,
      true,
      [],
      {},
      '\0',
      '\u2028',
      '../..',
    ),
    fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
    fc.string({ maxLength: 300, unit: 'binary' }),
  );
}

function bound(schema: JsonObject, name: 'minimum' | 'maximum', otherwise: number): number {
  const exclusive = schema[name === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum'];
  if (typeof exclusive === 'number') return name === 'minimum' ? exclusive + 1 : exclusive - 1;
  const limit = schema[name];
  return typeof limit === 'number' ? limit : otherwise;
}

function strings(schema: JsonObject): fc.Arbitrary<Json> {
  if (schema['format'] === 'date-time') {
    return fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
      .map((date) => date.toISOString());
  }
  const minLength = typeof schema['minLength'] === 'number' ? schema['minLength'] : 0;
  const limit = typeof schema['maxLength'] === 'number' ? schema['maxLength'] : 40;
  const plain = fc.string({ minLength, maxLength: Math.max(minLength, Math.min(limit, 40)) });
  if (typeof schema['pattern'] !== 'string') return plain;
  const pattern = new RegExp(schema['pattern'], 'u');
  return fc
    .oneof(
      plain,
      fc.nat().map((n) => `x${n}`),
      fc.nat().map(String),
    )
    .filter((text) => pattern.test(text));
}

function arrays(schema: JsonObject, depth: number): fc.Arbitrary<Json> {
  if (Array.isArray(schema['prefixItems'])) {
    return fc.tuple(
      ...schema['prefixItems'].map((item) => validValues(item as JsonObject, depth + 1)),
    );
  }
  const minLength = typeof schema['minItems'] === 'number' ? schema['minItems'] : 0;
  const items = (schema['items'] ?? {}) as JsonObject;
  return fc.array(validValues(items, depth + 1), { minLength, maxLength: minLength + 3 });
}

function objects(schema: JsonObject, depth: number): fc.Arbitrary<Json> {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonObject>;
  const required = (schema['required'] ?? []) as string[];
  const wanted = Object.entries(properties).filter(
    ([name]) => required.includes(name) || depth < OPTIONAL_DEPTH,
  );
  const model = Object.fromEntries(
    wanted.map(([name, property]) => [name, validValues(property, depth + 1)]),
  );
  return fc.record(model, {
    requiredKeys: wanted.map(([name]) => name).filter((name) => required.includes(name)),
    noNullPrototype: true,
  });
}
