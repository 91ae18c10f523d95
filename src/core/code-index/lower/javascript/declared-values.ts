import { Origin, type Receiving } from '../../facts.ts';
import type { Form } from '../../forms.ts';
import { part, textOf } from '../form-parts.ts';
import type { Lowering } from '../lowering.ts';
import { withPromise } from '../types.ts';
import {
  isTakenParameter,
  isThisParameter,
  join,
  LISTS,
  MAPS,
  type Promised,
  promisedBy,
} from './declared-types.ts';
import { findTypeParameter, type TypeParameter } from './type-parameters.ts';

/** The type parameters of a form with what their constraints promise. */
export function constraintsOf(
  lowering: Lowering,
  form: Form,
  isOfClass = false,
): Map<string, TypeParameter> {
  const found = new Map<string, TypeParameter>();
  let last = '';
  for (const child of form.children)
    if (child.role === 'type_parameter') {
      last = textOf(lowering.text, child);
      found.set(last, { constraint: -1, place: isOfClass ? found.size : -1 });
    } else if (child.role === 'constraint' && last !== '')
      found.set(last, {
        constraint: promisedBy(lowering, child).variable,
        place: isOfClass ? found.size - 1 : -1,
      });
  return found;
}

/**
 * The variable of what is declared with a type: where the language's compiler believes types, the
 * type alone when it says all, else the type and the values that flow.
 */
export function declaredValue(lowering: Lowering, type: Form | undefined, flowing: number): number {
  if (type === undefined) return flowing;
  const { facts } = lowering;
  if (!lowering.language.trustsTypes) return withPromise(lowering, flowing, type);
  const { variable, isOpen } = promisedBy(lowering, type);
  if (variable < 0) return flowing;
  if (!isOpen || flowing < 0) return variable;
  const joined = facts.variable(Origin.type);
  facts.copy(joined, flowing);
  facts.copy(joined, variable);
  return joined;
}

/** As declaredValue, and whether the type describes its values completely. */
export function declaredMember(
  lowering: Lowering,
  type: Form | undefined,
  flowing: number,
): { held: number; isWhole: boolean } {
  if (type === undefined || !lowering.language.trustsTypes)
    return { held: declaredValue(lowering, type, flowing), isWhole: false };
  const promised = promisedBy(lowering, type);
  const isWhole = isDecisive(lowering, promised);
  const held = isWhole ? promised.variable : join(lowering, [flowing, promised.variable]);
  return { held, isWhole };
}

/** Whether a type describes its values completely. */
export function isDecisive(lowering: Lowering, promised: Promised): boolean {
  return lowering.language.trustsTypes && promised.variable >= 0 && !promised.isOpen;
}

/** The constraint of the type parameter a type names; -1 for other types. */
export function constraintNamed(lowering: Lowering, type: Form): number {
  const name = type.variant === '' ? part(type, 'name') : undefined;
  if (name === undefined) return -1;
  return findTypeParameter(lowering.scope, textOf(lowering.text, name))?.constraint ?? -1;
}

/** Type arguments belong to the instance that is made with them. */
export function holdTypeArguments(lowering: Lowering, form: Form, instance: number): void {
  if (!lowering.language.trustsTypes) return;
  const given = form.children.filter((child) => child.role === 'type_argument');
  const [first, second] = given;
  const callee = part(form, 'callee');
  if (first === undefined || callee === undefined) return;
  const name = textOf(lowering.text, callee);
  const element = MAPS.has(name)
    ? second
    : LISTS.has(name) || name === 'Promise'
      ? first
      : undefined;
  if (element !== undefined) {
    lowering.facts.store(instance, '*', promisedBy(lowering, element).variable);
    return;
  }
  given.forEach((argument, index) => {
    lowering.facts.store(instance, `<${index}>`, promisedBy(lowering, argument).variable);
  });
}

/**
 * Says of the last parameter of a function what functions handed to it are given, by its declared
 * type.
 */
export function expectCallbacks(lowering: Lowering, type: Form | undefined, fact: Receiving): void {
  const parameter = fact.parameters.at(-1);
  if (type === undefined || parameter === undefined || parameter.kind !== 'positional') return;
  const { facts } = lowering;
  const owner = facts.objects.findLast((object) => object.function === fact);
  if (owner === undefined) return;
  const index = fact.parameters.length - 1;
  for (const form of type.variant === 'union' ? type.children : [type]) {
    if (form.kind !== 'type' || form.variant !== 'function') continue;
    const self = form.children.find((child) => isThisParameter(lowering, child));
    const selfType = self === undefined ? undefined : part(self, 'type');
    const given = form.children
      .filter((child) => isTakenParameter(lowering, child))
      .map((child) => part(child, 'type'))
      .map((declared) => (declared === undefined ? -1 : promisedBy(lowering, declared).variable));
    if (selfType !== undefined) {
      facts.store(owner.variable, `()give${index}.this`, promisedBy(lowering, selfType).variable);
      parameter.expectsThis = true;
    } else if (given.every((variable) => variable < 0)) continue;
    given.forEach((variable, at) => facts.store(owner.variable, `()give${index}.${at}`, variable));
    parameter.expects = given.length;
  }
}
