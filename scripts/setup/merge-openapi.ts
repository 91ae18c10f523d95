import type { JsonObject, OpenApiDocument } from '../../src/main/http/openapi-document.ts';

/** One service's document and the address where it listens by default. */
export interface ServiceDocument {
  url: string;
  document: OpenApiDocument;
}

/**
 * All services as one document. Each operation names its own server; one that several services have
 * (`/health`) names them all and answers in any of their forms.
 */
export function mergeOpenApi(
  title: string,
  version: string,
  parts: readonly ServiceDocument[],
): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const { url, document } of parts) {
    for (const [path, operations] of Object.entries(document.paths)) {
      paths[path] = mergeItem(paths[path], operations, url);
    }
  }
  const [first] = parts;
  return {
    openapi: '3.1.0',
    info: { title, version, description: first?.document.info.description ?? '' },
    servers: parts.map(({ url }) => ({ url })),
    paths,
    components: { schemas: first?.document.components.schemas ?? {} },
  };
}

function mergeItem(
  present: Record<string, JsonObject> | undefined,
  operations: Record<string, JsonObject>,
  url: string,
): Record<string, JsonObject> {
  const item = { ...present };
  for (const [method, operation] of Object.entries(operations)) {
    const other = item[method];
    item[method] = other === undefined ? withServer(operation, url) : both(other, operation, url);
  }
  return item;
}

function withServer(operation: JsonObject, url: string): JsonObject {
  return { ...operation, servers: [{ url }] };
}

// One method of one path answers differently per server: either success schema may come.
function both(left: JsonObject, right: JsonObject, url: string): JsonObject {
  const schemas = [...successSchemas(left), ...successSchemas(right)];
  return {
    ...left,
    servers: [...(left['servers'] as JsonObject[]), { url }],
    responses: {
      ...(left['responses'] as JsonObject),
      '200': {
        description: 'Success; one form per server',
        content: { 'application/json': { schema: { anyOf: schemas } } },
      },
    },
  };
}

function successSchemas(operation: JsonObject): JsonObject[] {
  const responses = operation['responses'] as Record<string, JsonObject>;
  const content = responses['200']?.['content'] as Record<string, JsonObject> | undefined;
  const schema = content?.['application/json']?.['schema'] as JsonObject | undefined;
  if (schema === undefined) return [];
  return Array.isArray(schema['anyOf']) ? (schema['anyOf'] as JsonObject[]) : [schema];
}
