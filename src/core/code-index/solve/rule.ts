import { packRule } from './flow-graph.ts';

/** What a constraint does with each value of its node. The comment names its operands. */
export const Rule = {
  /** Reads a member of the value: node that takes it, name. */
  load: 1,
  /** Writes a member: node that gives it, name. */
  store: 2,
  /** Takes instances of the value: node. */
  instance: 3,
  /** Takes what iterating yields: node. */
  element: 4,
  /** Takes what awaiting yields: node. */
  await: 5,
  /** Reads the element whose key another node holds: node that takes it, node of the keys. */
  loadKeyOf: 6,
  storeKeyOf: 8,
  /** As store, for what a declared type promises: member, node of the value. */
  declare: 9,
  /** As store, but not to instances: member, node of the value. */
  write: 7,
  /** Copies all slots of the value: node of the objects that take them. */
  merge: 10,
  /** Takes all slots of one object: that object. */
  mergeFrom: 11,
  /** Takes the slot the value names: from object, to object. */
  mergeSlot: 12,
  /** Calls the value: call, node of what it is called on + 1 (0 for nothing). */
  call: 13,
  /** Calls a method of the value: call, name. */
  callMember: 14,
  /** Takes a member that was found: node, receiver. */
  bindLoad: 15,
  /** Calls a member that was found: call, receiver. */
  bindCall: 16,
  /** Looks at a class's bases again: number of the view. */
  base: 17,
  /** Calls a model of a built-in function: number of the watch. */
  watch: 18,
  /** Takes the super view of a class for the value as receiver: node, class. */
  superOf: 19,
  /** Calls what the value, a class below the receiver's, has under the name: call, name. */
  override: 26,
  /** The value has a method of a Go interface: call, interface, name. */
  satisfy: 27,
  /** Lets values through that another node holds too: that node, node that takes them. */
  same: 28,
  /** Lets one value through: node that takes it, the value. */
  only: 29,
  /** May run the value in place of a method without a body: call. */
  bindBelow: 20,
  /** The method stands for the value, if that has no body: method. */
  overridden: 21,
  /** Calls the value when it is a function: call. */
  callFunction: 30,
  /** Lets functions through: node that takes them. */
  functions: 31,
} as const;

/** What is to happen with a member once it is found; two numbers that a constraint can carry. */
export interface MemberUse {
  /** Packed rule: bindLoad with a node, or bindCall with a call. */
  rule: number;
  receiver: number;
}

export function asValue(node: number, receiver: number): MemberUse {
  return { rule: packRule(Rule.bindLoad, node), receiver };
}

/** Of Rule.bindBelow or Rule.overridden, for which it is all the same what a member is found on. */
export function asFound(rule: number, target: number): MemberUse {
  return { rule: packRule(rule, target), receiver: -1 };
}

export function asCallee(call: number, receiver: number): MemberUse {
  return { rule: packRule(Rule.bindCall, call), receiver };
}
