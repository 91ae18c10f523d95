import type { Language } from '../conventions.ts';
import { Op, Origin } from '../facts.ts';
import { readOutside } from './free-names.ts';
import type { Lowering } from './lowering.ts';
import { MACROS, packageVariable } from './namespaces.ts';
import { methodsSlot } from './overloads.ts';
import { type Binding, bindingIn, findBinding, readBinding, type Scope } from './scope.ts';
import { classNameOf } from './symbols.ts';

/**
 * The variable a name stands for here: a binding of the file, a member of the classes around
 * (implicit receiver), or a free name.
 */
export function readName(
  lowering: Lowering,
  name: string,
  self: number = lowering.frame.self,
): number {
  if (name.endsWith('!')) return readMacro(lowering, name.slice(0, -1));
  if (name === 'Self' && lowering.language.modules === 'rust') return readOwnClass(lowering);
  if (lowering.language.implicitReceiver && hasClassAround(lowering.scope))
    return readAmongMembers(lowering, name, self);
  const binding = isOrdered(lowering)
    ? findOrdered(lowering, name)
    : findBinding(lowering.scope, name);
  if (binding !== null) return readBinding(lowering.facts, binding, lowering.frame);
  return readOutside(lowering, name);
}

/**
 * Whether a local variable is visible only below its declaration, so that above it the name means
 * something further out (Go, Rust).
 */
function isOrdered({ language }: Lowering): boolean {
  return language.modules === 'go' || language.modules === 'rust';
}

/** In Rust a function within a function does not see the variables around it; closures do. */
function isBeyondFunction({ frame, facts, language }: Lowering, scope: Scope): boolean {
  if (language.modules !== 'rust') return false;
  for (let at: typeof frame | null = frame; at !== null && at !== scope.frame; at = at.parent)
    if (facts.symbols[at.symbol]?.name !== '') return true;
  return false;
}

function findOrdered(lowering: Lowering, name: string): Binding | null {
  let from: Scope | null = lowering.scope;
  while (from !== null) {
    const binding = findBinding(from, name);
    if (binding === null) return null;
    const { scope } = binding;
    const isInside = scope.kind === 'function' || scope.kind === 'block';
    const isVariable = isInside && !scope.names.hoisted.has(name);
    const isAbove = scope.frame === lowering.frame && binding.versions.length === 0;
    if (!isVariable || !(isAbove || isBeyondFunction(lowering, scope))) return binding;
    from = scope.parent;
  }
  return null;
}

/**
 * A macro of the file, or one that some file of the program offers: macros are in view by the order
 * of text, not by paths.
 */
function readMacro(lowering: Lowering, name: string): number {
  const key = `macro ${name}`;
  let offered = lowering.names.free.get(key);
  if (offered === undefined) {
    const isOwn = new RegExp(`macro_rules!\\s*${name}\\b`).test(lowering.text);
    offered = isOwn
      ? -1
      : lowering.facts.load(packageVariable(lowering, MACROS), name, Origin.import);
    lowering.names.free.set(key, offered);
  }
  return offered < 0 ? readName(lowering, name) : offered;
}

/**
 * A name in the place of a type or namespace: in C a variable of the same name does not hide it.
 */
export function readSpaceName(lowering: Lowering, name: string): number {
  const inner = lowering.scope;
  const found = readName(lowering, name);
  let outer = inner;
  while (outer.kind !== 'module' && outer.kind !== 'class' && outer.parent !== null)
    outer = outer.parent;
  const isHidden = lowering.language.modules === 'c' && isLocal(inner, outer, name);
  if (!isHidden) return found;
  lowering.scope = outer;
  const either = lowering.facts.variable(Origin.scope);
  lowering.facts.copy(either, found);
  lowering.facts.copy(either, readName(lowering, name));
  lowering.scope = inner;
  return either;
}

function isLocal(from: Scope, outer: Scope, name: string): boolean {
  for (let scope = from; scope !== outer && scope.parent !== null; scope = scope.parent)
    if (scope.names.declared.has(name)) return true;
  return false;
}

/** `Self` is the class whose body or extension is around. */
function readOwnClass(lowering: Lowering): number {
  for (let scope: Scope | null = lowering.scope; scope !== null; scope = scope.parent)
    if (scope.kind === 'class' && !scope.holder.isNamespace) return scope.holder.variable;
  return -1;
}

function hasClassAround(from: Scope): boolean {
  for (let scope: Scope | null = from; scope !== null; scope = scope.parent)
    if (scope.kind === 'class') return true;
  return false;
}

/**
 * From the inside out: a binding of a block or function; a member of a class around, which may be
 * inherited and then has no declaration to see; a member of a namespace around; a binding of the
 * file; a free name.
 */
function readAmongMembers(lowering: Lowering, name: string, receiver: number): number {
  const { facts, frame } = lowering;
  let variable = -1;
  let self = receiver;
  const found = (): number => (variable < 0 ? (variable = facts.variable(Origin.self)) : variable);
  for (let scope: Scope | null = lowering.scope; scope !== null; scope = scope.parent) {
    const isDeclared = scope.names.declared.has(name);
    if (scope.kind !== 'class') {
      if (!isDeclared) continue;
      const value = readBinding(facts, bindingIn(scope, name), frame);
      if (variable < 0) return value;
      facts.copy(variable, value);
      return variable;
    }
    const isClass = scope.holder.everywhere < 0 && !scope.holder.isNamespace;
    if (isClass && classNameOf(lowering, scope) === name) return wholeClass(scope);
    loadFromClass(lowering, scope, { name, self, found });
    if (scope.holder.everywhere < 0) self = -1;
    if (isDeclared) return found();
  }
  facts.copy(found(), readOutside(lowering, name));
  return variable;
}

/** The variable of a class, with its other parts where it has any. */
function wholeClass(scope: Scope): number {
  return scope.holder.reopened >= 0 ? scope.holder.reopened : scope.holder.variable;
}

/**
 * Loads a name from a class or namespace around: from its object, where there is one, and from
 * itself.
 */
function loadFromClass(
  { facts, language }: Lowering,
  scope: Scope,
  wanted: { name: string; self: number; found: () => number },
): void {
  const { name, self, found } = wanted;
  const slots = [facts.string(name)];
  if (scope.holder.everywhere >= 0) {
    facts.emit(Op.load, found(), scope.holder.everywhere, slots[0]);
    return;
  }
  if (language.modules === 'csharp') slots.push(facts.string(methodsSlot(name)));
  for (const slot of slots) if (self >= 0) facts.emit(Op.load, found(), self, slot);
  const ofClass = wholeClass(scope);
  const ownSlots = isRubyMethod(language, name) ? [facts.string(`self.${name}`)] : slots;
  for (const slot of ownSlots) if (ofClass >= 0) facts.emit(Op.load, found(), ofClass, slot);
}

/** In Ruby a bare name in lower case that a class answers to is a method of the class itself. */
function isRubyMethod({ modules }: Language, name: string): boolean {
  return modules === 'ruby' && /^[a-z_]/.test(name);
}
