import { Op, Origin } from '../../facts.ts';
import type { Form } from '../../forms.ts';
import { hasFlag, part, textOf } from '../form-parts.ts';
import { type Lowering, runAll } from '../lowering.ts';
import { applyDecorators, takeDecorators } from '../decorators.ts';
import type { Scope } from '../scope.ts';
import { addSymbol } from '../symbols.ts';
import { declaredMember } from './declared-values.ts';

/**
 * Whether a declaration here is a field of a class: it belongs to each instance and is no name in
 * the class body.
 */
export function isField(lowering: Lowering, form: Form): boolean {
  return (
    lowering.language.modules === 'javascript' &&
    lowering.scope.kind === 'class' &&
    lowering.scope.names.seenBy === 'none' &&
    form.variant !== 'enum_member'
  );
}

/**
 * Lowers a field: its value is computed with `this` and becomes a member of the instance, or of the
 * class for static fields.
 */
export function lowerField(lowering: Lowering, form: Form): void {
  const { facts, scope } = lowering;
  const owner = hasFlag(form, 'static') ? scope.holder.variable : instanceOfScope(lowering);
  const name = part(form, 'name');
  const value = part(form, 'value');
  if (name?.kind === 'name' && !isNamedDefinition(value))
    addSymbol(lowering, { name: textOf(lowering.text, name), kind: 'field' }, form, {
      nameForm: name,
    });
  // What decorators make of a field is not followed; they are called all the same.
  applyDecorators(lowering, takeDecorators(lowering, form), owner);
  withThis(lowering, owner, () => {
    if (name?.kind === 'computed') runAll(lowering, name.children);
    const flowing = value === undefined ? -1 : lowering.evaluate(value);
    const type = part(form, 'type');
    const { held, isWhole } = declaredMember(lowering, type, flowing);
    const slot = name?.kind === 'name' ? textOf(lowering.text, name) : '*';
    if (isWhole && owner >= 0) declareField(lowering, owner, { slot, held });
    else facts.store(owner, slot, held);
  });
}

/** An assignment to a method adds nothing for a compiler that trusts types. */
export function declareMethod(lowering: Lowering, owner: Scope | null, name: string): void {
  if (owner === null || name === '' || !lowering.language.trustsTypes) return;
  const fact = lowering.facts.objects[owner.holder.object]?.class;
  if (fact !== undefined) (fact.declaredFields ??= []).push(name);
}

/** An assignment adds nothing to a field whose type describes its values completely. */
function declareField(
  { facts, scope }: Lowering,
  owner: number,
  { slot, held }: { slot: string; held: number },
): void {
  const fact = facts.objects[scope.holder.object]?.class;
  if (fact !== undefined) (fact.declaredFields ??= []).push(slot);
  facts.emit(Op.declare, owner, facts.string(slot), held);
}

/**
 * A function or class that has its name from what it is assigned to: the definition is its own
 * symbol.
 */
export function isNamedDefinition(value: Form | undefined): boolean {
  return (
    (value?.kind === 'function' || value?.kind === 'class') && part(value, 'name') !== undefined
  );
}

/** `static { … }`: code of the class, where `this` is the class. */
export function runStaticBlock(lowering: Lowering, run: () => void): void {
  withThis(lowering, lowering.scope.holder.variable, run);
}

function instanceOfScope({ facts, scope }: Lowering): number {
  return facts.derive(Op.instance, scope.holder.variable, Origin.self);
}

function withThis(lowering: Lowering, self: number, run: () => void): void {
  const { frame } = lowering;
  const { self: outer, ownThis } = frame;
  frame.self = self;
  frame.ownThis = self;
  run();
  frame.self = outer;
  frame.ownThis = ownThis;
}
