import { type ClassFact, type FunctionFact, Op, type Receiving } from '../facts.ts';
import type { Callers } from './callers.ts';
import { packRule } from './flow-graph.ts';
import { Depth } from './give-up.ts';
import { keywordsContainer, restContainer, takesReceiverFirst } from './functions.ts';
import { announceMethods } from './guess-by-name.ts';
import { connectFreeName, connectImport } from './imports.ts';
import { findOverridden } from './overridden.ts';
import { connectPositions } from './positions.ts';
import { Rule } from './rule.ts';
import type { Context, Solving } from './solving.ts';
import { installExtensionCall } from './typed/extension-calls.ts';
import { hasCallMethods, isTyped } from './typed/typed-language.ts';
import { DECLARED, Value } from './values.ts';

/** Puts what a file says into the graph: its instructions, its definitions, its calls. */
export function installFile(callers: Callers, context: Context): void {
  if (context.depth === Depth.nothing) return;
  installInstructions(callers.solving, context);
  installDefinitions(callers.solving, context);
  installCalls(callers, context);
  installPackage(callers.solving, context);
  announceMethods(callers.solving, context);
  if (context.depth === Depth.full) findOverridden(callers, context);
}

function installInstructions(solving: Solving, context: Context): void {
  const { code } = context.file.facts;
  const isWhole = context.depth === Depth.full;
  for (let at = 0; at < code.length; at += 4) {
    const operation = code[at] as number;
    if (isWhole || NAMING.has(operation)) instructions[operation]?.(solving, context, at);
  }
  const { kept } = context.file.passedThrough;
  for (let at = 0; at < kept.length; at += 2)
    solving.graph.addEdge(
      context.base + (kept[at + 1] as number),
      context.base + (kept[at] as number),
    );
}

/** Instructions that say what names mean, without following what is done with values. */
const NAMING: ReadonlySet<number> = new Set([
  Op.alloc,
  Op.copy,
  Op.store,
  Op.declare,
  Op.write,
  Op.free,
  Op.import,
  Op.wrap,
]);

type Install = (solving: Solving, context: Context, at: number) => void;

const instructions: Install[] = [];

function operand(context: Context, at: number): number {
  return context.file.facts.code[at] as number;
}

function variable(context: Context, at: number): number {
  return context.base + operand(context, at);
}

function nameAt(context: Context, at: number): number {
  return context.file.name(operand(context, at));
}

instructions[Op.alloc] = ({ graph }, context, at) => {
  graph.add(variable(context, at + 1), context.file.objects[operand(context, at + 2)] as number);
};

instructions[Op.copy] = (solving, context, at) => {
  if (context.file.passedThrough.cut.has(at)) return;
  const into = variable(context, at + 1);
  const from = variable(context, at + 2);
  if (operand(context, at + 3) === 0) solving.graph.addEdge(from, into);
  else
    solving.deferred.decideLater(() => {
      if (!holdsReceiver(solving, into)) solving.graph.addEdge(from, into);
    });
};

instructions[Op.load] = ({ graph }, context, at) => {
  const rule = packRule(Rule.load, variable(context, at + 1));
  graph.addConstraint(variable(context, at + 2), rule, nameAt(context, at + 3), 0);
};

instructions[Op.store] = ({ graph }, context, at) => {
  const rule = packRule(Rule.store, variable(context, at + 3));
  graph.addConstraint(variable(context, at + 1), rule, nameAt(context, at + 2), 0);
};

instructions[Op.write] = ({ graph }, context, at) => {
  const rule = packRule(Rule.write, variable(context, at + 3));
  graph.addConstraint(variable(context, at + 1), rule, nameAt(context, at + 2), 0);
};

instructions[Op.declare] = ({ graph }, context, at) => {
  const rule = packRule(Rule.declare, variable(context, at + 3));
  graph.addConstraint(variable(context, at + 1), rule, nameAt(context, at + 2), 0);
};

instructions[Op.instance] = ({ graph, world }, context, at) => {
  if (!world.settings.uses('type')) return;
  const rule = packRule(Rule.instance, variable(context, at + 1));
  graph.addConstraint(variable(context, at + 2), rule, operand(context, at + 3), 0);
};
instructions[Op.element] = derive(Rule.element);
instructions[Op.await] = derive(Rule.await);

function derive(rule: number): Install {
  return ({ graph }, context, at) => {
    const packed = packRule(rule, variable(context, at + 1));
    graph.addConstraint(variable(context, at + 2), packed, 0, 0);
  };
}

instructions[Op.free] = (solving, context, at) => {
  const name = nameAt(context, at + 2);
  connectFreeName(solving, context, { name, node: variable(context, at + 1) });
};

instructions[Op.import] = (solving, context, at) => {
  if (!solving.world.settings.uses('import')) return;
  connectImport(solving, context, operand(context, at + 2), variable(context, at + 1));
};

instructions[Op.super] = (solving, context, at) => {
  const { graph, world } = solving;
  const ofClass = context.file.objects[operand(context, at + 2)];
  if (ofClass === undefined) return;
  const node = variable(context, at + 1);
  const receiver = operand(context, at + 3);
  if (receiver < 0) graph.add(node, world.values.intern(Value.super, ofClass, -1));
  else graph.addConstraint(context.base + receiver, packRule(Rule.superOf, node), ofClass, 0);
};

instructions[Op.text] = ({ graph, world }, context, at) => {
  const text = nameAt(context, at + 2);
  if (!world.names.isWord(text)) return;
  graph.add(variable(context, at + 1), world.values.intern(Value.text, text));
};

instructions[Op.loadKey] = ({ graph }, context, at) => {
  const rule = packRule(Rule.loadKeyOf, variable(context, at + 1));
  graph.addConstraint(variable(context, at + 2), rule, variable(context, at + 3), 0);
};

instructions[Op.storeKey] = ({ graph }, context, at) => {
  const rule = packRule(Rule.storeKeyOf, variable(context, at + 3));
  graph.addConstraint(variable(context, at + 1), rule, variable(context, at + 2), 0);
};

instructions[Op.merge] = ({ graph }, context, at) => {
  const rule = packRule(Rule.merge, variable(context, at + 1));
  graph.addConstraint(variable(context, at + 2), rule, 0, 0);
};

/** Adds a file to the files of its package. */
function installPackage(solving: Solving, context: Context): void {
  const { package: name } = context.file.facts;
  if (name === '') return;
  const { names, values, slots } = solving.world;
  const packageValue = values.intern(Value.package, names.intern(name));
  const node = solving.cellNode(context, packageValue, slots.files);
  solving.graph.add(node, context.file.objects[0] ?? -1);
}

instructions[Op.wrap] = ({ graph, world }, context, at) => {
  const wrapped = context.file.objects[operand(context, at + 2)] as number;
  graph.add(variable(context, at + 1), world.values.intern(Value.wrapped, wrapped));
};

instructions[Op.positions] = (solving, context, at) => {
  const list = variable(context, at + 1);
  connectPositions(solving, context, { list, ofClass: variable(context, at + 2) });
};

function installDefinitions(solving: Solving, context: Context): void {
  context.file.facts.objects.forEach((object, index) => {
    const value = context.file.objects[index] as number;
    if (object.function !== undefined) installFunction(solving, context, value, object.function);
    if (object.class !== undefined) installClass(solving, context, value, object.class);
  });
}

function installFunction(
  solving: Solving,
  context: Context,
  value: number,
  fact: FunctionFact,
): void {
  const { graph, world } = solving;
  const { slots, cells } = world;
  graph.addEdge(context.base + fact.result, solving.cellNode(context, value, slots.result));
  fact.parameters.forEach((parameter, index) => {
    const node = context.base + parameter.variable;
    if (parameter.kind === 'rest') graph.add(node, restContainer(solving, value));
    else if (parameter.kind === 'keywords') graph.add(node, keywordsContainer(solving, value));
    if (cells.find(value, slots.parameter(index)) >= 0)
      connectParameter(solving, context, value, slots.parameter(index));
  });
  if (cells.find(value, slots.this) >= 0) connectParameter(solving, context, value, slots.this);
  installReceiver(solving, context, fact);
}

/**
 * What a method is called on, when no call says so. Where types are declared it is always an
 * instance of the class itself; elsewhere the receivers that flow are the whole truth, and only a
 * method that nothing we see calls is taken to run on its own class.
 */
function installReceiver(solving: Solving, context: Context, fact: FunctionFact): void {
  const { graph, world } = solving;
  const { language } = context.file;
  const owner = context.file.objects[fact.owner];
  if (!world.settings.uses('class')) return;
  if (owner === undefined) return;
  if (fact.isStatic) {
    receiveClass(solving, context, fact, owner);
    return;
  }
  const node = receiverNode(context, fact);
  if (node < 0) return;
  // A receiver that only the declaration promises gives way to receivers that flow.
  const known = isTyped(language) ? DECLARED : -1;
  const receiver = fact.isClassMethod ? owner : world.values.intern(Value.instance, owner, known);
  if (language.trustsTypes || isTyped(language) || !FLOWING.has(language.modules))
    graph.add(node, receiver);
  else
    solving.deferred.decideLater(() => {
      if (!holdsReceiver(solving, node)) graph.add(node, receiver);
    });
}

/** The variable that takes the receiver: `this`, or the first parameter; -1 when there is none. */
function receiverNode(context: Context, fact: Receiving): number {
  if (fact.self >= 0) return context.base + fact.self;
  if (!takesReceiverFirst({ fact, file: context.file })) return -1;
  const [first] = fact.parameters;
  return first === undefined ? -1 : context.base + first.variable;
}

/** `static` and `self` in a method of a class: whatever class it is called on, else its own. */
function receiveClass(solving: Solving, context: Context, fact: Receiving, owner: number): void {
  if (fact.self < 0 || !hasCallMethods(context.file.language)) return;
  const node = context.base + fact.self;
  solving.deferred.decideLater(() => {
    if (!holdsReceiver(solving, node)) solving.graph.add(node, owner);
  });
}

/** Families whose receivers are known by flow. */
const FLOWING: ReadonlySet<string> = new Set(['python', 'javascript']);

function holdsReceiver(solving: Solving, node: number): boolean {
  const { values } = solving.world;
  return solving.graph.valuesOf(node).some((value) => {
    const kind = values.kind(value);
    return kind === Value.instance || kind === Value.object;
  });
}

/** Lets a function of the file receive what others hand to one of its parameters. */
export function connectParameter(
  solving: Solving,
  context: Context,
  value: number,
  slot: number,
): void {
  const { slots } = solving.world;
  const fact = solving.world.function(value);
  if (fact === undefined) return;
  let variableIndex = -1;
  if (slot === slots.this) variableIndex = fact.self;
  else
    fact.parameters.forEach((parameter, index) => {
      if (slots.parameter(index) === slot) variableIndex = parameter.variable;
    });
  if (variableIndex < 0) return;
  solving.graph.addEdge(solving.readCell(context, value, slot), context.base + variableIndex);
}

function installClass(solving: Solving, context: Context, value: number, fact: ClassFact): void {
  const { slots } = solving.world;
  fact.bases.forEach(({ variable: base }, index) => {
    solving.graph.addEdge(context.base + base, solving.cellNode(context, value, slots.base(index)));
  });
}

function installCalls(callers: Callers, context: Context): void {
  const { calls: list, solving } = callers;
  const { calls } = context.file.facts;
  const written: number[] = [];
  for (let offset = 0; offset < calls.length;) {
    const call = list.addWritten(context, offset);
    const isFollowed = context.depth === Depth.full;
    const receiver = isFollowed ? list.receiver(call) : -1;
    const callee = isFollowed ? list.callee(call) : -1;
    if (receiver >= 0) {
      const rule = packRule(Rule.callMember, call);
      solving.graph.addConstraint(receiver, rule, list.property(call), 0);
      written.push(call);
    }
    if (callee >= 0) solving.graph.addConstraint(callee, packRule(Rule.call, call), 0, 0);
    offset += 11 + list.argumentCount(call) + 2 * list.keywordCount(call);
  }
  for (const call of written) installExtensionCall(callers, call);
}
