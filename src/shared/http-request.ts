import type { Endpoint, EventStream } from './contract/contract.ts';

/** An operation's flat input as an HTTP request: path, query string and JSON body. */
export interface HttpRequestParts {
  method: string;
  path: string;
  body: string | undefined;
}

/** Splits a flat input by the contract: path parameters, query fields, the rest is the body. */
export function toHttpRequest(
  operation: Endpoint | EventStream,
  input: Record<string, unknown>,
): HttpRequestParts {
  const rest = { ...input };
  const path = operation.path.replaceAll(/:([a-z_]+)/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const name of Object.keys(operation.query.shape)) {
    if (rest[name] !== undefined) query.set(name, String(rest[name]));
    delete rest[name];
  }
  const search = query.size === 0 ? '' : `?${query.toString()}`;
  const method = operation.type === 'endpoint' ? operation.method : 'GET';
  return { method, path: path + search, body: method === 'GET' ? undefined : JSON.stringify(rest) };
}
