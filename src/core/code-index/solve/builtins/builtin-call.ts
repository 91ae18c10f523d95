import type { Callers } from '../callers.ts';
import { packRule } from '../flow-graph.ts';
import { passByName } from '../functions.ts';
import { readKey, writeKey } from '../keyed.ts';
import { connectElements, isContainer, writeMember } from '../members.ts';
import { Rule } from '../rule.ts';
import type { Context } from '../solving.ts';
import { Value } from '../values.ts';

/**
 * What a built-in function does with its arguments, said in flows of values and calls of what it
 * was handed.
 */
export type Model = (call: BuiltinCall) => void;

/** The built-in functions and methods of a family of languages. */
export interface Builtins {
  /** By the dotted name by which they are reached: `map`, `functools.partial`, `Array.from`. */
  functions: ReadonlyMap<string, Model>;
  /** Methods of containers, by name. */
  methods: ReadonlyMap<string, Model>;
  /** Methods of functions themselves: `call`, `apply`, `bind`. */
  functionMethods: ReadonlyMap<string, Model>;
  /** Whether members and elements of a container are the same thing. */
  membersAreElements: boolean;
}

/** How a call makes containers and gives them. */
export type Making = Pick<
  BuiltinCall,
  'callers' | 'temporary' | 'make' | 'store' | 'holding' | 'giveValue'
>;

/** How a call calls what it was handed. */
export type Invoking = Pick<
  BuiltinCall,
  | 'callers'
  | 'receiver'
  | 'argument'
  | 'result'
  | 'contents'
  | 'holding'
  | 'member'
  | 'invoke'
  | 'watch'
>;

/** How a call writes members of what it was handed. */
export type Storing = Pick<
  BuiltinCall,
  'callers' | 'call' | 'merge' | 'slot' | 'store' | 'storeMember' | 'textOf' | 'watch'
>;

/** One call of a built-in function or method. Operands are nodes; -1 stands for none. */
export class BuiltinCall {
  readonly callers: Callers;
  readonly call: number;
  /** Value the method was found on; -1 for a function. */
  readonly receiver: number;
  readonly context: Context;
  #made = 0;

  constructor(callers: Callers, call: number, receiver: number) {
    this.callers = callers;
    this.call = call;
    this.receiver = receiver;
    this.context = callers.calls.context(call);
  }

  get result(): number {
    return this.callers.calls.result(this.call);
  }

  get argumentCount(): number {
    return this.callers.calls.argumentCount(this.call);
  }

  /** Node of an argument; a spread argument gives its elements for itself and all that follow. */
  argument(index: number): number {
    const { calls } = this.callers;
    for (let at = 0; at <= index && at < calls.argumentCount(this.call); at++)
      if (calls.isSpread(this.call, at)) return this.elements(calls.argument(this.call, at));
    return calls.argument(this.call, index);
  }

  /** Nodes of the arguments from one on. */
  argumentsFrom(first: number): number[] {
    const found: number[] = [];
    for (let at = first; at < this.argumentCount; at++) found.push(this.argument(at));
    return found;
  }

  keyword(name: string): number {
    const { calls, solving } = this.callers;
    for (let at = calls.keywordCount(this.call) - 1; at >= 0; at--)
      if (solving.world.names.text(calls.keywordName(this.call, at)) === name)
        return calls.keywordNode(this.call, at);
    return -1;
  }

  temporary(): number {
    return this.callers.solving.temporary(this.context);
  }

  /**
   * Name of a slot as the language has it: elements stand in brackets, but in JavaScript they are
   * members.
   */
  name(text: string): number {
    const isBare = this.context.file.language.modules === 'javascript' && text.startsWith('[');
    return this.callers.solving.world.names.intern(isBare ? text.slice(1, -1) : text);
  }

  flow(from: number, to: number): void {
    if (from >= 0 && to >= 0) this.callers.solving.graph.addEdge(from, to);
  }

  give(from: number): void {
    this.flow(from, this.result);
  }

  giveValue(value: number): void {
    if (this.result >= 0) this.callers.solving.graph.add(this.result, value);
  }

  /** A node that holds one value. */
  holding(value: number): number {
    const node = this.temporary();
    this.callers.solving.graph.add(node, value);
    return node;
  }

  /** A node with what iterating over the values of another yields. */
  elements(node: number): number {
    const elements = this.held(node);
    if (node >= 0 && this.context.file.language.modules === 'python') this.#iterate(node, elements);
    return elements;
  }

  /**
   * A node with the elements of the containers a node holds, without running any method; -1 for
   * none.
   */
  held(node: number): number {
    if (node < 0) return -1;
    const elements = this.temporary();
    this.callers.solving.graph.addConstraint(node, packRule(Rule.element, elements), 0, 0);
    return elements;
  }

  /**
   * Iterating over an instance runs its methods: `__iter__`, and `__next__` of what that returns.
   */
  #iterate(node: number, elements: number): void {
    const { graph, world } = this.callers.solving;
    this.watch(node, (value) => {
      if (world.values.kind(value) !== Value.instance) return;
      const iterator = this.invoke(this.member(this.holding(value), '__iter__'), []);
      graph.addConstraint(iterator, packRule(Rule.element, elements), 0, 0);
      this.invoke(this.member(iterator, '__next__'), [], { result: elements });
    });
  }

  /** A node with everything in a container; of anything else, with that itself. */
  contents(container: number): number {
    const node = this.temporary();
    const { solving } = this.callers;
    if (isContainer(solving, container)) connectElements(solving, this.context, container, node);
    else if (container >= 0) solving.graph.add(node, container);
    return node;
  }

  /** A node with a slot of a container. */
  slot(container: number, name: string): number {
    return this.callers.solving.readCell(this.context, container, this.name(name));
  }

  store(container: number, name: string, node: number): void {
    if (node < 0) return;
    writeMember(this.callers.solving, container, {
      context: this.context,
      name: this.name(name),
      node,
    });
  }

  /** Copies all slots of the values of a node into a container. */
  merge(container: number, from: number): void {
    if (from < 0) return;
    const into = this.holding(container);
    this.callers.solving.graph.addConstraint(from, packRule(Rule.merge, into), 0, 0);
  }

  /** A container that this call makes; always the same one for the same place in the program. */
  make(shape: number): number {
    const { solving, calls } = this.callers;
    const { names, values } = solving.world;
    const written = calls.written(this.call);
    const step = this.call === written ? '' : '>';
    const key = `${calls.place(written)}${step}.${this.#made++}`;
    return values.intern(Value.made, names.intern(key), shape);
  }

  /**
   * Calls what a node holds with arguments; returns the node of the result. `self` is a node of
   * what it is called on, `receiver` one value.
   */
  invoke(
    callee: number,
    args: readonly number[],
    given: { result?: number; self?: number; receiver?: number } = {},
  ): number {
    const result = given.result ?? this.temporary();
    if (callee < 0) return result;
    const { calls, solving } = this.callers;
    const call = calls.addImplied(this.call, { callee, arguments: args, result });
    const held = given.receiver === undefined ? -1 : this.holding(given.receiver);
    const self = (given.self ?? held) + 1;
    solving.graph.addConstraint(callee, packRule(Rule.call, call), self, 0);
    return result;
  }

  /** Reads the element of a container whose key a node holds. */
  readKey(value: number, keys: number, node: number): void {
    const { solving, hierarchy } = this.callers;
    readKey(solving, hierarchy, this.context, { value, keys, node });
  }

  writeKey(container: number, keys: number, node: number): void {
    writeKey(this.callers.solving, this.context, container, { keys, node });
  }

  /** Gives the parameter of a name of a function a value ahead of its call. */
  passByName(callee: number, name: number, node: number): void {
    passByName(this.callers.solving, this.context, callee, { name, node });
  }

  /** Does something with each value a node ever holds. */
  watch(node: number, see: (value: number) => void): void {
    if (node < 0) return;
    const { solving } = this.callers;
    solving.graph.addConstraint(node, packRule(Rule.watch, solving.deferred.watch(see)), 0, 0);
  }

  /** The text of a value; null when it is none. */
  textOf(value: number): string | null {
    const { names, values } = this.callers.solving.world;
    return values.kind(value) === Value.text ? names.text(values.a(value)) : null;
  }

  /** Reads a member of the values of a node. */
  member(node: number, name: string): number {
    const result = this.temporary();
    if (node >= 0)
      this.callers.solving.graph.addConstraint(
        node,
        packRule(Rule.load, result),
        this.name(name),
        0,
      );
    return result;
  }

  /**
   * Reads every member that a class or one of its bases has under a name with this beginning, of
   * the instances a node holds.
   */
  membersBeginning(node: number, beginning: string): number {
    const result = this.temporary();
    const { solving, hierarchy } = this.callers;
    const { names, values } = solving.world;
    this.watch(node, (value) => {
      if (values.kind(value) !== Value.instance) return;
      solving.deferred.decideLater(() => {
        for (const ofClass of hierarchy.order(this.context, values.a(value)))
          for (const name of this.#membersOf(ofClass)) {
            const text = names.text(name);
            if (text.startsWith(beginning))
              this.flow(this.member(this.holding(value), text), result);
          }
      });
    });
    return result;
  }

  /** Does something with each instance a node holds whose class has no member of a name. */
  watchLacking(node: number, name: string, see: (value: number) => void): void {
    const { solving, hierarchy } = this.callers;
    const { values } = solving.world;
    const wanted = this.name(name);
    this.watch(node, (value) => {
      if (values.kind(value) !== Value.instance) return;
      solving.deferred.decideLater(() => {
        const order = hierarchy.order(this.context, values.a(value));
        const isFound = order.some((ofClass) => this.#membersOf(ofClass).has(wanted));
        if (!isFound) see(value);
      });
    });
  }

  #membersOf(ofClass: number): ReadonlySet<number> {
    const { solving } = this.callers;
    const { world } = solving;
    const file = world.fileOf(ofClass);
    if (file !== this.context.file) solving.note(this.context, ofClass, world.slots.outline);
    return file?.members(world.values.index(ofClass)) ?? new Set();
  }

  /** Writes a member of the values of a node. */
  storeMember(object: number, name: string, node: number): void {
    if (object < 0 || node < 0) return;
    const { graph } = this.callers.solving;
    graph.addConstraint(object, packRule(Rule.store, node), this.name(name), 0);
  }
}
