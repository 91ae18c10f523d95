import type { Form } from '../forms.ts';
import { textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import type { Scope } from './scope.ts';

/**
 * What is written like a call, but asks the compiler about its operand, which is never run; by
 * module system.
 */
const OPERATORS: ReadonlyMap<string, RegExp> = new Map([
  ['csharp', /^nameof$/],
  ['c', /^(?:typeid|noexcept|__builtin_types_compatible_p|__builtin_constant_p)$/],
  ['go', /^unsafe\.(?:Sizeof|Alignof|Offsetof)$/],
  ['rust', /^(?:std::|core::)?stringify!?$/],
]);

/** Whether a callee is such an operator, and no function of the program has its name. */
export function isUnevaluated(lowering: Lowering, callee: Form): boolean {
  const operators = OPERATORS.get(lowering.language.modules);
  if (operators === undefined || callee.end - callee.start > LONGEST) return false;
  const text = textOf(lowering.text, callee);
  return operators.test(text) && !isDeclared(lowering.scope, text);
}

const LONGEST = 32;

function isDeclared(from: Scope, name: string): boolean {
  for (let scope: Scope | null = from; scope !== null; scope = scope.parent)
    if (scope.names.declared.has(name)) return true;
  return false;
}
