import { Op, Origin } from '../facts.ts';
import type { Form } from '../forms.ts';
import { textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import type { Scope } from './scope.ts';

const BASES = /(?:^|\.)(?:Int|Str)?(?:Enum|Flag)$/;

/**
 * Whether a class is an enumeration by its form or, in Python, by a base of the standard library.
 */
export function isEnumeration(lowering: Lowering, form: Form): boolean {
  if (form.variant === 'enum') return true;
  if (lowering.language.id !== 'python') return false;
  return form.children.some(
    (child) => child.role === 'base' && BASES.test(textOf(lowering.text, child)),
  );
}

/** The members of an enumeration are its instances. */
export function storeEnumMembers(lowering: Lowering, scope: Scope): void {
  if (scope.holder.enumMembers === null || scope.holder.enumMembers.length === 0) return;
  const { facts } = lowering;
  const member = facts.derive(Op.instance, scope.holder.variable, Origin.type);
  for (const name of scope.holder.enumMembers) facts.store(scope.holder.variable, name, member);
}
