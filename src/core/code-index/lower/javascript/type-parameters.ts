import type { Scope } from '../scope.ts';

/** A type parameter: what its constraint promises, and for those of classes its place. */
export interface TypeParameter {
  constraint: number;
  place: number;
}

const typeParameters = new WeakMap<Scope, Map<string, TypeParameter>>();

/** Makes names of type parameters known in a scope. */
export function declareTypeParameters(scope: Scope, names: Map<string, TypeParameter>): void {
  if (names.size > 0) typeParameters.set(scope, names);
}

/** The type parameter a name means in a scope. */
export function findTypeParameter(from: Scope, name: string): TypeParameter | undefined {
  for (let scope: Scope | null = from; scope !== null; scope = scope.parent) {
    const found = typeParameters.get(scope)?.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}
