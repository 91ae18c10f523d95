import type { Callers } from '../apply-call.ts';
import { packRule } from '../flow-graph.ts';
import { connectElements, writeMember } from '../members.ts';
import { Rule } from '../rule.ts';
import type { Solving } from '../solving.ts';
import { Shape, Value } from '../values.ts';
import { isTyped } from './typed-language.ts';

/** Methods of collections whose last argument becomes an element. */
const STORING = new Set([
  'add',
  'addFirst',
  'addLast',
  'offer',
  'offerFirst',
  'offerLast',
  'push',
  'put',
  'putIfAbsent',
  'set',
  'Add',
  'AddFirst',
  'AddLast',
  'Enqueue',
  'Push',
  'Insert',
  'TryAdd',
  'Append',
  'Prepend',
  'AddOrUpdate',
  'push_back',
  'push_front',
  'insert',
  'send',
  'or_insert',
  'replace',
  'getOrDefault',
  'fill',
]);

/** Methods whose arguments' elements become elements. */
const JOINING = new Set([
  'addAll',
  'putAll',
  'AddRange',
  'InsertRange',
  'UnionWith',
  'Concat',
  'Union',
  'extend',
  'append',
  'chain',
  'concat',
  'extend_from_slice',
]);

/** Methods that make a new collection of what a function returns for each element. */
const MAPPING = new Set([
  'map',
  'mapToObj',
  'flatMap',
  'mapMulti',
  'collect',
  'reduce',
  'Select',
  'SelectMany',
  'Aggregate',
  'filter_map',
  'flat_map',
  'and_then',
  'fold',
  'scan',
  'map_while',
  'ConvertAll',
  'ToDictionary',
  'GroupBy',
  'computeIfAbsent',
  'compute',
  'or_insert_with',
  'get_or_insert_with',
  'thenApply',
  'thenCompose',
  'map_or',
  'map_or_else',
  'replaceAll',
  'find_map',
]);

/** Methods that give one element. */
const TAKING = new Set([
  'get',
  'get_mut',
  'first',
  'last',
  'first_mut',
  'last_mut',
  'pop',
  'pop_front',
  'pop_back',
  'front',
  'back',
  'nth',
  'find',
  'max',
  'min',
  'max_by_key',
  'min_by_key',
  'max_by',
  'min_by',
  'recv',
  'peek',
  'poll',
  'element',
  'next',
  'previous',
  'remove',
  'swap_remove',
  'getFirst',
  'getLast',
  'removeFirst',
  'removeLast',
  'pollFirst',
  'pollLast',
  'getOrDefault',
  'findFirst',
  'findAny',
  'First',
  'FirstOrDefault',
  'Last',
  'LastOrDefault',
  'Single',
  'SingleOrDefault',
  'ElementAt',
  'ElementAtOrDefault',
  'Dequeue',
  'Pop',
  'Peek',
  'Find',
  'MaxBy',
  'MinBy',
  'GetValueOrDefault',
]);

/** Methods that give the collection in another shape. */
const KEEPING = new Set([
  'iterator',
  'listIterator',
  'stream',
  'parallelStream',
  'values',
  'keySet',
  'entrySet',
  'subList',
  'sorted',
  'distinct',
  'limit',
  'skip',
  'filter',
  'peekable',
  'toList',
  'toArray',
  'collect',
  'iter',
  'iter_mut',
  'into_iter',
  'rev',
  'step_by',
  'take_while',
  'skip_while',
  'enumerate',
  'zip',
  'cloned',
  'copied',
  'values_mut',
  'into_values',
  'drain',
  'as_slice',
  'as_mut_slice',
  'to_vec',
  'chain',
  'Where',
  'OrderBy',
  'OrderByDescending',
  'ThenBy',
  'ToList',
  'ToArray',
  'AsEnumerable',
  'Skip',
  'Take',
  'Reverse',
  'Distinct',
  'Concat',
  'hasNext',
  'size',
  'isEmpty',
  'len',
  'is_empty',
  'contains',
  'Contains',
  'ContainsKey',
  'containsKey',
  'add',
  'Add',
  'push',
  'insert',
  'addAll',
  'AddRange',
  'clear',
  'forEach',
  'for_each',
  'ForEach',
  'Any',
  'All',
  'Count',
  'anyMatch',
  'allMatch',
  'noneMatch',
]);

/** Calls a method of a collection: its functions get elements; what comes back is the collection, its elements, or what the functions made. */
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

const KEEPS_ELEMENTS = new Set([
  'collect',
  'reduce',
  'computeIfAbsent',
  'compute',
  'or_insert_with',
  'GroupBy',
]);
const GIVES_ONE = new Set([
  'reduce',
  'Aggregate',
  'fold',
  'computeIfAbsent',
  'compute',
  'or_insert_with',
  'map_or',
  'map_or_else',
  'find_map',
  'and_then',
]);

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

/** Calls every function among the arguments with the given node for each of its parameters; returns the node of what they return. */
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

/** Methods of types that are followed as the value they wrap, and so are called on the value itself. */
export const UNWRAPPING: ReadonlySet<string> = new Set([
  'unwrap',
  'expect',
  'unwrap_or',
  'unwrap_or_default',
  'unwrap_or_else',
  'clone',
  'cloned',
  'copied',
  'borrow',
  'borrow_mut',
  'as_ref',
  'as_mut',
  'as_deref',
  'as_deref_mut',
  'lock',
  'try_lock',
  'into_inner',
  'get_mut',
  'take',
  'ok',
  'err',
  'ok_or',
  'ok_or_else',
  'or',
  'or_else',
  'context',
  'with_context',
  'to_owned',
  'into',
  'read',
  'write',
  'map_err',
  'filter',
  'upgrade',
  'downgrade',
  'iter',
  'iter_mut',
  'into_iter',
  'unwrap_unchecked',
  'inspect',
  'is_some_and',
  'deref',
  'get_or_insert_with',
  'next',
  'peek',
  'rev',
  'get',
  'orElse',
  'orElseThrow',
  'orElseGet',
  'ifPresent',
  'ifPresentOrElse',
  'join',
  'toCompletableFuture',
  'stream',
  'getNow',
  'thenAccept',
  'whenComplete',
  'getValue',
  'getKey',
  'call',
  'ConfigureAwait',
  'GetAwaiter',
  'GetResult',
  'WaitAsync',
  'ContinueWith',
  'AsTask',
  'GetValueOrDefault',
]);

/** Methods of such types that give what a function makes of the value. */
const TRANSFORMING = new Set([
  'map',
  'and_then',
  'map_or',
  'map_or_else',
  'then',
  'flatMap',
  'thenApply',
  'thenCompose',
  'handle',
  'unwrap_or_else',
  'or_else',
  'orElseGet',
  'ContinueWith',
]);

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

/** Properties of wrappers that give the wrapped value. */
const WRAPPED_PROPERTIES = new Set(['Result', 'Value', 'Key', 'Current']);

/** Whether reading a member of a value gives the value: a part of a pair that is followed as its value, or a wrapper's property. */
export function isWrappedLoad(
  solving: Solving,
  { node, value, name }: { node: number; value: number; name: number },
): boolean {
  const { world } = solving;
  const { language } = solving.contextOf(node).file;
  if (!isTyped(language) || world.values.kind(value) !== Value.instance) return false;
  const text = world.names.text(name);
  if (language.modules === 'csharp' && WRAPPED_PROPERTIES.has(text)) return true;
  return /^\[\d+\]$/.test(text);
}
