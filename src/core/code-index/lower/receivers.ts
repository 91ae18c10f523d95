import { Op, Origin } from '../facts.ts';
import type { Lowering } from './lowering.ts';
import type { Frame, Scope } from './scope.ts';

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
  if (owner === null || owner.object < 0) return -1;
  const variable = lowering.facts.variable(Origin.super);
  lowering.facts.emit(Op.super, variable, owner.object, method?.self ?? -1);
  return variable;
}

/** `__new__` of Python is handed the class itself. */
export function receiveClass({ facts, frame }: Lowering, parameter: number): void {
  if (frame.owner !== null && facts.symbols[frame.symbol]?.name === '__new__')
    facts.copy(parameter, frame.owner.variable);
}
