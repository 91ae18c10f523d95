import { isContainer } from '../members.ts';
import { Shape, Value } from '../values.ts';
import type { BuiltinCall, Builtins, Invoking, Model, Storing } from './builtin-call.ts';
import { promiseFunctions, promiseMethods } from './javascript-promises.ts';
import { giveList, pairOf, POSITIONS } from './javascript-values.ts';

/** Calls a function with each element of the receiver. */
function eachElement(call: Invoking): { elements: number; made: number } {
  const elements = call.contents(call.receiver);
  const made = call.invoke(call.argument(0), [elements, -1, call.holding(call.receiver)]);
  return { elements, made };
}

const forEach: Model = (call) => void eachElement(call);

const map: Model = (call) => giveList(call, eachElement(call).made);

const flatMap: Model = (call) => {
  const { made } = eachElement(call);
  giveList(call, call.elements(made));
};

const filter: Model = (call) => giveList(call, eachElement(call).elements);

const find: Model = (call) => call.give(eachElement(call).elements);

const reduce: Model = (call) => {
  const elements = call.contents(call.receiver);
  const total = call.temporary();
  if (call.argumentCount > 1) call.flow(call.argument(1), total);
  else call.flow(elements, total);
  call.flow(call.invoke(call.argument(0), [total, elements]), total);
  call.give(total);
};

const sort: Model = (call) => {
  const elements = call.contents(call.receiver);
  call.invoke(call.argument(0), [elements, elements]);
  call.giveValue(call.receiver);
};

const append: Model = (call) => {
  for (const argument of call.argumentsFrom(0)) call.store(call.receiver, '*', argument);
};

const splice: Model = (call) => {
  for (const argument of call.argumentsFrom(2)) call.store(call.receiver, '*', argument);
  giveList(call, call.contents(call.receiver));
};

const fill: Model = (call) => {
  call.store(call.receiver, '*', call.argument(0));
  call.giveValue(call.receiver);
};

const concat: Model = (call) => {
  const list = call.make(Shape.list);
  call.store(list, '*', call.contents(call.receiver));
  for (const argument of call.argumentsFrom(0)) call.store(list, '*', call.elements(argument));
  call.giveValue(list);
};

const flat: Model = (call) => {
  const contents = call.contents(call.receiver);
  giveList(call, contents, call.elements(contents));
};

const take: Model = (call) => call.give(call.contents(call.receiver));

const copy: Model = (call) => giveList(call, call.contents(call.receiver));

const itself: Model = (call) => call.giveValue(call.receiver);

/** `entries()` of a map are its pairs, of a list its elements with their places. */
const entries: Model = (call) => {
  const contents = call.contents(call.receiver);
  giveList(call, contents, pairOf(call, -1, contents));
};

const get: Model = (call) => {
  call.readKey(call.receiver, call.argument(0), call.result);
};

/** A map holds its values by key, and the pairs that going over it yields. */
const set: Model = (call) => {
  const [key, value] = [call.argument(0), call.argument(1)];
  call.writeKey(call.receiver, key, value);
  call.store(call.receiver, '*', pairOf(call, key, value));
  call.giveValue(call.receiver);
};

const add: Model = (call) => {
  append(call);
  call.giveValue(call.receiver);
};

const next: Model = (call) => {
  const step = call.make(Shape.object);
  call.store(step, 'value', call.contents(call.receiver));
  call.giveValue(step);
};

const newMap: Model = (call) => {
  const made = call.make(Shape.dict);
  const pairs = call.elements(call.argument(0));
  if (pairs >= 0) call.writeKey(made, call.member(pairs, '[0]'), call.member(pairs, '[1]'));
  call.giveValue(made);
};

const newList: Model = (call) => {
  const elements = call.argumentsFrom(0).map((argument) => call.elements(argument));
  giveList(call, ...elements);
};

const listFrom: Model = (call) => {
  const elements = call.elements(call.argument(0));
  const made = call.argument(1);
  giveList(call, made < 0 ? elements : call.invoke(made, [elements]));
};

const listOf: Model = (call) => giveList(call, ...call.argumentsFrom(0));

/** A timer or the like: calls its first argument with those behind the delay. */
function later(firstArgument: number): Model {
  return (call) => void call.invoke(call.argument(0), call.argumentsFrom(firstArgument));
}

/** Copies the members of the values of a node to whatever another node holds. */
function assignMembers(call: Storing, target: number, source: number): void {
  call.watch(target, (value) => {
    if (isContainer(call.callers.solving, value)) call.merge(value, source);
  });
  call.watch(source, (value) => {
    if (!isContainer(call.callers.solving, value)) return;
    call.watch(call.slot(value, '()keys'), (key) => {
      const text = call.textOf(key);
      if (text !== null) call.storeMember(target, text, call.slot(value, text));
    });
  });
}

const assign: Model = (call) => {
  for (const source of call.argumentsFrom(1)) assignMembers(call, call.argument(0), source);
  call.give(call.argument(0));
};

const create: Model = (call) => {
  const made = call.make(Shape.object);
  call.store(made, '()parent', call.argument(0));
  call.giveValue(made);
};

const setPrototypeOf: Model = (call) => {
  call.storeMember(call.argument(0), '()parent', call.argument(1));
  call.give(call.argument(0));
};

/** A property from its descriptor; what its getter returns is what reading it gives. */
function defineFrom(call: BuiltinCall, key: string, descriptor: number): void {
  const target = call.argument(0);
  call.storeMember(target, key, call.member(descriptor, 'value'));
  call.storeMember(target, key, call.invoke(call.member(descriptor, 'get'), []));
}

const defineProperty: Model = (call) => {
  call.watch(call.argument(1), (value) => {
    const key = call.textOf(value);
    if (key !== null) defineFrom(call, key, call.argument(2));
  });
  call.give(call.argument(0));
};

const defineProperties: Model = (call) => {
  call.watch(call.argument(1), (value) => {
    if (!isContainer(call.callers.solving, value)) return;
    call.watch(call.slot(value, '()keys'), (key) => {
      const text = call.textOf(key);
      if (text !== null) defineFrom(call, text, call.slot(value, text));
    });
  });
  call.give(call.argument(0));
};

const objectKeys: Model = (call) => {
  const list = call.make(Shape.list);
  call.watch(call.argument(0), (value) => {
    if (isContainer(call.callers.solving, value)) call.store(list, '*', call.slot(value, '()keys'));
  });
  call.giveValue(list);
};

const objectValues: Model = (call) => giveList(call, call.elements(call.argument(0)));

const objectEntries: Model = (call) =>
  giveList(call, pairOf(call, -1, call.elements(call.argument(0))));

const fromEntries: Model = (call) => {
  const made = call.make(Shape.object);
  call.store(made, '*', call.member(call.elements(call.argument(0)), '[1]'));
  call.giveValue(made);
};

const first: Model = (call) => call.give(call.argument(0));

const callsSecond: Model = (call) => void call.invoke(call.argument(1), []);

/**
 * Calls the function the method was found on with a receiver, or with none when nothing is known of
 * it.
 */
function callWith(call: Invoking, given: readonly number[]): void {
  const callee = call.holding(call.receiver);
  call.invoke(callee, given, { result: call.result, self: call.argument(0) });
}

const callMethod: Model = (call) => callWith(call, call.argumentsFrom(1));

function positionsOf(call: Invoking, list: number): number[] {
  return list < 0 ? [] : POSITIONS.slice(0, 5).map((place) => call.member(list, `[${place}]`));
}

const applyMethod: Model = (call) => callWith(call, positionsOf(call, call.argument(1)));

const bindMethod: Model = (call) => {
  const { values } = call.callers.solving.world;
  const given = call.argumentsFrom(1);
  const bound = call.holding(call.receiver);
  call.watch(call.argument(0), (value) => {
    call.callers.solving.graph.add(bound, values.intern(Value.bound, call.receiver, value));
  });
  if (given.length === 0) {
    call.give(bound);
    return;
  }
  const made = call.make(Shape.partial + 8 * given.length);
  call.store(made, 'func', bound);
  given.forEach((argument, index) => call.store(made, `[${index}]`, argument));
  call.giveValue(made);
};

const reflectApply: Model = (call) => {
  const given = positionsOf(call, call.argument(2));
  call.invoke(call.argument(0), given, { result: call.result });
};

/** What JavaScript brings along that calls, keeps or hands on what it is given. */
export const javascriptBuiltins: Builtins = {
  membersAreElements: true,
  functionMethods: new Map<string, Model>([
    ['call', callMethod],
    ['apply', applyMethod],
    ['bind', bindMethod],
  ]),
  functions: new Map<string, Model>([
    ...promiseFunctions,
    ['setTimeout', later(2)],
    ['setInterval', later(2)],
    ['setImmediate', later(1)],
    ['queueMicrotask', later(1)],
    ['process.nextTick', later(1)],
    ['requestAnimationFrame', later(1)],
    ['requestIdleCallback', later(1)],
    ['Map', newMap],
    ['WeakMap', newMap],
    ['Set', newList],
    ['WeakSet', newList],
    ['Array', listOf],
    ['Array.of', listOf],
    ['Array.from', listFrom],
    ['Array.fromAsync', listFrom],
    ['Object.assign', assign],
    ['Object.create', create],
    ['Object.setPrototypeOf', setPrototypeOf],
    ['Object.defineProperty', defineProperty],
    ['Object.defineProperties', defineProperties],
    ['Object.keys', objectKeys],
    ['Object.values', objectValues],
    ['Object.entries', objectEntries],
    ['Object.fromEntries', fromEntries],
    ['Object.freeze', first],
    ['Object.seal', first],
    ['Object.preventExtensions', first],
    ['structuredClone', first],
    ['JSON.parse', callsSecond],
    ['JSON.stringify', callsSecond],
    ['Reflect.apply', reflectApply],
    ['str.replace', callsSecond],
    ['str.replaceAll', callsSecond],
  ]),
  methods: new Map<string, Model>([
    ...promiseMethods,
    ['forEach', forEach],
    ['map', map],
    ['flatMap', flatMap],
    ['filter', filter],
    ['find', find],
    ['findLast', find],
    ['findIndex', forEach],
    ['findLastIndex', forEach],
    ['some', forEach],
    ['every', forEach],
    ['reduce', reduce],
    ['reduceRight', reduce],
    ['sort', sort],
    ['toSorted', sort],
    ['push', append],
    ['unshift', append],
    ['splice', splice],
    ['toSpliced', splice],
    ['fill', fill],
    ['concat', concat],
    ['flat', flat],
    ['pop', take],
    ['shift', take],
    ['at', take],
    ['slice', copy],
    ['reverse', itself],
    ['toReversed', itself],
    ['values', copy],
    ['entries', entries],
    ['get', get],
    ['set', set],
    ['add', add],
    ['next', next],
    ['return', next],
  ]),
};
