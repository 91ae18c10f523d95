import { packRule } from './flow-graph.ts';
import type { Hierarchy } from './hierarchy.ts';
import { connectModuleSlot } from './imports.ts';
import { type MemberUse, Rule, useAsCallee, useAsValue } from './rule.ts';
import type { Context, Solving } from './solving.ts';
import { Value } from './values.ts';

/** Where a member is looked for and what is done with it. */
export interface MemberWanted {
  context: Context;
  name: number;
  /** Rule.bindLoad with a node, or Rule.bindCall with a call. */
  rule: typeof Rule.bindLoad | typeof Rule.bindCall;
  target: number;
}

function useWith(wanted: MemberWanted, receiver: number): MemberUse {
  return wanted.rule === Rule.bindLoad
    ? useAsValue(wanted.target, receiver)
    : useAsCallee(wanted.target, receiver);
}

/** Looks for a member of a value: what is found, now or later, is bound to the value and put to the use. */
export function lookUp(
  solving: Solving,
  hierarchy: Hierarchy,
  value: number,
  wanted: MemberWanted,
): void {
  const { world } = solving;
  const { values } = world;
  const { context, name } = wanted;
  switch (values.kind(value)) {
    case Value.object:
      lookUpObject(solving, hierarchy, value, wanted);
      return;
    case Value.instance:
      hierarchy.search(context, values.a(value), {
        ...useWith(wanted, value),
        name,
        after: -1,
        withFields: true,
      });
      return;
    case Value.super:
      lookUpSuper(solving, hierarchy, value, wanted);
      return;
    case Value.package:
    case Value.made:
    case Value.prototype:
      lookUpSlot(solving, value, wanted);
      return;
    case Value.external:
      lookUpExternal(solving, value, wanted);
      return;
    default:
  }
}

function lookUpExternal(solving: Solving, value: number, wanted: MemberWanted): void {
  const { names, values } = solving.world;
  const name = names.join(values.a(value), wanted.name);
  if (name < 0) return;
  const use = { ...useWith(wanted, -1), context: wanted.context };
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
  switch (object?.kind) {
    case 'module': {
      const file = world.fileOf(value);
      if (file === undefined) return;
      const use = useWith(wanted, -1);
      const node = solving.temporary(context);
      solving.graph.addConstraint(node, use.rule, use.receiver, 0);
      connectModuleSlot(solving, context, file, { name, node });
      return;
    }
    case 'class':
      hierarchy.search(context, value, {
        ...useWith(wanted, value),
        name,
        after: -1,
        withFields: false,
      });
      return;
    default:
      lookUpSlot(solving, value, wanted);
  }
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
    ...useWith(wanted, receiver),
    name: wanted.name,
    after,
    withFields: false,
  });
}

/** A slot of a container or function, and what may be in any slot of it. */
function lookUpSlot(solving: Solving, value: number, wanted: MemberWanted): void {
  const { slots } = solving.world;
  const { context, name } = wanted;
  const use = useWith(wanted, value);
  const node = solving.readCell(context, value, name === slots.any ? slots.all : name);
  solving.graph.addConstraint(node, use.rule, use.receiver, 0);
  if (name === slots.any || !isContainer(solving, value)) return;
  solving.graph.addConstraint(
    solving.readCell(context, value, slots.any),
    use.rule,
    use.receiver,
    0,
  );
}

/** Puts one value to a use. */
function put(solving: Solving, value: number, use: MemberUse & { context: Context }): void {
  const node = solving.temporary(use.context);
  solving.graph.addConstraint(node, use.rule, use.receiver, 0);
  solving.graph.add(node, value);
}

/** Whether a value holds its elements in slots: a list, dict or object, literal or made by a built-in call. */
export function isContainer(solving: Solving, value: number): boolean {
  const { world } = solving;
  if (world.values.kind(value) === Value.made) return true;
  const kind = world.object(value)?.kind;
  return kind === 'list' || kind === 'dict' || kind === 'object';
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
  // However an instance is known, its fields are those of all instances of its class.
  const holder =
    values.kind(object) === Value.instance ? values.instance(values.a(object)) : object;
  const into = (slot: number): void => graph.addEdge(node, solving.cellNode(context, holder, slot));
  into(name);
  if (isContainer(solving, object)) {
    into(slots.all);
    if (name !== slots.any)
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

export function bindRule(wanted: MemberWanted): number {
  return packRule(wanted.rule, wanted.target);
}
