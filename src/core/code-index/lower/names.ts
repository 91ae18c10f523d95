import { Op, Origin } from '../facts.ts';
import type { Lowering } from './lowering.ts';
import { findBinding, readBinding, type Scope } from './scope.ts';

/** The variable a name stands for here: a binding of the file, a member of the classes around (implicit receiver), or a free name. */
export function readName(lowering: Lowering, name: string): number {
  const binding = findBinding(lowering.scope, name);
  if (binding !== null) return readBinding(lowering.facts, binding, lowering.frame);
  if (lowering.language.implicitReceiver) {
    const member = readImplicitMember(lowering, name);
    if (member >= 0) return member;
  }
  return readFreeName(lowering, name);
}

/** A name nobody binds in this file: star imports, package, builtins. */
export function readFreeName(lowering: Lowering, name: string): number {
  const known = lowering.freeNames.get(name);
  if (known !== undefined) return known;
  const variable = lowering.facts.variable(Origin.import);
  lowering.facts.emit(Op.free, variable, lowering.facts.string(name));
  lowering.freeNames.set(name, variable);
  return variable;
}

/** A name that may be a member of the classes around, and may as well be free when it is inherited from nowhere. */
function readImplicitMember(lowering: Lowering, name: string): number {
  const { facts } = lowering;
  let variable = -1;
  let self = lowering.frame.self;
  for (let scope: Scope | null = lowering.scope; scope !== null; scope = scope.parent) {
    if (scope.kind !== 'class') continue;
    if (variable < 0) variable = facts.variable(Origin.self);
    const slot = facts.string(name);
    if (self >= 0) facts.emit(Op.load, variable, self, slot);
    if (scope.variable >= 0) facts.emit(Op.load, variable, scope.variable, slot);
    self = -1;
    if (scope.names.declared.has(name)) return variable;
  }
  if (variable >= 0) facts.copy(variable, readFreeName(lowering, name));
  return variable;
}
