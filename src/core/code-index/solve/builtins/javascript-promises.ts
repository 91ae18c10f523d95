import { isContainer } from '../members.ts';
import { Shape, Value } from '../values.ts';
import type { Model } from './builtin-call.ts';
import { awaited, POSITIONS, promiseOf } from './javascript-values.ts';

/** Calls the executor with a function that settles the promise. */
const newPromise: Model = (call) => {
  const promise = call.make(Shape.promise);
  const { values } = call.callers.solving.world;
  const resolve = call.holding(values.intern(Value.method, call.name(SETTLE), promise));
  call.invoke(call.argument(0), [resolve]);
  call.giveValue(promise);
};

const SETTLE = '()settle';

const settle: Model = (call) => call.store(call.receiver, '*', awaited(call, call.argument(0)));

const withResolvers: Model = (call) => {
  const promise = call.make(Shape.promise);
  const { values } = call.callers.solving.world;
  const made = call.make(Shape.object);
  call.store(made, 'promise', call.holding(promise));
  call.store(
    made,
    'resolve',
    call.holding(values.intern(Value.method, call.name(SETTLE), promise)),
  );
  call.giveValue(made);
};

const then: Model = (call) => {
  const held = awaited(call, call.contents(call.receiver));
  const made = call.invoke(call.argument(0), [held]);
  const refused = call.invoke(call.argument(1), []);
  call.giveValue(promiseOf(call, made, refused));
};

const caught: Model = (call) => {
  const made = call.invoke(call.argument(0), []);
  call.giveValue(promiseOf(call, call.contents(call.receiver), made));
};

const lastly: Model = (call) => {
  call.invoke(call.argument(0), []);
  call.giveValue(call.receiver);
};

const resolved: Model = (call) => call.giveValue(promiseOf(call, call.argument(0)));

/** A promise of a list of what each promise of a list holds, in the same places. */
const all: Model = (call) => {
  const list = call.make(Shape.list);
  call.watch(call.argument(0), (value) => {
    if (!isContainer(call.callers.solving, value)) return;
    call.store(list, '*', awaited(call, call.slot(value, '*')));
    for (const place of POSITIONS)
      call.store(list, `[${place}]`, awaited(call, call.slot(value, `[${place}]`)));
  });
  call.giveValue(promiseOf(call, call.holding(list)));
};

const race: Model = (call) => call.giveValue(promiseOf(call, call.elements(call.argument(0))));

/** Functions that make promises, by name. */
export const promiseFunctions: ReadonlyMap<string, Model> = new Map([
  ['Promise', newPromise],
  ['Promise.resolve', resolved],
  ['Promise.all', all],
  ['Promise.allSettled', all],
  ['Promise.race', race],
  ['Promise.any', race],
  ['Promise.withResolvers', withResolvers],
]);

/** Methods of promises, by name. */
export const promiseMethods: ReadonlyMap<string, Model> = new Map([
  ['then', then],
  ['catch', caught],
  ['finally', lastly],
  [SETTLE, settle],
]);
