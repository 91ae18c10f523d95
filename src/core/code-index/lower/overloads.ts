import type { Language } from '../conventions.ts';
import { type FunctionFact, Op, Origin, type Receiving } from '../facts.ts';
import type { Form } from '../forms.ts';
import { hasFlag, part, textOf } from './form-parts.ts';
import type { Lowering } from './lowering.ts';
import { readOutside } from './free-names.ts';
import { packageVariable } from './namespaces.ts';
import { bindingIn, readBinding, type Scope } from './scope.ts';
import { classNameOf, enclosingPath } from './symbols.ts';

/**
 * In Java and C# a method is known by its name and the number of its arguments, along the whole
 * hierarchy: it is a member `name/2`, and `name()` where it is taken as a value. Plain names are
 * left to fields.
 */
export function hasArities(language: Language): boolean {
  return language.modules === 'java' || language.modules === 'csharp';
}

/** The slot of a method that takes so many arguments. */
export function aritySlot(name: string, count: number): string {
  return `${name}/${count}`;
}

/** The slot of all methods of a name, as values. */
export function methodsSlot(name: string): string {
  return `${name}()`;
}

/** Names and argument counts that methods of a class body take exactly. */
export function exactArities(text: string, body: Form | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  for (const child of body?.children ?? []) {
    const name = child.kind === 'function' ? part(child, 'name') : undefined;
    if (name === undefined || hasFlag(child, 'declaration')) continue;
    const parameters = child.children.filter(({ kind }) => kind === 'parameter');
    if (parameters.every(({ variant }) => variant !== 'rest'))
      found.add(aritySlot(textOf(text, name), parameters.length));
  }
  return found;
}

const MOST_SURPLUS = 8;

/**
 * Counts of arguments a method takes; a count that another method of the class takes exactly is
 * left to it.
 */
function aritiesOf(form: Form, fact: Receiving, taken: (count: number) => boolean): number[] {
  const parameters = form.children.filter(({ kind }) => kind === 'parameter');
  const fixed = fact.parameters.filter(({ kind }) => kind === 'positional').length;
  const optional = parameters.filter((parameter) => part(parameter, 'value') !== undefined).length;
  const hasRest = fact.parameters.some(({ kind }) => kind === 'rest');
  const found: number[] = [];
  for (let count = fixed - optional; count <= fixed + (hasRest ? MOST_SURPLUS : 0); count++)
    if (count === fixed && !hasRest ? true : !taken(count)) found.push(count);
  return found;
}

/** Makes a method a member of its class under every number of arguments it takes. */
export function storeOverload(
  lowering: Lowering,
  { form, name, variable }: { form: Form; name: string; variable: number },
  fact: FunctionFact,
): void {
  const { facts, scope } = lowering;
  if (fact.isConstructor && fact.isStatic) return;
  const counts = aritiesOf(form, fact, (count) => scope.holder.exact.has(aritySlot(name, count)));
  const slots = [methodsSlot(name), ...counts.map((count) => aritySlot(name, count))];
  const members = facts.objects[scope.holder.object]?.class?.members;
  for (const slot of slots) {
    facts.store(scope.holder.variable, slot, variable);
    members?.push(slot);
  }
  if (hasFlag(form, 'extension')) storeExtension(lowering, name, variable);
  if (!fact.isStatic) return;
  const space = packageVariable(lowering, qualifiedPath(lowering));
  for (const slot of [name, ...slots.slice(1)]) facts.store(space, slot, variable);
}

/** Package and path of the class whose body is being lowered. */
export function qualifiedPath(lowering: Lowering): string {
  const path = enclosingPath(lowering).replaceAll(/~\d+/g, '');
  const { namespace } = lowering.names;
  return namespace === '' ? path : `${namespace}.${path}`;
}

/**
 * An extension method is a member of its namespace that is looked for when a receiver has no method
 * of the name.
 */
function storeExtension(lowering: Lowering, name: string, variable: number): void {
  const space = packageVariable(lowering, lowering.names.namespace);
  lowering.facts.store(space, extensionSlot(name), variable);
}

function extensionSlot(name: string): string {
  return `()extension ${name}`;
}

/**
 * What a bare name means that is called with so many arguments: a local function, a method of a
 * class around, a static import.
 */
export function readCallee(lowering: Lowering, name: string, count: number): number {
  const { facts, frame } = lowering;
  const slot = facts.string(aritySlot(name, count));
  const isCsharp = lowering.language.modules === 'csharp';
  const found = facts.variable(Origin.self);
  let self = frame.self;
  let hasClass = false;
  for (let scope: Scope | null = lowering.scope; scope !== null; scope = scope.parent) {
    const isDeclared = scope.names.declared.has(name);
    if (scope.holder.isNamespace) continue;
    if (scope.kind === 'class') {
      hasClass = true;
      loadMember(lowering, found, { scope, self, slot });
      if (isCsharp) loadMember(lowering, found, { scope, self, slot: facts.string(name) });
      self = -1;
      if (isDeclared && classNameOf(lowering, scope) !== name) return found;
      continue;
    }
    const isVisible = isCsharp || scope.kind === 'module';
    if (!isDeclared || !isVisible) continue;
    const value = readBinding(facts, bindingIn(scope, name), frame);
    if (!hasClass) return value;
    facts.copy(found, value);
    return found;
  }
  facts.copy(found, readOutside(lowering, aritySlot(name, count)));
  return found;
}

function loadMember(
  { facts }: Lowering,
  found: number,
  { scope, self, slot }: { scope: Scope; self: number; slot: number },
): void {
  if (self >= 0) facts.emit(Op.load, found, self, slot);
  if (scope.holder.variable >= 0) facts.emit(Op.load, found, scope.holder.variable, slot);
}

/**
 * The class a bare name means: one nested in a class around or in its bases, one of the file, or
 * one of a package. Members that are no classes hide nothing.
 */
export function readTypeAround(lowering: Lowering, name: string): number {
  const { facts, frame } = lowering;
  let found = -1;
  for (let scope: Scope | null = lowering.scope; scope !== null; scope = scope.parent) {
    const isDeclared = scope.names.declared.has(name);
    if (scope.kind === 'class') {
      if (!scope.holder.isNamespace && classNameOf(lowering, scope) === name)
        return scope.holder.variable;
      const bases = facts.objects[scope.holder.object]?.class?.bases ?? [];
      if (!isDeclared && bases.length === 0 && !scope.holder.isNamespace) continue;
      if (found < 0) found = facts.variable(Origin.import);
      facts.emit(Op.load, found, scope.holder.variable, facts.string(name));
      continue;
    }
    if (!isDeclared) continue;
    const value = readBinding(facts, bindingIn(scope, name), frame);
    if (found < 0) return value;
    facts.copy(found, value);
    return found;
  }
  const outside = readOutside(lowering, name);
  if (found < 0) return outside;
  facts.copy(found, outside);
  return found;
}

/**
 * The object whose method a bare call must mean: `this` where the class around has the method, or
 * where it inherits and nothing further out has the name. -1 where the name may mean something
 * else.
 */
export function ownReceiver(lowering: Lowering, name: string, count: number): number {
  let own: Scope | null = null;
  for (let scope: Scope | null = lowering.scope; scope !== null; scope = scope.parent) {
    const isDeclared = scope.names.declared.has(name);
    if (scope.holder.isNamespace) continue;
    if (scope.kind === 'class') {
      if (own !== null) {
        if (isDeclared) return -1;
        continue;
      }
      own = scope;
      if (takesCount(lowering, scope, aritySlot(name, count))) return receiverIn(lowering, scope);
    } else if (isDeclared && (scope.kind === 'module' || lowering.language.modules === 'csharp'))
      return -1;
  }
  return own !== null && mayInherit(lowering, own) ? receiverIn(lowering, own) : -1;
}

/** Whether a method of the class itself takes so many arguments. */
function takesCount({ facts }: Lowering, scope: Scope, slot: string): boolean {
  const members = facts.objects[scope.holder.object]?.class?.members ?? [];
  return scope.holder.exact.has(slot) || members.includes(slot);
}

function mayInherit({ facts, names }: Lowering, scope: Scope): boolean {
  const bases = facts.objects[scope.holder.object]?.class?.bases ?? [];
  return bases.length > 0 && !names.hasStaticStars;
}

/** `this` of a class, or the class itself where its own initializers run. */
function receiverIn({ frame }: Lowering, scope: Scope): number {
  for (let at: typeof frame | null = frame; at !== null; at = at.parent)
    if (at.owner === scope) return frame.self >= 0 ? frame.self : scope.holder.variable;
  return scope.holder.variable;
}
