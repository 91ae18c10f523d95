import { packRule } from '../flow-graph.ts';
import { Rule } from '../rule.ts';
import { Shape } from '../values.ts';
import type { Making } from './builtin-call.ts';

/** How many positions of a list keep apart where each has a value of its own. */
export const POSITIONS = [0, 1, 2, 3, 4, 5, 6, 7];

/** What awaiting the values of a node yields. */
export function awaited(call: Making, node: number): number {
  if (node < 0) return -1;
  const value = call.temporary();
  call.callers.solving.graph.addConstraint(node, packRule(Rule.await, value), 0, 0);
  return value;
}

/** A new list of what a node holds. */
export function giveList(call: Making, ...elements: readonly number[]): void {
  const list = call.make(Shape.list);
  for (const node of elements) call.store(list, '*', node);
  call.giveValue(list);
}

/** A promise of what a node holds. */
export function promiseOf(call: Making, ...nodes: readonly number[]): number {
  const promise = call.make(Shape.promise);
  for (const node of nodes) call.store(promise, '*', awaited(call, node));
  return promise;
}

/** A list of one pair of the given nodes. */
export function pairOf(call: Making, first: number, second: number): number {
  const pair = call.make(Shape.list);
  call.store(pair, '[0]', first);
  call.store(pair, '[1]', second);
  return call.holding(pair);
}
