import { createHash, timingSafeEqual } from 'node:crypto';

export type Scope = 'read' | 'write';

/** Who a token stands for and what it may do. */
export interface TokenGrant {
  actor: string;
  scopes: ReadonlySet<Scope>;
}

/**
 * `local`: the loopback gate alone. `token`: a bearer token on every request, for shared machines.
 */
export type Auth = { kind: 'local' } | { kind: 'token'; tokens: ReadonlyMap<string, TokenGrant> };

/**
 * The grant of an Authorization header. Takes the same time whichever token is wrong, and wherever.
 */
export function grantOf(
  authorization: string | undefined,
  tokens: ReadonlyMap<string, TokenGrant>,
): TokenGrant | undefined {
  const given = digest(/^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '');
  let found: TokenGrant | undefined;
  for (const [token, grant] of tokens) {
    if (timingSafeEqual(digest(token), given)) found = grant;
  }
  return found;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
