import type { Callers } from '../callers.ts';
import { packRule } from '../flow-graph.ts';
import { lookUp } from '../members.ts';
import { Rule } from '../rule.ts';
import type { Context } from '../solving.ts';
import { DECLARED, OVERRIDING, Value } from '../values.ts';
import { isTyped } from './typed-language.ts';

/** Slot of a class or interface that holds the classes directly below it. */
const SUBCLASSES = '()subclasses';
/** Package whose members are, for every method name of Go, the types that have such a method. */
const METHOD_SETS = 'go:()methods';
/** Package whose members are, for every method name of Go, the interfaces that ask for it. */
export const INTERFACES = 'go:()interfaces';

/**
 * A call on an interface or abstract class may reach the methods of everything below it. Only a
 * receiver known by its declared type asks for that, and Rust's traits where they are named in a
 * path.
 */
export function callOverrides(
  callers: Callers,
  call: number,
  { value, name }: { value: number; name: number },
): void {
  const { solving, calls } = callers;
  const { world } = solving;
  const isClass = world.values.kind(value) === Value.object;
  if (!isClass && world.values.b(value) !== DECLARED) return;
  const ofClass = isClass ? value : world.values.a(value);
  const context = calls.context(call);
  const file = world.fileOf(ofClass);
  if (file !== context.file) solving.note(context, ofClass, world.slots.outline);
  const fact = world.class(ofClass);
  if (fact === undefined || !(fact.isInterface || fact.isAbstract)) return;
  if (file?.language.modules === 'go') callStructural(callers, call, { ofClass, name });
  else if (!isClass || file?.language.modules === 'rust')
    callBelow(callers, call, { ofClass, name });
}

function callBelow(
  { solving, calls }: Callers,
  call: number,
  { ofClass, name }: { ofClass: number; name: number },
): void {
  const slot = solving.world.names.intern(SUBCLASSES);
  const node = solving.readCell(calls.context(call), ofClass, slot);
  solving.graph.addConstraint(node, packRule(Rule.override, call), name, 0);
}

/** A class below has become known. */
export function callOverride(callers: Callers, call: number, name: number, ofClass: number): void {
  const { solving, calls, hierarchy } = callers;
  const { world } = solving;
  const kind = world.object(ofClass)?.kind;
  if (world.values.kind(ofClass) === Value.more) calls.beyond.add(call);
  if (kind !== 'class' && kind !== 'object') return;
  const before = calls.overrides.size;
  if (calls.overrides.intern(call, ofClass) !== before) return;
  const context = calls.context(call);
  const rule = isTyped(context.file.language) ? Rule.bindCall : Rule.bindBelow;
  const instance = world.values.intern(Value.instance, ofClass, OVERRIDING);
  const found = kind === 'class' ? instance : ofClass;
  lookUp(solving, hierarchy, found, { context, name, rule, target: call });
  if (kind === 'class') callBelow(callers, call, { ofClass, name });
}

/**
 * A call has reached a method without a body, of an interface or abstract class: what the classes
 * below have in its place may run. The compiler's answer is the method without a body, so these are
 * guesses, and nothing is handed to them.
 */
export function callInPlace(callers: Callers, call: number, receiver: number): void {
  const { solving, calls } = callers;
  const { values } = solving.world;
  const name = calls.property(call);
  if (receiver < 0 || name < 0 || values.kind(receiver) !== Value.instance) return;
  if (!isTyped(calls.context(call).file.language))
    callBelow(callers, call, { ofClass: values.a(receiver), name });
}

/** Go: every type that has all methods of the interface. */
function callStructural(
  callers: Callers,
  call: number,
  { ofClass, name }: { ofClass: number; name: number },
): void {
  const { solving, calls } = callers;
  const { world } = solving;
  const context = calls.context(call);
  const space = world.values.intern(Value.package, world.names.intern(METHOD_SETS));
  const node = solving.readCell(context, space, name);
  solving.graph.addConstraint(node, packRule(Rule.satisfy, call), ofClass, name);
}

/** A type has the called method: it is reached when it has the interface's other methods too. */
export function callSatisfying(
  callers: Callers,
  call: number,
  { candidate, ofInterface, name }: { candidate: number; ofInterface: number; name: number },
): void {
  const { solving, calls } = callers;
  const node = satisfying(callers, calls.context(call), { candidate, ofInterface, name });
  solving.graph.addConstraint(node, packRule(Rule.override, call), name, 0);
}

/**
 * A node that holds a type once it has all methods of an interface, one of which it is known to
 * have.
 */
export function satisfying(
  { solving, hierarchy }: Callers,
  context: Context,
  { candidate, ofInterface, name }: { candidate: number; ofInterface: number; name: number },
): number {
  const { world } = solving;
  const others = hierarchy
    .order(context, ofInterface)
    .flatMap((each) => world.class(each)?.members ?? [])
    .filter((member) => member !== world.names.text(name));
  let node = solving.temporary(context);
  solving.graph.add(node, candidate);
  const space = world.values.intern(Value.package, world.names.intern(METHOD_SETS));
  for (const member of others) {
    const next = solving.temporary(context);
    const cell = solving.readCell(context, space, world.names.intern(member));
    solving.graph.addConstraint(cell, packRule(Rule.same, node), next, 0);
    node = next;
  }
  return node;
}

/** Lets a value through that another node holds, too. */
export function passSame({ solving }: Callers, from: number, to: number, value: number): void {
  solving.graph.addConstraint(from, packRule(Rule.only, to), value, 0);
}
