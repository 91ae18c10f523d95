import { applyCall } from './apply-call.ts';
import type { Callers } from './callers.ts';
import { packRule } from './flow-graph.ts';
import { runGetter, takesReceiverFirst } from './functions.ts';
import { connectIterated } from './iterate.ts';
import { readKey, writeKey } from './keyed.ts';
import { connectElements, isContainer, isList, lookUp, writeMember } from './members.ts';
import { Rule } from './rule.ts';
import type { Context, Solving } from './solving.ts';
import { isTyped } from './typed/typed-language.ts';
import { callTypedMember } from './typed/member-calls.ts';
import { isWrappedLoad } from './typed/library-calls.ts';
import { callInPlace, callOverride, callSatisfying, passSame } from './typed/overrides.ts';
import { DECLARED, Shape, Value } from './values.ts';

/** What each kind of constraint does when its node gets a value. */
export function fireRule(callers: Callers, at: number, value: number): void {
  const { graph } = callers.solving;
  actions[graph.ruleKind(at)]?.(callers, at, value);
}

type Action = (callers: Callers, at: number, value: number) => void;

const actions: Action[] = [];

actions[Rule.load] = ({ solving, hierarchy }, at, value) => {
  const node = solving.graph.ruleA(at);
  if (isWrappedLoad(solving, { node, value, name: solving.graph.ruleB(at) }))
    solving.graph.add(node, value);
  lookUp(solving, hierarchy, value, {
    context: solving.contextOf(node),
    name: solving.graph.ruleB(at),
    rule: Rule.bindLoad,
    target: node,
  });
};

actions[Rule.store] = ({ solving }, at, value) => {
  const node = solving.graph.ruleA(at);
  const context = solving.contextOf(node);
  const name = solving.graph.ruleB(at);
  if (
    mayHoldMembers(solving.world.values.kind(value)) &&
    !isDeclared(solving, context, { value, name })
  )
    writeMember(solving, value, { context, name, node });
};

/** Whether the class of an instance declares a field with a type that says all of its values. */
function isDeclared(
  solving: Solving,
  context: Context,
  { value, name }: { value: number; name: number },
): boolean {
  const { names, slots, values } = solving.world;
  if (values.kind(value) !== Value.instance) return false;
  const ofClass = values.a(value);
  if (values.file(ofClass) !== context.file.id) solving.note(context, ofClass, slots.outline);
  const declared = solving.world.class(ofClass)?.declaredFields;
  return declared?.includes(names.text(name)) === true;
}

actions[Rule.declare] = ({ solving }, at, value) => {
  const node = solving.graph.ruleA(at);
  const context = solving.contextOf(node);
  if (mayHoldMembers(solving.world.values.kind(value)))
    writeMember(solving, value, { context, name: solving.graph.ruleB(at), node });
};

actions[Rule.write] = ({ solving }, at, value) => {
  const { values } = solving.world;
  const kind = values.kind(value);
  const isOfClass = kind === Value.instance && solving.world.class(values.a(value)) !== undefined;
  if (isOfClass || !mayHoldMembers(kind)) return;
  const node = solving.graph.ruleA(at);
  const context = solving.contextOf(node);
  writeMember(solving, value, { context, name: solving.graph.ruleB(at), node });
};

function mayHoldMembers(kind: number): boolean {
  return (
    kind === Value.object ||
    kind === Value.instance ||
    kind === Value.made ||
    kind === Value.package ||
    kind === Value.prototype
  );
}

actions[Rule.instance] = ({ solving }, at, value) => {
  const { world, graph } = solving;
  const node = graph.ruleA(at);
  const isMade = graph.ruleB(at) === 1;
  const isTypedFile = isTyped(solving.contextOf(node).file.language);
  if (world.object(value)?.kind === 'class')
    graph.add(
      node,
      world.values.intern(Value.instance, value, isTypedFile && !isMade ? DECLARED : -1),
    );
  else if (isTypedFile && world.values.kind(value) === Value.external) graph.add(node, value);
  else if (
    solving.contextOf(node).file.language.trustsTypes &&
    !isDefinedFunction(solving, value) &&
    mayHoldMembers(world.values.kind(value))
  )
    graph.add(node, value);
};

/** Functions of the program are no types, even where a type has the same name. */
function isDefinedFunction(solving: Solving, value: number): boolean {
  const object = solving.world.object(value);
  return object?.function !== undefined && object.symbol >= 0;
}

actions[Rule.element] = ({ solving }, at, value) => {
  const node = solving.graph.ruleA(at);
  if (isContainer(solving, value) && solving.world.settings.uses('full'))
    connectIterated(solving, solving.contextOf(node), value, node);
};

actions[Rule.await] = ({ solving }, at, value) => {
  const { graph, world } = solving;
  const node = graph.ruleA(at);
  const isPromise =
    world.object(value)?.kind === 'promise' ||
    (world.values.kind(value) === Value.made && (world.values.b(value) & 7) === Shape.promise);
  if (isPromise) connectElements(solving, solving.contextOf(node), value, node);
  else graph.add(node, value);
};

actions[Rule.loadKeyOf] = ({ solving, hierarchy }, at, value) => {
  const { graph } = solving;
  const node = graph.ruleA(at);
  readKey(solving, hierarchy, solving.contextOf(node), { value, keys: graph.ruleB(at), node });
};

actions[Rule.storeKeyOf] = ({ solving }, at, value) => {
  const { graph } = solving;
  const node = graph.ruleA(at);
  writeKey(solving, solving.contextOf(node), value, { keys: graph.ruleB(at), node });
};

actions[Rule.watch] = ({ solving }, at, value) => {
  solving.deferred.callWatch(solving.graph.ruleA(at), value);
};

actions[Rule.merge] = ({ solving }, at, value) => {
  const { graph } = solving;
  if (isContainer(solving, value))
    graph.addConstraint(graph.ruleA(at), packRule(Rule.mergeFrom, value), 0, 0);
};

actions[Rule.mergeFrom] = ({ solving }, at, value) => {
  const { graph, world } = solving;
  const from = graph.ruleA(at);
  if (!isContainer(solving, value) || from === value) return;
  // Whoever merges reads the keys of the one and writes to the other; any of its files may.
  const context = solving.contextOf(graph.firing);
  const keys = solving.readCell(context, from, world.slots.keys);
  graph.addConstraint(keys, packRule(Rule.mergeSlot, from), value, 0);
  const { slots } = world;
  const any = solving.readCell(context, from, isList(solving, from) ? slots.all : slots.any);
  writeMember(solving, value, { context, name: slots.any, node: any });
};

actions[Rule.mergeSlot] = ({ solving }, at, value) => {
  const { graph, world } = solving;
  if (world.values.kind(value) !== Value.text) return;
  const context = solving.contextOf(graph.firing);
  const name = world.values.a(value);
  const node = solving.readCell(context, graph.ruleA(at), name);
  writeMember(solving, graph.ruleB(at), { context, name, node });
};

actions[Rule.call] = (callers, at, value) => {
  const { solving } = callers;
  const call = solving.graph.ruleA(at);
  const self = solving.graph.ruleB(at) - 1;
  applyCall(callers, call, value, -1);
  if (self < 0) return;
  const watch = solving.deferred.watch((receiver) => applyCall(callers, call, value, receiver));
  solving.graph.addConstraint(self, packRule(Rule.watch, watch), 0, 0);
};

actions[Rule.callMember] = (callers, at, value) => {
  const { solving, calls, hierarchy } = callers;
  const call = solving.graph.ruleA(at);
  const name = solving.graph.ruleB(at);
  const context = calls.context(call);
  if (isTyped(context.file.language)) callTypedMember(callers, call, value, name);
  else lookUp(solving, hierarchy, value, { context, name, rule: Rule.bindCall, target: call });
};

actions[Rule.override] = (callers, at, value) => {
  const { graph } = callers.solving;
  callOverride(callers, graph.ruleA(at), graph.ruleB(at), value);
};

actions[Rule.satisfy] = (callers, at, value) => {
  const { graph } = callers.solving;
  const parts = { candidate: value, ofInterface: graph.ruleB(at), name: graph.ruleC(at) };
  callSatisfying(callers, graph.ruleA(at), parts);
};

actions[Rule.same] = (callers, at, value) => {
  const { graph } = callers.solving;
  passSame(callers, graph.ruleA(at), graph.ruleB(at), value);
};

actions[Rule.only] = ({ solving }, at, value) => {
  const { graph } = solving;
  if (value === graph.ruleB(at)) graph.add(graph.ruleA(at), value);
};

actions[Rule.functions] = ({ solving }, at, value) => {
  if (solving.world.function(value) !== undefined)
    solving.graph.add(solving.graph.ruleA(at), value);
};

actions[Rule.callFunction] = (callers, at, value) => {
  const { solving } = callers;
  const kind = solving.world.values.kind(value);
  const isFunction = solving.world.function(value) !== undefined || kind === Value.bound;
  if (isFunction) applyCall(callers, solving.graph.ruleA(at), value, -1);
};

actions[Rule.bindLoad] = ({ solving, calls }, at, value) => {
  const { graph, world } = solving;
  const node = graph.ruleA(at);
  const receiver = graph.ruleB(at);
  const fact = world.function(value);
  const file = world.fileOf(value);
  if (fact === undefined || file === undefined || receiver < 0) {
    graph.add(node, value);
    return;
  }
  const context = solving.contextOf(node);
  if (file !== context.file) solving.note(context, value, world.slots.outline);
  // In Rust a field and a method may share a name, and only fields are read.
  const isInstance = world.values.kind(receiver) === Value.instance;
  if (context.file.language.modules === 'rust' && isInstance && fact.self >= 0) return;
  if (fact.isSetter) return;
  if (fact.isGetter) {
    calls.getters.intern(node, value);
    const result = runGetter(solving, context, value, receiver);
    if (result >= 0) graph.addEdge(result, node);
    return;
  }
  const kind = world.values.kind(receiver);
  const mayBind =
    takesReceiverFirst({ fact, file }) && (kind === Value.instance || fact.isClassMethod);
  graph.add(node, mayBind ? world.values.intern(Value.bound, value, receiver) : value);
};

actions[Rule.bindCall] = (callers, at, value) => {
  const { graph, world } = callers.solving;
  const receiver = graph.ruleB(at);
  if (receiver >= 0 && world.function(value)?.isGetter === true)
    callRead(callers, graph.ruleA(at), value, receiver);
  else applyCall(callers, graph.ruleA(at), value, receiver);
  if (world.function(value)?.isAbstract === true) callInPlace(callers, graph.ruleA(at), receiver);
};

actions[Rule.bindBelow] = ({ solving, calls }, at, value) => {
  const { graph, world } = solving;
  const fact = world.function(value);
  if (fact !== undefined && !fact.isAbstract) calls.below.intern(graph.ruleA(at), value);
};

/** `x.member()` where the member has a getter: the getter runs, and what it returns is called. */
function callRead(
  { solving, calls }: Callers,
  call: number,
  getter: number,
  receiver: number,
): void {
  const context = calls.context(call);
  calls.targets.intern(call, getter * 2 + 1);
  const result = runGetter(solving, context, getter, receiver);
  if (result >= 0) solving.graph.addConstraint(result, packRule(Rule.call, call), -1, 0);
}

actions[Rule.overridden] = ({ solving, calls }, at, value) => {
  const { graph, world } = solving;
  if (world.function(value)?.isAbstract === true) calls.overridden.intern(graph.ruleA(at), value);
};

actions[Rule.base] = ({ solving, hierarchy }, at) => {
  hierarchy.touch(solving.graph.ruleA(at));
};

actions[Rule.superOf] = ({ solving }, at, value) => {
  const { graph, world } = solving;
  graph.add(graph.ruleA(at), world.values.intern(Value.super, graph.ruleB(at), value));
};
