import { Op, Origin } from '../facts.ts';
import type { Lowering } from './lowering.ts';
import { readFreeName } from './free-names.ts';
import type { Scope } from './scope.ts';
import { enclosingPath } from './symbols.ts';

/** Under this source all C and C++ files share the names that a linker joins. */
const LINKAGE = 'c:';

/** Whether a language has declarations whose definition may stand in another file. */
export function hasLinkage(lowering: Lowering): boolean {
  return lowering.language.modules === 'c';
}

function linkageVariable(lowering: Lowering): number {
  const { facts, freeNames } = lowering;
  const known = freeNames.get(LINKAGE);
  if (known !== undefined) return known;
  const fact = {
    source: LINKAGE,
    name: '',
    from: 0,
    line: 1,
    isReexport: false,
    isTypeOnly: false,
  };
  const index = facts.imports.push(fact) - 1;
  const variable = facts.variable(Origin.import);
  facts.emit(Op.import, variable, index);
  freeNames.set(LINKAGE, variable);
  return variable;
}

/** The name by which other files know a definition of the current scope: its path, `space.Class.method`. */
export function linkedName(lowering: Lowering, name: string): string {
  const around = enclosingPath(lowering).replaceAll(/~\d+/g, '');
  return around === '' ? name : `${around}.${name}`;
}

/** What any file of the repository defines under a linked name. */
export function readLinked(lowering: Lowering, name: string): number {
  return lowering.facts.load(linkageVariable(lowering), name, Origin.import);
}

/** Offers a definition or a value to all files. */
export function storeLinked(lowering: Lowering, name: string, value: number): void {
  lowering.facts.store(linkageVariable(lowering), name, value);
}

/** A namespace goes on in other files: what an included file, or the namespace around, holds under its name. */
export function readNamespaceElsewhere(lowering: Lowering, name: string): number {
  for (let scope: Scope | null = lowering.scope; scope !== null; scope = scope.parent)
    if (scope.kind === 'class' && Math.max(scope.everywhere, scope.reopened) >= 0)
      return lowering.facts.load(Math.max(scope.everywhere, scope.reopened), name, Origin.import);
  return readFreeName(lowering, name);
}
