import type { Callers } from '../callers.ts';
import { packRule } from '../flow-graph.ts';
import { connectElements, isContainer, writeMember } from '../members.ts';
import { Rule } from '../rule.ts';
import type { Solving } from '../solving.ts';
import { Shape, Value } from '../values.ts';
import {
  COLLECTION_PROPERTIES,
  GIVES_ONE,
  JOINING,
  KEEPING,
  KEEPS_ELEMENTS,
  MAPPING,
  STORING,
  TAKING,
  TRANSFORMING,
  UNWRAPPING,
  WRAPPED_PROPERTIES,
} from './library-methods.ts';
import { isTyped } from './typed-language.ts';

/**
 * Calls a method of a collection: its functions get elements; what comes back is the collection,
 * its elements, or what the functions made.
 */
export function callContainer(
  callers: Callers,
  call: number,
  container: number,
  name: string,
): void {
  const { solving, calls } = callers;
  const context = calls.context(call);
  const elements = solving.temporary(context);
  connectElements(solving, context, container, elements);
  storeArguments(callers, call, container, name);
  // What is put into a collection is kept there, not called.
  const isKept = STORING.has(name) || JOINING.has(name);
  const made = isKept ? solving.temporary(context) : callArguments(callers, call, elements);
  const result = calls.result(call);
  if (result < 0) return;
  if (MAPPING.has(name)) {
    const list = madeList(callers, call);
    const any = solving.world.slots.any;
    writeMember(solving, list, { context, name: any, node: made });
    const inner = solving.temporary(context);
    solving.graph.addConstraint(made, packRule(Rule.element, inner), 0, 0);
    writeMember(solving, list, { context, name: any, node: inner });
    solving.graph.add(result, list);
    if (KEEPS_ELEMENTS.has(name)) solving.graph.addEdge(elements, result);
    if (GIVES_ONE.has(name)) solving.graph.addEdge(made, result);
    if (name === 'computeIfAbsent' || name === 'or_insert_with')
      writeMember(solving, container, { context, name: any, node: made });
    return;
  }
  if (!TAKING.has(name)) solving.graph.add(result, container);
  if (!KEEPING.has(name)) solving.graph.addEdge(elements, result);
  solving.graph.addEdge(made, result);
}

function storeArguments(callers: Callers, call: number, container: number, name: string): void {
  const { solving, calls } = callers;
  const context = calls.context(call);
  const count = calls.argumentCount(call);
  const last = count === 0 ? -1 : calls.argument(call, count - 1);
  if (last < 0) return;
  const any = solving.world.slots.any;
  if (STORING.has(name)) writeMember(solving, container, { context, name: any, node: last });
  if (!JOINING.has(name)) return;
  const elements = solving.temporary(context);
  solving.graph.addConstraint(last, packRule(Rule.element, elements), 0, 0);
  writeMember(solving, container, { context, name: any, node: elements });
}

/** A list that the call makes, one for each place in the program. */
function madeList({ solving, calls }: Callers, call: number): number {
  const { names, values } = solving.world;
  const { path } = calls.context(call).file.facts;
  const key = `${path}#()${calls.at(calls.written(call), 0)}:${calls.at(calls.written(call), 1)}`;
  return values.intern(Value.made, names.intern(key), Shape.list);
}

/**
 * Calls every function among the arguments with the given node for each of its parameters; returns
 * the node of what they return.
 */
function callArguments({ solving, calls }: Callers, call: number, given: number): number {
  const made = solving.temporary(calls.context(call));
  const count = calls.argumentCount(call);
  // A block comes as a keyword.
  for (let index = 0; index < count + calls.keywordCount(call); index++) {
    const callee =
      index < count ? calls.argument(call, index) : calls.keywordNode(call, index - count);
    if (callee < 0) continue;
    const nodes = given < 0 ? [] : [given, given, given];
    const implied = calls.addImplied(call, { callee, arguments: nodes, result: made });
    calls.extensions.add(implied);
    solving.graph.addConstraint(callee, packRule(Rule.callFunction, implied), 0, 0);
  }
  return made;
}

/** Calls a method of a wrapper on the wrapped value. */
export function callWrapped(callers: Callers, call: number, value: number, name: string): void {
  const { solving, calls } = callers;
  const isUnwrapping = UNWRAPPING.has(name);
  const isTransforming = TRANSFORMING.has(name);
  if (!isUnwrapping && !isTransforming) return;
  const given = solving.temporary(calls.context(call));
  solving.graph.add(given, value);
  const made = callArguments(callers, call, given);
  const result = calls.result(call);
  if (result < 0) return;
  if (isUnwrapping) solving.graph.add(result, value);
  if (isTransforming) solving.graph.addEdge(made, result);
}

/** What lies outside of the repository calls the functions that are handed to it. */
export function callExternal(callers: Callers, call: number): void {
  const { solving, calls } = callers;
  if (calls.isImplied(call)) return;
  callArguments(callers, call, -1);
  const result = calls.result(call);
  const { names, values } = solving.world;
  if (result >= 0) solving.graph.add(result, values.intern(Value.external, names.intern(UNKNOWN)));
}

/** Name of whatever something outside the repository gives back. */
const UNKNOWN = '()unknown';

/**
 * Whether reading a member of a value gives the value: a part of a pair that is followed as its
 * value, or a wrapper's property.
 */
export function isWrappedLoad(
  solving: Solving,
  { node, value, name }: { node: number; value: number; name: number },
): boolean {
  const { world } = solving;
  const { language } = solving.contextOf(node).file;
  if (!isTyped(language)) return false;
  const text = world.names.text(name);
  if (language.modules === 'csharp' && isContainer(solving, value))
    return COLLECTION_PROPERTIES.has(text);
  if (world.values.kind(value) !== Value.instance) return false;
  if (language.modules === 'csharp' && WRAPPED_PROPERTIES.has(text)) return true;
  return /^\[\d+\]$/.test(text);
}
