import * as fc from 'fast-check';
import { z } from 'zod';
import type { Json, JsonObject, OpenApiDocument } from '../openapi-document.ts';
import { anyJson, validValues } from './json-schema-values.ts';

/** A request made from the document. `template` is the documented path it was made from. */
export interface GeneratedRequest {
  method: string;
  template: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** Whether every part was drawn from its schema. */
  isValid: boolean;
}

export interface ReceivedResponse {
  status: number;
  contentType: string;
  body: string;
}

interface Target {
  method: string;
  template: string;
  operation: JsonObject;
}

/** Requests of every documented operation, valid ones and ones that are wrong in some part. */
export function requestsFromOpenApi(document: OpenApiDocument): fc.Arbitrary<GeneratedRequest> {
  const targets = Object.entries(document.paths).flatMap(([template, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method, template, operation })),
  );
  return fc.oneof(...targets.map(requestsFor));
}

/** Why a response is not what the document says; undefined when it is. */
export function matchesResponseSchema(
  document: OpenApiDocument,
  request: Pick<GeneratedRequest, 'method' | 'template'>,
  response: ReceivedResponse,
): string | undefined {
  const operation = document.paths[request.template]?.[request.method];
  const responses = (operation?.['responses'] ?? {}) as Record<string, JsonObject>;
  const documented = responses[String(response.status)];
  const content = (documented?.['content'] ?? {}) as Record<string, JsonObject>;
  const type = response.contentType.split(';')[0]?.trim() ?? '';
  const schema = content[type]?.['schema'] as JsonObject | undefined;
  if (schema === undefined) return `${response.status} with ${type} is not documented`;
  if (type === 'text/event-stream') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(response.body);
  } catch (error) {
    return `the body is not JSON: ${String(error)}`;
  }
  const result = validatorOf(document, schema).safeParse(value);
  return result.success ? undefined : `the body differs from its schema: ${result.error.message}`;
}

const validators = new WeakMap<JsonObject, z.ZodType>();

function validatorOf(document: OpenApiDocument, schema: JsonObject): z.ZodType {
  const resolved = resolve(document, schema);
  const known = validators.get(resolved);
  if (known !== undefined) return known;
  const made = z.fromJSONSchema(withPlainClasses(resolved));
  validators.set(resolved, made);
  return made;
}

// Patterns of the document are read with the `u` flag, as JSON Schema says; zod's reader compiles
// them without it.
const CLASSES: readonly (readonly [string, string])[] = [
  ['\\\\p{Cc}', '\\u0000-\\u001f\\u007f-\\u009f'],
  ['\\\\p{Zl}', '\\u2028'],
  ['\\\\p{Zp}', '\\u2029'],
];

function withPlainClasses(schema: JsonObject): JsonObject {
  const text = CLASSES.reduce(
    (all, [name, members]) => all.replaceAll(name, members),
    JSON.stringify(schema),
  );
  return JSON.parse(text) as JsonObject;
}

function resolve(document: OpenApiDocument, schema: JsonObject): JsonObject {
  const name = /^#\/components\/schemas\/(.+)$/.exec(String(schema['$ref'] ?? ''))?.[1];
  return (name === undefined ? undefined : document.components.schemas[name]) ?? schema;
}

function requestsFor(target: Target): fc.Arbitrary<GeneratedRequest> {
  const parameters = (target.operation['parameters'] ?? []) as JsonObject[];
  return fc
    .constantFrom('nothing', 'nothing', 'path', 'query', 'header', 'body')
    .chain((wrong) =>
      fc.record({
        wrong: fc.constant(wrong),
        path: partOf(parameters, 'path', wrong === 'path'),
        query: partOf(parameters, 'query', wrong === 'query'),
        header: partOf(parameters, 'header', wrong === 'header'),
        body: bodies(target.operation, wrong === 'body'),
      }),
    )
    .map(({ wrong, path, query, header, body }) => ({
      method: target.method,
      template: target.template,
      path:
        target.template.replaceAll(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '0') +
        search(query),
      headers: header,
      body,
      isValid: wrong === 'nothing',
    }));
}

function search(query: Record<string, string>): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? '' : `?${text}`;
}

/** The parameters of one place as text: valid by their schemas, or arbitrary text. */
function partOf(
  parameters: JsonObject[],
  place: 'path' | 'query' | 'header',
  isWrong: boolean,
): fc.Arbitrary<Record<string, string>> {
  const here = parameters.filter((parameter) => parameter['in'] === place);
  const model = Object.fromEntries(
    here.map((parameter) => {
      const schema = parameter['schema'] as JsonObject;
      const values = isWrong
        ? fc.string({ unit: 'binary', maxLength: 400 })
        : validValues(schema).map(String);
      return [String(parameter['name']), carriedBy(place, values)];
    }),
  );
  const requiredKeys =
    isWrong && place !== 'path'
      ? []
      : here
          .filter((parameter) => parameter['required'] === true)
          .map((parameter) => String(parameter['name']));
  return fc.record(model, { requiredKeys, noNullPrototype: true });
}

function carriedBy(
  place: 'path' | 'query' | 'header',
  values: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  if (place === 'query') return values.map((text) => text.toWellFormed());
  if (place === 'header') return values.map((text) => text.replaceAll(/[^\x20-\x7e]/g, '').trim());
  // A lone dot segment would be another path; an empty one another route.
  return values.map(
    (text) => encodeURIComponent(text.toWellFormed()).replaceAll('.', '%2e') || '0',
  );
}

function bodies(operation: JsonObject, isWrong: boolean): fc.Arbitrary<string | undefined> {
  const content = (operation['requestBody'] as JsonObject | undefined)?.['content'] as
    | JsonObject
    | undefined;
  const schema = (content?.['application/json'] as JsonObject | undefined)?.['schema'] as
    | JsonObject
    | undefined;
  if (schema === undefined) return fc.constant(undefined);
  const valid = validValues(schema);
  if (!isWrong) return valid.map((value) => JSON.stringify(value));
  return fc.oneof(
    anyJson().map((value) => JSON.stringify(value)),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('', '{', '[[[', '{"a":1e999}', '{"__proto__":{}}', '\u0000', '['.repeat(5000)),
    fc
      .tuple(valid, fc.nat(), anyJson())
      .map(([value, at, other]) => JSON.stringify(spoil(value, at, other))),
    fc.tuple(valid, fc.nat()).map(([value, at]) => {
      const text = JSON.stringify(value);
      return text.slice(0, at % (text.length + 1));
    }),
  );
}

/** The object with one of its fields replaced. */
function spoil(value: Json, at: number, other: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return other;
  const names = Object.keys(value);
  const name = names[at % Math.max(1, names.length)];
  return name === undefined ? other : { ...value, [name]: other };
}
