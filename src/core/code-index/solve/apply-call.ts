import { callMethodOf, callNamed } from './call-names.ts';
import { callPartial, runBuiltin } from './builtins/run-builtin.ts';
import type { Callers } from './callers.ts';
import { callFunction } from './functions.ts';
import { lookUp } from './members.ts';
import { Rule } from './rule.ts';
import type { Solving } from './solving.ts';
import { callExternal } from './typed/library-calls.ts';
import { callTypedInstance, convertTo } from './typed/member-calls.ts';
import { hasArities, hasCallMethods, isConverting, isTyped } from './typed/typed-language.ts';
import { Value } from './values.ts';

/** Connects a call to a value it may call; the receiver is what the value was found on, or -1. */
export function applyCall(callers: Callers, call: number, value: number, receiver: number): void {
  const { solving, calls } = callers;
  const { values } = solving.world;
  // What calls itself in the end, as an instance whose `__call__` is such an instance.
  if (LEADING_ON.has(values.kind(value)) && !calls.passed.add(call, value)) return;
  switch (values.kind(value)) {
    case Value.object:
      applyObject(callers, call, value, receiver);
      return;
    case Value.bound:
      applyCall(callers, call, values.a(value), values.b(value));
      return;
    case Value.instance:
      applyInstance(callers, call, value);
      return;
    case Value.text:
      callNamed(callers, call, solving.world.names.text(values.a(value)));
      return;
    case Value.super:
      constructSuper(callers, call, value);
      return;
    case Value.external:
    case Value.method:
      if (hasTypedCalls(callers, call)) callExternal(callers, call);
      callOutside(callers, call, value);
      return;
    case Value.wrapped:
      calls.wrapped.intern(call, values.a(value));
      return;
    case Value.made:
      if (!calls.isWithin(call, value) && calls.externals.add(call, value))
        callPartial(callers, call, value);
      return;
    default:
  }
}

/** Kinds of values that are called by calling something else. */
const LEADING_ON: ReadonlySet<number> = new Set([Value.instance, Value.text, Value.super]);

/**
 * Calls an instance: by what its language calls then, or as a class where `new` stands before it.
 */
function applyInstance(callers: Callers, call: number, value: number): void {
  const { solving, calls } = callers;
  const { modules } = calls.context(call).file.language;
  if (hasTypedCalls(callers, call)) callTypedInstance(callers, call, value);
  else if (!calls.isNew(call)) callMember(callers, call, value, callMethodOf(modules));
  else if (isJavascript(callers, call)) callMember(callers, call, value, '()new');
  else construct(callers, call, solving.world.values.a(value));
}

function hasTypedCalls({ calls }: Callers, call: number): boolean {
  const { language } = calls.context(call).file;
  return isTyped(language) && !hasCallMethods(language);
}

function isJavascript({ calls }: Callers, call: number): boolean {
  return calls.context(call).file.language.modules === 'javascript';
}

function callOutside(callers: Callers, call: number, value: number): void {
  const { calls } = callers;
  if (calls.isWithin(call, value) || !calls.externals.add(call, value)) return;
  runBuiltin(callers, call, value);
  passDecorated(callers, call);
}

/** A decorator from outside the repository is taken to return what it decorates. */
function passDecorated({ solving, calls }: Callers, call: number): void {
  if (!calls.isDecorator(call) || calls.isImplied(call)) return;
  const [from, to] = [calls.argument(call, 0), calls.result(call)];
  if (from >= 0 && to >= 0) solving.graph.addEdge(from, to);
}

function applyObject(callers: Callers, call: number, value: number, receiver: number): void {
  const { solving, calls } = callers;
  const { values } = solving.world;
  const object = solving.world.object(value);
  if (object?.kind === 'class') {
    construct(callers, call, value);
    return;
  }
  if (object?.function === undefined) return;
  if (!calls.isNew(call) || object.function.isConstructor) {
    callFunction(solving, calls, call, { value, receiver: receiverFor(callers, value, receiver) });
    return;
  }
  const instance = values.instance(value);
  callFunction(solving, calls, call, { value, receiver: instance });
  const result = calls.result(call);
  if (result >= 0) solving.graph.add(result, instance);
}

/**
 * Static functions receive nothing; through a class only class methods (and `this` of static ones)
 * receive the class.
 */
function receiverFor({ solving }: Callers, value: number, receiver: number): number {
  if (receiver < 0) return -1;
  const { world } = solving;
  const fact = world.function(value);
  const language = world.fileOf(value)?.language;
  if (fact === undefined || language === undefined) return -1;
  if (language.receiver !== 'first_parameter') return receiver;
  if (fact.isStatic) return -1;
  const isInstance = world.values.kind(receiver) === Value.instance;
  if (fact.isClassMethod) return isInstance ? world.values.a(receiver) : receiver;
  return isInstance ? receiver : -1;
}

/** Makes an instance and hands it to the constructors of the class. */
function construct(callers: Callers, call: number, ofClass: number): void {
  const { solving, calls } = callers;
  const { language } = calls.context(call).file;
  if (isConverting(language)) {
    convertTo(callers, call, ofClass);
    return;
  }
  if (language.modules === 'javascript' && solving.world.class(ofClass)?.isInterface === true)
    return;
  const before = calls.constructions.size;
  if (calls.constructions.intern(call, ofClass) !== before) return;
  const instance = solving.world.values.instance(ofClass);
  const result = calls.result(call);
  if (result >= 0) solving.graph.add(result, instance);
  const count = calls.argumentCount(call) + calls.keywordCount(call);
  for (const name of constructorNames(solving, ofClass))
    callMember(callers, call, instance, hasArities(language) ? `${name}/${count}` : name);
}

/** `super(…)` runs the constructor of what follows in the hierarchy. */
function constructSuper(callers: Callers, call: number, value: number): void {
  const { solving, calls } = callers;
  calls.supers.intern(call, solving.world.values.a(value));
  for (const name of constructorNames(solving, solving.world.values.a(value)))
    callMember(callers, call, value, name);
}

export function constructorNames(solving: Solving, ofClass: number): string[] {
  const file = solving.world.fileOf(ofClass);
  if (file === undefined) return [];
  const own = file.facts.symbols[solving.world.object(ofClass)?.symbol ?? -1]?.name ?? '';
  return file.language.constructors.map((name) => (name === '<class>' ? own : name));
}

function callMember(callers: Callers, call: number, value: number, name: string): void {
  const { solving, calls, hierarchy } = callers;
  lookUp(solving, hierarchy, value, {
    context: calls.context(call),
    name: solving.world.names.intern(name),
    rule: Rule.bindCall,
    target: call,
  });
}
