import { SCOPES, type Scope } from '#shared/scopes.ts';

/** Who calls, and what they may do. */
export interface Grant {
  /** `local`, or the name of the token. */
  actor: string;
  scopes: ReadonlySet<Scope>;
  /** Aborts when the token expires or is revoked; null for the person at this machine. */
  ended: AbortSignal | null;
}

/** The grant of a token; undefined for one that was never made, has expired or is revoked. */
export type GrantOf = (token: string) => Grant | undefined;

/**
 * `local`: the loopback gate alone. `token`: a bearer token on every request, for shared machines.
 */
export type Auth = { kind: 'local' } | { kind: 'token'; grantOf: GrantOf };

/** The person at this machine. */
export const LOCAL_GRANT: Grant = { actor: 'local', scopes: new Set(SCOPES), ended: null };

/** The token of an Authorization header; undefined when it carries none. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}
