import { Op, Origin, type Receiving } from '../facts.ts';
import type { Form } from '../forms.ts';
import { ownThis } from './javascript/receiver-type.ts';
import type { Lowering } from './lowering.ts';
import { hasArities } from './overloads.ts';
import type { Frame, Scope } from './scope.ts';

/**
 * `this` for languages that have it: functions have their own, arrows and nested code the one
 * around them.
 */
export function openSelf(lowering: Lowering, form: Form, fact: Receiving): void {
  const { language, facts, frame } = lowering;
  if (language.receiver !== 'this') return;
  const isLocal = language.modules === 'csharp' && frame.owner === null;
  if (form.variant === 'lambda' || form.variant === 'block' || isLocal) {
    frame.self = frame.parent?.self ?? -1;
    frame.ownThis = frame.parent?.ownThis;
    return;
  }
  frame.self = facts.variable(Origin.self);
  fact.self = frame.self;
  frame.ownThis = ownThis(lowering, frame, fact.isStatic);
  if (frame.owner !== null) receiveOwner(lowering, frame.owner, fact);
}

/** Receivers that a method has by the class it is written in. */
function receiveOwner({ facts, frame, language }: Lowering, owner: Scope, fact: Receiving): void {
  // In a static method bare names mean static members.
  if (fact.isStatic && hasArities(language)) facts.copy(frame.self, owner.holder.variable);
  if (owner.holder.object < 0 && owner.holder.variable >= 0)
    facts.emit(Op.instance, frame.self, owner.holder.variable);
  if (owner.holder.reopened < 0 || fact.isStatic) return;
  facts.emit(Op.instance, frame.self, owner.holder.reopened);
}

/** `this` of the code around; functions outside of classes have one too in JavaScript. */
export function readThis(lowering: Lowering): number {
  const { frame } = lowering;
  return frame.self;
}

function methodFrame(frame: Frame): Frame | null {
  for (let at: Frame | null = frame; at !== null; at = at.parent) if (at.owner !== null) return at;
  return null;
}

function enclosingClass(scope: Scope): Scope | null {
  for (let at: Scope | null = scope; at !== null; at = at.parent)
    if (at.kind === 'class') return at;
  return null;
}

/** What `super` means here; -1 outside of classes. */
export function readSuper(lowering: Lowering): number {
  const method = methodFrame(lowering.frame);
  const owner = method?.owner ?? enclosingClass(lowering.scope);
  if (owner === null || owner.holder.object < 0) return -1;
  const variable = lowering.facts.variable(Origin.super);
  lowering.facts.emit(Op.super, variable, owner.holder.object, method?.self ?? -1);
  return variable;
}

/** `__new__` of Python is handed the class itself. */
export function receiveClass({ facts, frame }: Lowering, parameter: number): void {
  if (frame.owner !== null && facts.symbols[frame.symbol]?.name === '__new__')
    facts.copy(parameter, frame.owner.holder.variable);
}
