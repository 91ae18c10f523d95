import type { Callers } from '../callers.ts';
import { packRule } from '../flow-graph.ts';
import { isContainer, lookUp } from '../members.ts';
import { Rule } from '../rule.ts';
import { Value } from '../values.ts';
import { callContainer, callWrapped } from './library-calls.ts';
import { UNWRAPPING } from './library-methods.ts';
import { callOverrides } from './overrides.ts';
import { hasArities } from './typed-language.ts';

/** Methods of functions themselves that give a function back. */
const COMBINATORS = new Set([
  'andThen',
  'compose',
  'negate',
  'and',
  'or',
  'reversed',
  'thenComparing',
]);
const INVOKERS = new Set(['Invoke', 'DynamicInvoke', 'BeginInvoke']);

/** Calls a method of a value in a language with declared types. */
export function callTypedMember(callers: Callers, call: number, value: number, name: number): void {
  const { solving } = callers;
  const { world } = solving;
  const object = world.object(value);
  if (object?.kind === 'function') {
    callFunctionObject(callers, call, value, world.names.text(name));
    return;
  }
  if (isContainer(solving, value)) callContainer(callers, call, value, world.names.text(name));
  const kind = world.values.kind(value);
  const isClass = object?.kind === 'class';
  if (isClass && callers.calls.context(call).file.language.modules === 'ruby')
    callClassMethod(callers, call, value, name);
  else if (isClass || kind === Value.instance || kind === Value.super)
    callMethod(callers, call, { value, name, isClass });
  else find(callers, call, value, name);
}

/**
 * Calls a method that classes define: under its name and number of arguments where that
 * distinguishes methods.
 */
function callMethod(
  callers: Callers,
  call: number,
  { value, name, isClass }: { value: number; name: number; isClass: boolean },
): void {
  const { solving, calls } = callers;
  const { world } = solving;
  const { language } = calls.context(call).file;
  const method = hasArities(language) ? arityName(callers, call, name) : name;
  find(callers, call, value, method);
  if (method !== name) find(callers, call, value, name);
  if (world.values.kind(value) === Value.super) return;
  const text = world.names.text(name);
  if (isClass && language.modules === 'rust') callDerived(callers, call, value, text);
  callOverrides(callers, call, { value, name: method });
  if (!isClass) callWrapped(callers, call, value, text);
}

/** Ruby: a method of the class itself, else of a module that the class is extended with. */
function callClassMethod(callers: Callers, call: number, ofClass: number, name: number): void {
  const { solving, calls, hierarchy } = callers;
  const { world } = solving;
  const own = world.names.intern(`self.${world.names.text(name)}`);
  find(callers, call, ofClass, own);
  solving.deferred.decideLater(() => {
    const order = hierarchy.order(calls.context(call), ofClass);
    const hasOwn = order.some(
      (each) => world.fileOf(each)?.members(world.values.index(each)).has(own) === true,
    );
    if (!hasOwn) find(callers, call, ofClass, name);
  });
}

/** `name/2`: the method of that name which takes as many arguments as the call has. */
export function arityName({ solving, calls }: Callers, call: number, name: number): number {
  const { names } = solving.world;
  const count = calls.argumentCount(call) + calls.keywordCount(call);
  return names.intern(`${names.text(name)}/${count}`);
}

function find(
  { solving, calls, hierarchy }: Callers,
  call: number,
  value: number,
  name: number,
): void {
  lookUp(solving, hierarchy, value, {
    context: calls.context(call),
    name,
    rule: Rule.bindCall,
    target: call,
  });
}

/**
 * Functions that Rust derives or converts with, which give an instance of the type they are called
 * on.
 */
const MAKING = new Set([
  'default',
  'from',
  'try_from',
  'from_str',
  'parse',
  'from_iter',
  'new_unchecked',
]);

function callDerived(
  { solving, calls }: Callers,
  call: number,
  ofClass: number,
  name: string,
): void {
  const result = calls.result(call);
  if (result < 0) return;
  if (MAKING.has(name)) solving.graph.add(result, solving.world.values.instance(ofClass));
  // The name of a struct without fields is its instance, which gives itself back.
  if (name === 'clone' || name === 'to_owned') solving.graph.add(result, ofClass);
}

/** A function behind an interface of one method is called by whatever that method's name is. */
function callFunctionObject(callers: Callers, call: number, value: number, name: string): void {
  const { solving, calls } = callers;
  const { modules } = calls.context(call).file.language;
  const result = calls.result(call);
  const isGivenBack =
    (modules === 'java' && COMBINATORS.has(name)) || (modules === 'rust' && UNWRAPPING.has(name));
  if (isGivenBack) {
    if (result >= 0) solving.graph.add(result, value);
    return;
  }
  if (modules === 'java' || (modules === 'csharp' && INVOKERS.has(name)))
    callers.apply(call, value, -1);
  else if (modules === 'rust' || modules === 'go')
    find(callers, call, value, solving.world.names.intern(name));
}

/**
 * Calls an instance itself: a converted function in Go; in Java the accessor of a record's
 * component.
 */
export function callTypedInstance(callers: Callers, call: number, value: number): void {
  const { solving, calls } = callers;
  const { modules } = calls.context(call).file.language;
  const result = calls.result(call);
  if (modules === 'go') find(callers, call, value, solving.world.names.intern(CONVERTED));
  else if (modules === 'java' && result >= 0) solving.graph.add(result, value);
}

/** Slot of what was converted to a named type. */
export const CONVERTED = '()value';

/**
 * A conversion or a tuple struct: an instance that holds the arguments, and no call of anything.
 */
export function convertTo(callers: Callers, call: number, ofClass: number): void {
  const { solving, calls } = callers;
  const { graph, world } = solving;
  const context = calls.context(call);
  const instance = world.values.instance(ofClass);
  const result = calls.result(call);
  if (result >= 0) graph.add(result, instance);
  for (let index = 0; index < calls.argumentCount(call); index++) {
    const node = calls.argument(call, index);
    if (node < 0) continue;
    const slot = context.file.language.modules === 'go' ? CONVERTED : String(index);
    const into = solving.temporary(context);
    graph.add(into, instance);
    graph.addConstraint(into, packRule(Rule.store, node), world.names.intern(slot), 0);
  }
}
