import { Op, Origin } from '../facts.ts';
import type { Form } from '../forms.ts';
import { part, textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import { constantSlot } from './patterns.ts';
import { enclosingPath } from './symbols.ts';
import { lowerType, lowerTypeName } from './types.ts';

/**
 * A literal of a type with what it holds: `T{a: x}`, `T { a }`, `new T { A = x, y }`. Named parts
 * become members; every part is an element too, because the type may be a collection.
 */
export function lowerLiteral(lowering: Lowering, form: Form): number {
  const { facts } = lowering;
  const type = part(form, 'type');
  const value = part(form, 'value');
  let made = -1;
  if (value !== undefined) made = lowering.evaluate(value);
  else if (type !== undefined) made = makeOf(lowering, type);
  const isList = type?.kind === 'type' && type.variant === 'list';
  const holder = made < 0 && isList ? facts.container('list', enclosingPath(lowering)) : made;
  for (const child of form.children)
    if (child !== type && child !== value && child.kind !== 'comment')
      lowerEntry(lowering, holder, { child, isList });
  return holder;
}

/** What a literal of a type makes: an instance that is certain to be one, or a collection. */
function makeOf(lowering: Lowering, type: Form): number {
  const isCollection = type.kind === 'type' && type.variant !== '';
  if (isCollection) return lowerType(lowering, type);
  const made = lowering.facts.variable(Origin.type);
  const ofClass = type.kind === 'class' ? lowering.evaluate(type) : lowerTypeName(lowering, type);
  if (ofClass >= 0) lowering.facts.emit(Op.instance, made, ofClass, 1);
  return made;
}

function lowerEntry(
  lowering: Lowering,
  holder: number,
  { child, isList }: { child: Form; isList: boolean },
): void {
  const { facts } = lowering;
  if (child.kind === 'spread') {
    for (const inner of child.children) facts.copy(holder, lowering.evaluate(inner));
    return;
  }
  const value = child.kind === 'pair' ? part(child, 'value') : child;
  const key = child.kind === 'pair' ? part(child, 'key') : undefined;
  const variable = value === undefined ? -1 : lowering.evaluate(value);
  const slot = isList && key !== undefined ? constantSlot(lowering, key) : null;
  if (slot !== null) {
    facts.store(holder, slot, variable);
    return;
  }
  if (key?.kind === 'name' && !isList) facts.store(holder, textOf(lowering.text, key), variable);
  else if (key !== undefined && key.kind !== 'number') lowering.evaluate(key);
  facts.store(holder, '*', variable);
}

/** What a named type is made of: elements of a list, members of another type. */
export function lowerUnderlying(lowering: Lowering, form: Form, classVariable: number): void {
  const type = part(form, 'type');
  if (type === undefined) return;
  const made = lowerType(lowering, type);
  if (type.variant === 'list')
    lowering.facts.store(classVariable, '*', lowering.facts.derive(Op.element, made));
}

/** `Err(e)`: what a result failed with is a slot of its own. */
export function lowerFailure(lowering: Lowering, form: Form): number {
  const value = part(form, 'value');
  const error = value === undefined ? -1 : lowering.evaluate(value);
  const failed = lowering.facts.container('object', enclosingPath(lowering));
  lowering.facts.store(failed, '()error', error);
  return failed;
}
