import type { FunctionFact, Receiving } from '../facts.ts';
import type { CallList, CallOperands } from './call-list.ts';
import { expectCallback } from './expected-callback.ts';
import { packRule } from './flow-graph.ts';
import type { LoadedFile } from './loaded-file.ts';
import { elementSlot, writeMember } from './members.ts';
import { RECEIVER } from './passed-through.ts';
import { Rule } from './rule.ts';
import type { Context, Solving } from './solving.ts';
import { isTyped } from './typed/typed-language.ts';
import { OVERRIDING, Shape, Value } from './values.ts';

/** A function as a caller sees it. */
interface Callee {
  value: number;
  fact: FunctionFact;
  file: LoadedFile;
}

function calleeOf(solving: Solving, context: Context, value: number): Callee | null {
  const { world } = solving;
  const file = world.fileOf(value);
  const fact = world.function(value);
  if (file !== context.file) solving.note(context, value, world.slots.outline);
  return file === undefined || fact === undefined ? null : { value, fact, file };
}

/**
 * Where arguments for a parameter go: the variable itself in its own file, else the function's cell
 * for it.
 */
function parameterNode(solving: Solving, context: Context, callee: Callee, index: number): number {
  const parameter = callee.fact.parameters[index];
  if (parameter === undefined) return -1;
  if (callee.file === context.file) return context.base + parameter.variable;
  return solving.cellNode(context, callee.value, solving.world.slots.parameter(index));
}

function selfNode(solving: Solving, context: Context, callee: Callee): number {
  if (callee.fact.self < 0) return -1;
  if (callee.file === context.file) return context.base + callee.fact.self;
  return solving.cellNode(context, callee.value, solving.world.slots.this);
}

/** The node that holds what a function returns, as seen from a file. */
export function resultNode(solving: Solving, context: Context, value: number): number {
  const callee = calleeOf(solving, context, value);
  if (callee === null) return -1;
  if (callee.file === context.file) return context.base + callee.fact.result;
  return solving.readCell(context, value, solving.world.slots.result);
}

/** Runs a getter on a receiver; returns the node of its result as seen from a file. */
export function runGetter(
  solving: Solving,
  context: Context,
  value: number,
  receiver: number,
): number {
  const callee = calleeOf(solving, context, value);
  if (callee === null) return -1;
  const self = takesReceiverFirst(callee)
    ? parameterNode(solving, context, callee, 0)
    : selfNode(solving, context, callee);
  if (self >= 0) solving.graph.add(self, receiver);
  return resultNode(solving, context, value);
}

/**
 * Whether a function takes its receiver as the first parameter when it is called through an
 * instance.
 */
export function takesReceiverFirst(callee: { fact: Receiving; file: LoadedFile }): boolean {
  return (
    callee.file.language.receiver === 'first_parameter' &&
    callee.fact.self < 0 &&
    !callee.fact.isStatic
  );
}

/**
 * Connects a call to a function it reaches; the receiver is -1 for a plain call. Returns whether
 * the call was new for the function.
 */
export function callFunction(
  solving: Solving,
  calls: CallList,
  call: number,
  target: { value: number; receiver: number },
): void {
  const context = calls.context(call);
  const callee = calleeOf(solving, context, target.value);
  if (callee === null) return;
  const { receiver } = target;
  const shift = receiver >= 0 && takesReceiverFirst(callee) ? 1 : 0;
  if (receiver >= 0) passReceiver(solving, calls, call, { ...callee, shift, receiver });
  const before = calls.targets.size;
  const pair = calls.targets.intern(call, target.value * 2 + shift);
  if (isTyped(context.file.language)) calls.noteReceiver(pair, wayTo(solving, receiver));
  else if (context.file.language.trustsTypes) calls.noteReceiver(pair, receiver);
  if (pair !== before) return;
  if (solving.world.settings.uses('full'))
    passArguments(solving, calls, call, { ...callee, shift });
  if (!solving.world.settings.uses('type')) return;
  const result = calls.result(call);
  if (result < 0 || isOverriding(solving, receiver)) return;
  const from = resultNode(solving, context, target.value);
  if (from >= 0) solving.graph.addEdge(from, result);
  handBack(solving, calls, call, { ...callee, shift });
}

function passReceiver(
  solving: Solving,
  calls: CallList,
  call: number,
  callee: Callee & { shift: number; receiver: number },
): void {
  const context = calls.context(call);
  const { shift, receiver } = callee;
  const self =
    shift === 1 ? parameterNode(solving, context, callee, 0) : selfNode(solving, context, callee);
  const isOwn = callee.file.language.modules !== 'go';
  if (self >= 0 && isOwn) solving.graph.add(self, receiver);
  if (self >= 0 && FUNCTION_RECEIVERS.has(callee.file.language.modules))
    passFunctions(solving, calls.receiver(call), self);
  const own = shift === 1 ? 0 : RECEIVER;
  if (calls.result(call) >= 0 && handedBack(solving, callee).includes(own))
    solving.graph.add(calls.result(call), receiver);
}

const FUNCTION_RECEIVERS: ReadonlySet<string> = new Set(['go', 'java']);

/**
 * A function may be the receiver of a method: of a type of functions in Go, of an interface that it
 * stands for in Java.
 */
function passFunctions({ graph }: Solving, from: number, self: number): void {
  if (from >= 0) graph.addConstraint(from, packRule(Rule.functions, self), 0, 0);
}

/** What an override returns is left to the declared type, which promises enough. */
function isOverriding({ world: { values } }: Solving, receiver: number): boolean {
  return (
    receiver >= 0 && values.kind(receiver) === Value.instance && values.b(receiver) === OVERRIDING
  );
}

/** What leads to a target: a receiver known by a declared type, or -1 for anything firmer. */
function wayTo({ world }: Solving, receiver: number): number {
  if (receiver < 0 || world.values.kind(receiver) !== Value.instance) return -1;
  return world.values.b(receiver) < 0 ? -1 : receiver;
}

/** Connects the arguments that a function returns as they came to the result of the call. */
function handBack(
  solving: Solving,
  calls: CallOperands,
  call: number,
  callee: Callee & { shift: number },
): void {
  const { parameters } = callee.fact;
  for (const position of handedBack(solving, callee)) {
    if (position - callee.shift < 0) continue;
    const argument = calls.argument(call, position - callee.shift);
    if (argument >= 0) solving.graph.addEdge(argument, calls.result(call));
    const name = parameters[position]?.name ?? '';
    for (let index = calls.keywordCount(call) - 1; index >= 0; index--)
      if (solving.world.names.text(calls.keywordName(call, index)) === name)
        solving.graph.addEdge(calls.keywordNode(call, index), calls.result(call));
  }
}

function handedBack(solving: Solving, callee: Callee): readonly number[] {
  const index = solving.world.values.index(callee.value);
  return callee.file.passedThrough.parameters.get(index) ?? [];
}

function passArguments(
  solving: Solving,
  calls: CallList,
  call: number,
  callee: Callee & { shift: number },
): void {
  const { parameters } = callee.fact;
  const rest = parameters.findIndex((parameter) => parameter.kind === 'rest');
  const positional = rest < 0 ? parameters.length : rest;
  const count = calls.argumentCount(call);
  let isShifted = false;
  for (let index = 0; index < count; index++) {
    const node = calls.argument(call, index);
    if (node < 0) continue;
    const position = index + callee.shift;
    if (calls.isSpread(call, index)) {
      passSpread(solving, calls.context(call), node, { callee, from: position, positional, rest });
      isShifted = true;
      continue;
    }
    if (isShifted) {
      passAnywhere(solving, calls.context(call), node, {
        callee,
        from: position,
        positional,
        rest,
      });
      continue;
    }
    const isPositional = position < positional && parameters[position]?.kind === 'positional';
    if (isPositional) {
      passTo(solving, calls.context(call), node, { callee, index: position });
      const parameter = parameters[position];
      if (parameter?.expects !== undefined && !calls.isSupposed(call))
        expectCallback(solving, calls, call, {
          node,
          callee: callee.value,
          index: position,
          parameter,
        });
    } else if (rest >= 0)
      passToRest(solving, calls.context(call), node, { callee, position: position - positional });
  }
  passKeywords(solving, calls, call, callee);
}

/** The parameters that are still to be given when positions are no longer certain. */
interface Remaining {
  callee: Callee;
  from: number;
  positional: number;
  rest: number;
}

function passTo(
  solving: Solving,
  context: Context,
  node: number,
  to: { callee: Callee; index: number },
): void {
  const parameter = parameterNode(solving, context, to.callee, to.index);
  if (parameter >= 0) solving.graph.addEdge(node, parameter);
}

function passToRest(
  solving: Solving,
  context: Context,
  node: number,
  to: { callee: Callee; position: number },
): void {
  const { slots } = solving.world;
  const name = to.position < 0 ? slots.any : elementSlot(solving, to.position);
  writeMember(solving, restContainer(solving, to.callee.value), { context, name, node });
}

/**
 * A spread list: its elements go to the parameters from here on, each to its own where places are
 * known.
 */
function passSpread(solving: Solving, context: Context, node: number, to: Remaining): void {
  const { graph } = solving;
  for (let index = to.from; index < to.positional; index++) {
    const parameter = parameterNode(solving, context, to.callee, index);
    if (parameter < 0) continue;
    const place = elementSlot(solving, index - to.from);
    graph.addConstraint(node, packRule(Rule.load, parameter), place, 0);
  }
  if (to.rest < 0) return;
  const elements = solving.temporary(context);
  graph.addConstraint(node, packRule(Rule.element, elements), 0, 0);
  passToRest(solving, context, elements, { callee: to.callee, position: -1 });
}

/** An argument behind a spread list: it may be for any parameter from here on. */
function passAnywhere(solving: Solving, context: Context, node: number, to: Remaining): void {
  for (let index = to.from; index < to.positional; index++)
    passTo(solving, context, node, { callee: to.callee, index });
  if (to.rest >= 0) passToRest(solving, context, node, { callee: to.callee, position: -1 });
}

function passKeywords(
  solving: Solving,
  calls: CallOperands,
  call: number,
  callee: Callee & { shift: number },
): void {
  const context = calls.context(call);
  const { names } = solving.world;
  const { parameters } = callee.fact;
  const keywords = parameters.findIndex((parameter) => parameter.kind === 'keywords');
  const count = calls.keywordCount(call);
  for (let index = 0; index < count; index++) {
    const node = calls.keywordNode(call, index);
    const name = calls.keywordName(call, index);
    if (node < 0) continue;
    if (name < 0) {
      passMapping(solving, context, node, { callee, keywords });
      continue;
    }
    const text = names.text(name);
    const at = parameters.findIndex(
      (parameter) =>
        parameter.name === text &&
        (parameter.kind === 'positional' || parameter.kind === 'keyword'),
    );
    if (at >= 0) passTo(solving, context, node, { callee, index: at });
    else if (keywords >= 0)
      writeMember(solving, keywordsContainer(solving, callee.value), {
        context,
        name: names.intern(`[${text}]`),
        node,
      });
  }
}

/**
 * Passes a value to the parameter of a name, of whatever function or class a value is, without a
 * call.
 */
export function passByName(
  solving: Solving,
  context: Context,
  value: number,
  given: { name: number; node: number },
): void {
  const { values, names } = solving.world;
  const target = values.kind(value) === Value.bound ? values.a(value) : value;
  const callee = calleeOf(solving, context, target);
  if (callee === null) return;
  const text = names.text(given.name);
  const index = callee.fact.parameters.findIndex(({ name }) => name === text);
  if (index >= 0) passTo(solving, context, given.node, { callee, index });
}

/** `**mapping`: each of its values may go to the parameter of that name. */
function passMapping(
  solving: Solving,
  context: Context,
  node: number,
  to: { callee: Callee; keywords: number },
): void {
  const {
    graph,
    world: { names },
  } = solving;
  to.callee.fact.parameters.forEach((parameter, index) => {
    if (parameter.kind !== 'positional' && parameter.kind !== 'keyword') return;
    const target = parameterNode(solving, context, to.callee, index);
    const key = names.intern(`[${parameter.name}]`);
    graph.addConstraint(node, packRule(Rule.load, target), key, 0);
  });
  if (to.keywords < 0) return;
  const container = solving.temporary(context);
  graph.add(container, keywordsContainer(solving, to.callee.value));
  graph.addConstraint(node, packRule(Rule.merge, container), 0, 0);
}

/** The list that collects surplus arguments of a function. */
export function restContainer(solving: Solving, functionValue: number): number {
  return madeFor(solving, functionValue, '()rest', Shape.list);
}

export function keywordsContainer(solving: Solving, functionValue: number): number {
  return madeFor(solving, functionValue, '()keywords', Shape.dict);
}

function madeFor(solving: Solving, value: number, suffix: string, shape: number): number {
  const { names, values } = solving.world;
  const key = names.join(values.a(value), names.intern(suffix));
  return values.intern(Value.made, key, shape);
}
