import { Op, Origin } from '../../facts.ts';
import type { Form } from '../../forms.ts';
import { part, textOf } from '../form-parts.ts';
import type { Lowering } from '../lowering.ts';
import { bindingIn, findBinding, type Frame } from '../scope.ts';
import { constraintNamed } from './declared-values.ts';

/**
 * The value members are looked up on. A compiler that believes types looks them up on the declared
 * type: on the class around for `this`, on the constraint for a value of a type parameter, whatever
 * flows there.
 */
export function readReceiver(lowering: Lowering, object: Form): number {
  if (!lowering.language.trustsTypes) return lowering.evaluate(object);
  if (object.kind === 'this') return lowering.frame.ownThis ?? lowering.evaluate(object);
  const binding =
    object.kind === 'name' ? findBinding(lowering.scope, textOf(lowering.text, object)) : null;
  return binding?.receiver ?? lowering.evaluate(object);
}

/** `this` as the class around declares it: an instance, or the class itself in a static method. */
export function ownThis(lowering: Lowering, frame: Frame, isStatic: boolean): number | undefined {
  const { owner } = frame;
  if (!lowering.language.trustsTypes || owner === null || owner.holder.variable < 0)
    return undefined;
  return isStatic
    ? owner.holder.variable
    : lowering.facts.derive(Op.instance, owner.holder.variable, Origin.self);
}

/**
 * A parameter whose type is a type parameter with a constraint has the members of the constraint.
 */
export function constrainParameter(lowering: Lowering, form: Form, name: string): void {
  const type = part(form, 'type');
  if (type === undefined || !lowering.language.trustsTypes || name === '') return;
  const constraint = constraintNamed(lowering, type);
  if (constraint >= 0) bindingIn(lowering.scope, name).receiver = constraint;
}
