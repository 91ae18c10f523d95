import { packRule } from './flow-graph.ts';
import type { Hierarchy } from './hierarchy.ts';
import { connectModuleSlot } from './imports.ts';
import { type MemberUse, Rule, asCallee, asFound, asValue } from './rule.ts';
import type { Context, Solving } from './solving.ts';
import { Shape, Value } from './values.ts';

/** Where a member is looked for and what is done with it. */
export interface MemberWanted {
  context: Context;
  name: number;
  /**
   * Rule.bindLoad with a node; Rule.bindCall or Rule.bindBelow with a call; Rule.overridden with a
   * method.
   */
  rule:
    | typeof Rule.bindLoad
    | typeof Rule.bindCall
    | typeof Rule.bindBelow
    | typeof Rule.overridden;
  target: number;
  /** What the member is bound to, when that is not the value it is found on. */
  as?: number;
  /** Values of the chain of prototypes that have been looked at; prototypes may go in rings. */
  seen?: Set<number>;
}

function putTo(wanted: MemberWanted, found: number): MemberUse {
  const receiver = wanted.as ?? found;
  if (wanted.rule === Rule.bindLoad) return asValue(wanted.target, receiver);
  if (wanted.rule === Rule.bindCall) return asCallee(wanted.target, receiver);
  return asFound(wanted.rule, wanted.target);
}

/** Whether the level of the solver reaches the members of a value. */
function mayLookInto({ world }: Solving, value: number): boolean {
  const kind = world.values.kind(value);
  if (kind === Value.package || kind === Value.external || kind === Value.text)
    return world.settings.uses('import');
  if (kind !== Value.object) return world.settings.uses(kind === Value.made ? 'full' : 'class');
  const object = world.object(value)?.kind;
  if (object === 'module') return world.settings.uses('import');
  return world.settings.uses(object === 'class' || object === 'function' ? 'class' : 'full');
}

/**
 * Looks for a member of a value: what is found, now or later, is bound to the value and put to the
 * use.
 */
export function lookUp(
  solving: Solving,
  hierarchy: Hierarchy,
  value: number,
  wanted: MemberWanted,
): void {
  const { world } = solving;
  const { values } = world;
  const { context, name } = wanted;
  if (!mayLookInto(solving, value)) return;
  switch (values.kind(value)) {
    case Value.object:
      lookUpObject(solving, hierarchy, value, wanted);
      return;
    case Value.instance:
      hierarchy.search(context, values.a(value), {
        ...putTo(wanted, value),
        name,
        after: -1,
        withFields: true,
      });
      lookUpPrototypes(solving, hierarchy, value, wanted);
      return;
    case Value.super:
      lookUpSuper(solving, hierarchy, value, wanted);
      return;
    case Value.package:
    case Value.made:
    case Value.prototype:
      lookUpSlot(solving, value, wanted);
      lookUpBuiltin(solving, value, wanted);
      lookUpPrototypes(solving, hierarchy, value, wanted);
      return;
    case Value.external:
      lookUpExternal(solving, value, wanted);
      return;
    case Value.text:
      lookUpExternal(solving, values.intern(Value.external, world.names.intern('str')), wanted);
      return;
    default:
  }
}

function lookUpExternal(solving: Solving, value: number, wanted: MemberWanted): void {
  const { names, values } = solving.world;
  const name = names.join(values.a(value), wanted.name);
  if (name < 0) return;
  const use = { ...putTo(wanted, -1), context: wanted.context };
  put(solving, values.intern(Value.external, name), use);
}

function lookUpObject(
  solving: Solving,
  hierarchy: Hierarchy,
  value: number,
  wanted: MemberWanted,
): void {
  const { context, name } = wanted;
  const { world } = solving;
  const object = world.object(value);
  if (object?.kind === 'module') {
    const file = world.fileOf(value);
    if (file === undefined) return;
    const use = putTo(wanted, -1);
    const node = solving.temporary(context);
    solving.graph.addConstraint(node, use.rule, use.receiver, 0);
    connectModuleSlot(solving, context, file, { name, node });
    return;
  }
  if (object?.kind === 'class') {
    const use = putTo(wanted, value);
    hierarchy.search(context, value, { ...use, name, after: -1, withFields: false });
    return;
  }
  lookUpSlot(solving, value, wanted);
  lookUpBuiltin(solving, value, wanted);
  lookUpPrototypes(solving, hierarchy, value, wanted);
}

/** Methods that containers and functions have by themselves. */
function lookUpBuiltin(solving: Solving, value: number, wanted: MemberWanted): void {
  const { world } = solving;
  const builtins = world.settings.builtinsOf(wanted.context.file.language);
  if (builtins === undefined) return;
  const isFunction = world.function(value) !== undefined;
  const methods = isFunction ? builtins.functionMethods : builtins.methods;
  if (!isFunction && !isContainer(solving, value)) return;
  if (!methods.has(world.names.text(wanted.name))) return;
  const method = world.values.intern(Value.method, wanted.name, value);
  put(solving, method, { ...putTo(wanted, -1), context: wanted.context });
}

/** `super` starts behind its class, in the order of whatever receives the call. */
function lookUpSuper(
  solving: Solving,
  hierarchy: Hierarchy,
  value: number,
  wanted: MemberWanted,
): void {
  const { values } = solving.world;
  const receiver = values.b(value);
  const after = values.a(value);
  const ofClass =
    receiver >= 0 && values.kind(receiver) === Value.instance ? values.a(receiver) : after;
  hierarchy.search(wanted.context, ofClass, {
    ...putTo(wanted, receiver),
    name: wanted.name,
    after,
    withFields: false,
  });
}

/** A slot of a container or function, and what may be in any slot of it. */
function lookUpSlot(solving: Solving, value: number, wanted: MemberWanted): void {
  const { slots } = solving.world;
  const { context, name } = wanted;
  const use = putTo(wanted, value);
  const { graph } = solving;
  const node = solving.readCell(context, value, name === slots.any ? slots.all : name);
  graph.addConstraint(node, use.rule, use.receiver, 0);
  if (!isElement(solving, value, wanted)) return;
  const any = solving.readCell(context, value, slots.any);
  graph.addConstraint(any, use.rule, use.receiver, 0);
  // What was appended comes after the elements that have a place; it is only there for places that
  // are not taken.
  solving.deferred.decideLater(() => {
    if (!graph.isEmpty(node)) return;
    const tail = solving.readCell(context, value, slots.tail);
    graph.addConstraint(tail, use.rule, use.receiver, 0);
  });
}

/**
 * Whether a name means an element of a container, so that elements whose place is unknown may be
 * meant as well.
 */
function isElement(solving: Solving, value: number, { context, name }: MemberWanted): boolean {
  const { names, slots } = solving.world;
  if (name === slots.any || !isContainer(solving, value)) return false;
  const text = names.text(name);
  if (context.file.language.modules !== 'javascript') return text.startsWith('[');
  return isRecord(solving, value) || /^\d+$/.test(text);
}

/** Whether a container is an object with named members rather than a collection. */
function isRecord(solving: Solving, value: number): boolean {
  const { values } = solving.world;
  if (values.kind(value) === Value.made) return (values.b(value) & 7) === Shape.object;
  return solving.world.object(value)?.kind === 'object';
}

/** Puts one value to a use. */
function put(solving: Solving, value: number, use: MemberUse & { context: Context }): void {
  const node = solving.temporary(use.context);
  solving.graph.addConstraint(node, use.rule, use.receiver, 0);
  solving.graph.add(node, value);
}

/** Name of the slot of an element by position. */
export function elementSlot(solving: Solving, index: number): number {
  return solving.world.slots.element(index);
}

/**
 * Whether a value holds its elements in slots: a list, dict or object, literal or made by a
 * built-in call.
 */
export function isContainer(solving: Solving, value: number): boolean {
  const { world } = solving;
  if (world.values.kind(value) === Value.made) return true;
  const kind = world.object(value)?.kind;
  return kind === 'list' || kind === 'dict' || kind === 'object' || kind === 'promise';
}

/** Whether a container is a list: nobody asks for the keys of one, and there are many. */
export function isList(solving: Solving, value: number): boolean {
  const { values } = solving.world;
  if (values.kind(value) === Value.made) return (values.b(value) & 7) === Shape.list;
  return solving.world.object(value)?.kind === 'list';
}

/** Writes a member: an edge from the node into the cell of every object the value stands for. */
export function writeMember(
  solving: Solving,
  object: number,
  wanted: { context: Context; name: number; node: number },
): void {
  const { world, graph } = solving;
  const { slots, values } = world;
  const { context, name, node } = wanted;
  if (values.kind(object) === Value.instance && !world.settings.uses('type')) return;
  // However an instance is known, its fields are those of all instances of its class.
  const holder =
    values.kind(object) === Value.instance ? values.instance(values.a(object)) : object;
  const into = (slot: number): void => graph.addEdge(node, solving.cellNode(context, holder, slot));
  into(name);
  if (isContainer(solving, object)) {
    into(slots.all);
    if (name !== slots.any && !isList(solving, object))
      graph.add(solving.cellNode(context, object, slots.keys), values.intern(Value.text, name));
    return;
  }
  const { package: packageName } = context.file.facts;
  if (packageName !== '' && object === context.file.objects[0]) {
    const packageValue = values.intern(Value.package, world.names.intern(packageName));
    graph.addEdge(node, solving.cellNode(context, packageValue, name));
  }
}

/** All values some element of a container may have. */
export function connectElements(
  solving: Solving,
  context: Context,
  container: number,
  node: number,
): void {
  const { slots } = solving.world;
  solving.graph.addEdge(solving.readCell(context, container, slots.all), node);
}

/**
 * JavaScript's prototypes. Functions have one (`F.prototype`); an instance made by `new F()` looks
 * there, in objects assigned to `F.prototype`, and in what those were created from.
 */
function lookUpPrototypes(
  solving: Solving,
  hierarchy: Hierarchy,
  value: number,
  wanted: MemberWanted,
): void {
  const { context, name } = wanted;
  if (context.file.language.modules !== 'javascript') return;
  const { world, graph } = solving;
  const { slots, values } = world;
  if (world.function(value) !== undefined && name === slots.prototype) {
    const prototype = values.intern(Value.prototype, value);
    put(solving, prototype, { ...putTo(wanted, -1), context });
    return;
  }
  const parents: number[] = [];
  if (values.kind(value) === Value.instance) {
    const made = values.a(value);
    if (world.function(made) === undefined) return;
    parents.push(solving.readCell(context, made, slots.prototype));
    const prototype = values.intern(Value.prototype, made);
    parents.push(solving.readCell(context, prototype, slots.parent));
    const use = putTo(wanted, value);
    const node = solving.readCell(context, prototype, name);
    graph.addConstraint(node, use.rule, use.receiver, 0);
  } else parents.push(solving.readCell(context, value, slots.parent));
  const seen = wanted.seen ?? new Set([value]);
  const watch = solving.deferred.watch((parent) => {
    if (seen.has(parent)) return;
    seen.add(parent);
    lookUp(solving, hierarchy, parent, { ...wanted, as: wanted.as ?? value, seen });
  });
  for (const parent of parents) graph.addConstraint(parent, packRule(Rule.watch, watch), 0, 0);
}
