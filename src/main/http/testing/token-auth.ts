import type { Scope } from '#shared/scopes.ts';
import type { Auth } from '../token-auth.ts';

/** Token mode with these tokens; each stands for an actor of its own name and never ends. */
export function tokenAuth(tokens: Readonly<Record<string, readonly Scope[]>>): Auth {
  return {
    kind: 'token',
    grantOf(token) {
      const scopes = Object.hasOwn(tokens, token) ? tokens[token] : undefined;
      return scopes && { actor: token, scopes: new Set(scopes), ended: null };
    },
  };
}
