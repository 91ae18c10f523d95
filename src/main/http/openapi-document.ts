import { z } from 'zod';
import type { Contract, Endpoint, EventStream, Operation } from '#shared/contract/contract.ts';
import { ERRORS } from '#shared/errors.ts';
import { declaredCodes } from './declared-codes.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** The parts of an OpenAPI 3.1 document that are written here. */
export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, JsonObject>>;
  components: { schemas: Record<string, JsonObject> };
}

/** The OpenAPI 3.1 text of a table, from the very schemas that validate. */
export function openApiDocument(options: {
  title: string;
  version: string;
  contract: Contract;
  /** Input that an operation answers 2xx, by its name. */
  examples?: Readonly<Record<string, object>>;
}): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const [name, operation] of Object.entries(options.contract)) {
    const method = operation.type === 'endpoint' ? operation.method.toLowerCase() : 'get';
    const described = describeOperation(
      name,
      operation,
      (options.examples?.[name] ?? {}) as JsonObject,
    );
    add(paths, operation.path, method, described);
    if (operation.type !== 'endpoint') continue;
    operation.aliases.forEach((alias, index) => {
      add(paths, alias, method, { ...described, operationId: `${name}_alias${index + 1}` });
    });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: options.title,
      version: options.version,
      description: 'Errors are RFC 9457 problem documents; `detail` is a plain sentence.',
    },
    servers: [{ url: '/' }],
    paths,
    components: { schemas: { Problem: problemSchema() } },
  };
}

function add(
  paths: OpenApiDocument['paths'],
  path: string,
  method: string,
  operation: JsonObject,
): void {
  const written = path.replaceAll(/:([a-z_]+)/g, '{$1}');
  paths[written] = { ...paths[written], [method]: operation };
}

function describeOperation(name: string, operation: Operation, example: JsonObject): JsonObject {
  const common = {
    operationId: name,
    summary: operation.summary,
    ...(operation.description === '' ? {} : { description: operation.description }),
    'x-scope': operation.scope,
  };
  return operation.type === 'endpoint'
    ? { ...common, ...describeEndpoint(operation, example) }
    : { ...common, ...describeStream(operation, example) };
}

function describeEndpoint(operation: Endpoint, example: JsonObject): JsonObject {
  const hasBody = operation.method !== 'GET' && Object.keys(operation.body.shape).length > 0;
  const parameters = [
    ...parametersOf(operation.params, 'path', example),
    ...parametersOf(operation.query, 'query', example),
    ...keyParameter(operation),
  ];
  return {
    ...(Object.keys(operation.fieldScopes).length === 0
      ? {}
      : { 'x-field-scopes': operation.fieldScopes }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(hasBody ? { requestBody: requestBody(operation, example) } : {}),
    responses: {
      [String(operation.status)]: {
        description: 'Success',
        ...(operation.idempotency === 'none' ? {} : { headers: replayHeaders() }),
        content: { 'application/json': { schema: jsonSchema(operation.response, 'output') } },
      },
      ...problemResponses(operation),
    },
  };
}

function requestBody(operation: Endpoint, input: JsonObject): JsonObject {
  const schema = jsonSchema(operation.body, 'input');
  const isRequired = Array.isArray(schema['required']) && schema['required'].length > 0;
  const example = partOf(operation.body, input);
  return { required: isRequired, content: { 'application/json': { schema, example } } };
}

function describeStream(operation: EventStream, example: JsonObject): JsonObject {
  const lastId: JsonObject = {
    name: 'Last-Event-ID',
    in: 'header',
    required: false,
    description: 'Id of the last event seen; wins over `after`. Empty: none was.',
    schema: { type: 'string', pattern: '^[0-9]{0,16}$' },
  };
  return {
    parameters: [...parametersOf(operation.query, 'query', example), lastId],
    responses: {
      '200': {
        description: 'Server-Sent Events.',
        content: { 'text/event-stream': { schema: eventSchema(operation) } },
      },
      ...problemResponses(operation),
    },
  };
}

function parametersOf(
  schema: Endpoint['params'],
  place: 'path' | 'query',
  input: JsonObject,
): JsonObject[] {
  const given = partOf(schema, input);
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !field.safeParse(undefined).success,
    schema: jsonSchema(field, 'input'),
    ...(given[name] === undefined ? {} : { example: given[name] }),
  }));
}

/** One event of a stream, as readers of Server-Sent Events take it apart. */
function eventSchema(operation: EventStream): JsonObject {
  const text: JsonObject = { type: 'string' };
  const contentSchema = jsonSchema(operation.event, 'output');
  return {
    type: 'object',
    required: ['data'],
    properties: {
      id: { ...text, description: 'what `Last-Event-ID` goes on from' },
      event: text,
      data: { ...text, contentMediaType: 'application/json', contentSchema },
    },
  };
}

/** Those fields of a flat input that one of its places carries. */
function partOf(schema: Endpoint['body'], input: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(input).filter(([name]) => name in schema.shape));
}

function keyParameter(operation: Endpoint): JsonObject[] {
  if (operation.idempotency === 'none') return [];
  const isRequired = operation.idempotency === 'required';
  return [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: isRequired,
      description: 'A repeated key answers the first response again and has no second effect.',
      schema: { type: 'string', minLength: isRequired ? 8 : 1, maxLength: 255 },
      ...(isRequired ? { example: 'a-new-key-for-each-request' } : {}),
    },
  ];
}

function replayHeaders(): JsonObject {
  return {
    'Idempotent-Replay': {
      description: '`true` when this is the stored answer of an earlier request with the same key.',
      schema: { type: 'string', enum: ['true'] },
    },
    'Idempotency-Payload-Mismatch': {
      description: '`true` when that earlier request had another body.',
      schema: { type: 'string', enum: ['true'] },
    },
  };
}

function problemResponses(operation: Operation): JsonObject {
  const codes = [...declaredCodes(operation)];
  const responses: JsonObject = {};
  for (const status of [...new Set(codes.map((code) => ERRORS[code].status))].toSorted(
    (a, b) => a - b,
  )) {
    const titles = codes.filter((code) => ERRORS[code].status === status);
    responses[String(status)] = {
      description: [...new Set(titles.map((code) => `${ERRORS[code].title} (${code})`))].join('; '),
      content: problemContent(),
    };
  }
  return responses;
}

function problemContent(): JsonObject {
  return { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
}

function problemSchema(): JsonObject {
  const text: JsonObject = { type: 'string' };
  return {
    type: 'object',
    required: ['type', 'title', 'status', 'detail', 'code'],
    additionalProperties: false,
    properties: {
      type: { type: 'string', pattern: '^urn:slipway:problem:' },
      title: text,
      status: { type: 'integer', minimum: 400, maximum: 599 },
      detail: { type: 'string', minLength: 1 },
      code: { type: 'string', enum: Object.keys(ERRORS) },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['path', 'message'],
          additionalProperties: false,
          properties: { path: text, message: text },
        },
      },
    },
  };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema: written }) => listEqualItems(written as JsonObject),
  });
  return rest as JsonObject;
}

/** A tuple of equal parts is an array of a length: more generators read that than `prefixItems`. */
function listEqualItems(written: JsonObject): void {
  const parts = written['prefixItems'];
  if (!Array.isArray(parts) || parts.length === 0) return;
  const [first = null, ...others] = parts.map((part) => JSON.stringify(part));
  if (others.some((other) => other !== first)) return;
  delete written['prefixItems'];
  Object.assign(written, { items: parts[0], minItems: parts.length, maxItems: parts.length });
}
