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

/** The package of the linked names below a path; '' for those of no namespace or class. */
function linkageVariable(lowering: Lowering, space: string): number {
  const { facts, names } = lowering;
  const source = `${LINKAGE}${space}`;
  const known = names.free.get(source);
  if (known !== undefined) return known;
  const fact = { source, name: '', from: 0, line: 1, isReexport: false, isTypeOnly: false };
  const index = facts.imports.push(fact) - 1;
  const variable = facts.variable(Origin.import);
  facts.emit(Op.import, variable, index);
  names.free.set(source, variable);
  return variable;
}

function splitLinked(name: string): { space: string; own: string } {
  const cut = name.lastIndexOf('.');
  return { space: name.slice(0, Math.max(cut, 0)), own: name.slice(cut + 1) };
}

/**
 * The name by which other files refer to a definition of the current scope: its path,
 * `space.Class.method`.
 */
export function linkedName(lowering: Lowering, name: string): string {
  const around = enclosingPath(lowering).replaceAll(/~\d+/g, '');
  return around === '' ? name : `${around}.${name}`;
}

/** What any file of the repository defines under a linked name. */
export function readLinked(lowering: Lowering, name: string): number {
  const { space, own } = splitLinked(name);
  return lowering.facts.load(linkageVariable(lowering, space), own, Origin.import);
}

/** Offers a definition or a value to all files. */
export function storeLinked(lowering: Lowering, name: string, value: number): void {
  const { space, own } = splitLinked(name);
  lowering.facts.store(linkageVariable(lowering, space), own, value);
}

/** A namespace goes on in other files: the package of what any of them defines in it. */
export function readNamespaceElsewhere(lowering: Lowering, name: string): number {
  const path = linkedName(lowering, name);
  const everywhere = linkageVariable(lowering, path);
  storeLinked(lowering, path, everywhere);
  return everywhere;
}

/**
 * A class or module of Ruby goes on in other files: what they, or the module around, hold under its
 * name.
 */
export function readOpenings(lowering: Lowering, name: string): number {
  for (let scope: Scope | null = lowering.scope; scope !== null; scope = scope.parent)
    if (scope.kind === 'class' && scope.holder.reopened >= 0)
      return lowering.facts.load(scope.holder.reopened, name, Origin.import);
  return readFreeName(lowering, name);
}
