import { Ints } from './ints.ts';
import { Value, type Values } from './values.ts';

/**
 * How many values of each sort a node takes: texts and wrapped definitions, external things,
 * everything else, and the mark that there are more of them. What comes later is dropped: a node
 * that holds more says nothing about who is called, and following it would cost more than all
 * others together.
 */
const NODE_LIMITS = [4, 2, 10, 1] as const;
const EXTERNAL = 1;
const MORE = 3;

const SORT_OF_KIND = new Uint8Array(16).fill(2);
SORT_OF_KIND[Value.text] = 0;
SORT_OF_KIND[Value.external] = EXTERNAL;
SORT_OF_KIND[Value.method] = EXTERNAL;
SORT_OF_KIND[Value.more] = MORE;
SORT_OF_KIND[Value.wrapped] = 0;

/**
 * Places of a node's numbers: heads of its chains of pairs, edges and constraints, and how many
 * values it has of each sort.
 */
const NODE = 4;
const EDGES = 1;
const RULES = 2;
const COUNTS = 3;

/**
 * Places of a pair's numbers: node, value, and the next pair of the node × 2 + whether another file
 * contributed it.
 */
const PAIR = 3;

/**
 * The points-to graph of the files that are being solved. Nodes are variables and cells; an edge
 * says that one node's values are also another's; a constraint says what else to do with each value
 * of a node.
 *
 * The pairs (node, value) are numbered in the order in which they were found, and that list is the
 * work list: `run` takes one pair after the other and hands it on, and whatever that finds is
 * appended. A value reaches a node once (difference propagation). An edge or constraint added late
 * catches up with the pairs that have already been handed on. Constraints do so from a list of
 * their own, never one inside the other: chains of prototypes or calls are as long as they like.
 *
 * Since the list is worked off in order, the pairs of one file are found in the same order whatever
 * other files are solved beside it. The limits rely on that.
 */
export class FlowGraph {
  readonly #worldValues: Values;
  readonly #spend: (node: number) => void;
  readonly #more: number;
  readonly #nodes: Ints;
  readonly #pairs: Ints;
  /** Target and next edge. */
  readonly #edges: Ints;
  /** Four numbers each: kind and a (packRule), b, c, next. */
  readonly #rules: Ints;
  #done = 0;
  /** Constraints that have to catch up, three numbers each: node, constraint, value. */
  readonly #late = new Ints(64);
  #foreignBit = 0;
  /** The node whose constraint is being applied; -1 when none is. */
  firing = -1;
  /** What a constraint does with a value of its node; set by rules.ts. */
  fire: (at: number, value: number) => void = () => undefined;

  /** `spend` is called for every constraint, with its node; it throws where there are too many. */
  constructor(nodes: number, values: Values, spend: (node: number) => void) {
    this.#worldValues = values;
    this.#spend = spend;
    this.#more = values.more();
    // Room for what real files need: a third more nodes for cells, two values a node, three
    // constraints for four nodes.
    this.#nodes = new Ints(NODE * (nodes + (nodes >> 1)) + 64);
    this.#pairs = new Ints(2 * PAIR * nodes + 64);
    this.#edges = new Ints(2 * nodes + 64);
    this.#rules = new Ints(4 * nodes + 64);
    this.addNodes(nodes);
  }

  get nodeCount(): number {
    return this.#nodes.length / NODE;
  }

  get pairCount(): number {
    return this.#pairs.length / PAIR;
  }

  /** Adds nodes and returns the number of the first. */
  addNodes(count: number): number {
    const first = this.#nodes.length;
    const end = first + count * NODE;
    this.#nodes.fillTo(end, -1);
    for (let at = first + COUNTS; at < end; at += NODE) this.#nodes.set(at, 0);
    return first / NODE;
  }

  /** Adds a value, unless the node has it or is full of its sort. */
  add(node: number, value: number): void {
    const at = node * NODE;
    const nodes = this.#nodes.data;
    const counts = nodes[at + COUNTS] as number;
    const sort = SORT_OF_KIND[this.#worldValues.kind(value)] as number;
    const head = nodes[at] as number;
    if (((counts >> (sort * 8)) & 255) >= (NODE_LIMITS[sort] as number)) {
      const isCounted = sort !== EXTERNAL && this.#worldValues.kind(value) !== Value.wrapped;
      if (isCounted && !this.isBeyond(node) && this.#find(head, value) < 0)
        this.add(node, this.#more);
      return;
    }
    if (counts !== 0 && this.#find(head, value) >= 0) return;
    nodes[at + COUNTS] = counts + (1 << (sort * 8));
    nodes[at] = this.#pairs.length;
    this.#pairs.push(node);
    this.#pairs.push(value);
    this.#pairs.push(head * 2 + this.#foreignBit);
  }

  /**
   * Place of the pair with a value in the chain from `head` on; -1 when there is none. Chains are
   * short: see NODE_LIMITS.
   */
  #find(head: number, value: number): number {
    const pairs = this.#pairs.data;
    let pair = head;
    while (pair >= 0 && pairs[pair + 1] !== value) pair = (pairs[pair + 2] as number) >> 1;
    return pair;
  }

  /** Adds a value that another file contributed. */
  addForeign(node: number, value: number): void {
    this.#foreignBit = 1;
    this.add(node, value);
    this.#foreignBit = 0;
  }

  addEdge(from: number, to: number): void {
    if (from === to) return;
    const at = from * NODE;
    let edge = this.#nodes.get(at + EDGES);
    for (let n = 0; edge >= 0 && n < 4; n++) {
      if (this.#edges.get(edge) === to) return;
      edge = this.#edges.get(edge + 1);
    }
    const made = this.#edges.push(to);
    this.#edges.push(this.#nodes.get(at + EDGES));
    this.#nodes.set(at + EDGES, made);
    for (let pair = this.#nodes.get(at); pair >= 0; pair = this.#pairs.get(pair + 2) >> 1)
      if (pair < this.#done) this.add(to, this.#pairs.get(pair + 1));
  }

  /** Adds a constraint, which is also applied to the values that have been handed on already. */
  addConstraint(node: number, kindAndA: number, b: number, c: number): void {
    this.#spend(node);
    const head = node * NODE;
    const at = this.#rules.push(kindAndA);
    this.#rules.push(b);
    this.#rules.push(c);
    this.#rules.push(this.#nodes.get(head + RULES));
    this.#nodes.set(head + RULES, at);
    for (let pair = this.#nodes.get(head); pair >= 0; pair = this.#pairs.get(pair + 2) >> 1)
      if (pair < this.#done) {
        this.#late.push(node);
        this.#late.push(at);
        this.#late.push(this.#pairs.get(pair + 1));
      }
  }

  #apply(node: number, at: number, value: number): void {
    this.firing = node;
    this.fire(at, value);
  }

  #catchUp(): void {
    for (let at = 0; at < this.#late.length; at += 3)
      this.#apply(this.#late.get(at), this.#late.get(at + 1), this.#late.get(at + 2));
    this.#late.length = 0;
  }

  /** Whether more values would have come to a node than it takes. */
  isBeyond(node: number): boolean {
    return this.#nodes.get(node * NODE + COUNTS) >> (MORE * 8) !== 0;
  }

  /** Whether a node has no value that is followed. */
  isEmpty(node: number): boolean {
    return (this.#nodes.get(node * NODE + COUNTS) & 0xffffff) === 0;
  }

  has(node: number, value: number): boolean {
    return this.#find(this.#nodes.get(node * NODE), value) >= 0;
  }

  /** All values of a node, latest first. */
  valuesOf(node: number): number[] {
    const found: number[] = [];
    for (let pair = this.#nodes.get(node * NODE); pair >= 0; pair = this.#pairs.get(pair + 2) >> 1)
      found.push(this.#pairs.get(pair + 1));
    return found;
  }

  pairNode(pair: number): number {
    return this.#pairs.get(pair * PAIR);
  }

  pairValue(pair: number): number {
    return this.#pairs.get(pair * PAIR + 1);
  }

  isForeign(pair: number): boolean {
    return (this.#pairs.get(pair * PAIR + 2) & 1) === 1;
  }

  /** Hands on pairs until nothing new is found. */
  run(): void {
    for (;;) {
      this.#catchUp();
      if (this.#done >= this.#pairs.length) break;
      const pair = this.#done;
      this.#done += PAIR;
      const node = this.#pairs.get(pair);
      const value = this.#pairs.get(pair + 1);
      let edge = this.#nodes.get(node * NODE + EDGES);
      for (; edge >= 0; edge = this.#edges.get(edge + 1)) this.add(this.#edges.get(edge), value);
      let at = this.#nodes.get(node * NODE + RULES);
      for (; at >= 0; at = this.#rules.get(at + 3)) this.#apply(node, at, value);
    }
    this.firing = -1;
  }

  ruleKind(at: number): number {
    return this.#rules.get(at) & 31;
  }

  ruleA(at: number): number {
    return this.#rules.get(at) >> 5;
  }

  ruleB(at: number): number {
    return this.#rules.get(at + 1);
  }

  ruleC(at: number): number {
    return this.#rules.get(at + 2);
  }
}

/** First number of a constraint: its kind (below 32) and its first operand. */
export function packRule(kind: number, a: number): number {
  return a * 32 + kind;
}
