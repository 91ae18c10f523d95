import type { CallContext, Endpoint } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors.ts';
import { hasScope, type Scope } from '#shared/scopes.ts';
import { LOCAL_GRANT, type Grant } from './token-auth.ts';

/** The refusal for a caller whose token lacks a scope; undefined when it has it. */
export function missingScope({ scopes }: Grant, wanted: Scope): AppError | undefined {
  if (hasScope(scopes, wanted)) return undefined;
  return new AppError(
    'forbidden',
    `This token does not have the scope ${wanted}, which this needs; use one that has it ` +
      `(vp token create --scope ${wanted}).`,
  );
}

/** The same for an operation and the fields of its input that were given. */
export function missingScopeFor(
  { scope, fieldScopes }: Endpoint,
  input: Readonly<Record<string, unknown>>,
  grant: Grant,
): AppError | undefined {
  const ofFields = Object.entries(fieldScopes).filter(([field]) => input[field] !== undefined);
  const wanted = [...(scope === 'public' ? [] : [scope]), ...ofFields.map(([, asked]) => asked)];
  return wanted.map((one) => missingScope(grant, one)).find((refusal) => refusal !== undefined);
}

/** The caller as handlers and rules see it. */
export function callerOf({ actor, scopes }: Grant): CallContext {
  if (actor === LOCAL_GRANT.actor) return { actor, requester: 'local_user' };
  return { actor, requester: hasScope(scopes, 'approve') ? 'approving_token' : 'token' };
}
