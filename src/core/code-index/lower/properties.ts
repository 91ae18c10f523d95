import { Origin } from '../facts.ts';
import type { Form } from '../forms.ts';
import { part, textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import { findBinding } from './scope.ts';

/** Whether a call is Python's `property(read, …)` in the body of a class. */
export function isPropertyCall(lowering: Lowering, callee: Form): boolean {
  return (
    lowering.scope.kind === 'class' &&
    lowering.language.id === 'python' &&
    callee.kind === 'name' &&
    textOf(lowering.text, callee) === 'property' &&
    findBinding(lowering.scope, 'property') === null
  );
}

/**
 * `property(read, write)`: reading the member runs the first function, which is known here when the
 * class or a lambda defines it.
 */
export function lowerPropertyCall(lowering: Lowering, form: Form): number {
  const { facts } = lowering;
  let reader = -1;
  for (const child of form.children) {
    if (child.role === 'callee' || child.kind === 'comment') continue;
    const name = child.kind === 'keyword' ? part(child, 'name') : undefined;
    const value = child.kind === 'keyword' ? part(child, 'value') : child;
    if (value === undefined) continue;
    const variable = lowering.evaluate(value);
    const isReader = name === undefined ? reader < 0 : textOf(lowering.text, name) === 'fget';
    if (isReader) reader = variable;
  }
  const read = facts.objects.find(({ variable }) => variable === reader);
  if (read?.function === undefined) return -1;
  const variable = facts.variable(Origin.scope);
  const key = `${read.key}()read`;
  const known = facts.objects.find((object) => object.key === key);
  if (known !== undefined) return known.variable;
  // The same function once more, with the same variables: calls of it are calls of the one that was
  // given.
  facts.object({ ...read, key, variable, function: { ...read.function, isGetter: true } });
  return variable;
}
