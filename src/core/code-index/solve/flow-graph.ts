import { Ints } from './ints.ts';
import { PairTable } from './pair-table.ts';
import { Value, type Values } from './values.ts';

/**
 * How many values of each sort a node takes: texts, external things, everything else. What comes later is dropped: a node that
 * holds more says nothing about who is called, and following it would cost more than all others together.
 */
const NODE_LIMITS = [8, 2, 16];

function sortOf(kind: number): number {
  if (kind === Value.text) return 0;
  return kind === Value.external || kind === Value.method ? 1 : 2;
}

/**
 * The points-to graph of the files that are being solved. Nodes are variables and cells; an edge says that one node's values are
 * also another's; a constraint says what else to do with each value of a node.
 *
 * The pairs (node, value) are numbered in the order in which they were found, and that list is the work list: `run` takes one pair
 * after the other and hands it on, and whatever that finds is appended. A value reaches a node once (difference propagation).
 * An edge or constraint added late catches up with the pairs that have already been handed on.
 */
export class FlowGraph {
  private readonly pairs: PairTable;
  private readonly nextOfNode: Ints;
  /** Whether a pair was told by another file. */
  private readonly told: Ints;
  private readonly worldValues: Values;
  /** How many values of each sort a node holds, ten bits for each. */
  private readonly counts: Ints;
  private readonly values: Ints;
  private readonly edges: Ints;
  private readonly constraints: Ints;
  private readonly edgeTo = new Ints(1024);
  private readonly edgeNext = new Ints(1024);
  /** Four numbers each: kind and a (packRule), b, c, next. */
  private readonly rules = new Ints(4096);
  private done = 0;
  private telling = 0;
  /** The node whose constraint is being applied. */
  firing = -1;
  /** What a constraint does with a value of its node; set by rules.ts. */
  fire: (at: number, value: number) => void = () => undefined;

  constructor(nodes: number, values: Values) {
    this.worldValues = values;
    this.counts = new Ints(nodes);
    this.values = new Ints(nodes);
    this.edges = new Ints(nodes);
    this.constraints = new Ints(nodes);
    this.pairs = new PairTable(nodes);
    this.nextOfNode = new Ints(nodes);
    this.told = new Ints(nodes);
    this.addNodes(nodes);
  }

  get nodeCount(): number {
    return this.values.length;
  }

  get pairCount(): number {
    return this.pairs.size;
  }

  /** Adds nodes and returns the number of the first. */
  addNodes(count: number): number {
    const first = this.values.length;
    this.values.fillTo(first + count, -1);
    this.counts.fillTo(first + count, 0);
    this.edges.fillTo(first + count, -1);
    this.constraints.fillTo(first + count, -1);
    return first;
  }

  /** Adds a value, unless the node is full of its sort. */
  add(node: number, value: number): void {
    const sort = sortOf(this.worldValues.kind(value));
    const counts = this.counts.get(node);
    if (((counts >> (sort * 10)) & 1023) >= (NODE_LIMITS[sort] as number)) return;
    const before = this.pairs.size;
    const pair = this.pairs.intern(node, value);
    if (pair !== before) return;
    this.counts.set(node, counts + (1 << (sort * 10)));
    this.nextOfNode.push(this.values.get(node));
    this.told.push(this.telling);
    this.values.set(node, pair);
  }

  /** Adds a value that another file contributed. */
  tell(node: number, value: number): void {
    this.telling = 1;
    this.add(node, value);
    this.telling = 0;
  }

  addEdge(from: number, to: number): void {
    if (from === to) return;
    for (let edge = this.edges.get(from), n = 0; edge >= 0 && n < 4; n++) {
      if (this.edgeTo.get(edge) === to) return;
      edge = this.edgeNext.get(edge);
    }
    this.edgeNext.push(this.edges.get(from));
    this.edges.set(from, this.edgeTo.push(to));
    for (let pair = this.values.get(from); pair >= 0; pair = this.nextOfNode.get(pair))
      if (pair < this.done) this.add(to, this.pairs.second.get(pair));
  }

  /** Adds a constraint and applies it to the values that have been handed on already. */
  addConstraint(node: number, kindAndA: number, b: number, c: number): void {
    const at = this.rules.push(kindAndA);
    this.rules.push(b);
    this.rules.push(c);
    this.rules.push(this.constraints.get(node));
    this.constraints.set(node, at);
    for (let pair = this.values.get(node); pair >= 0; pair = this.nextOfNode.get(pair))
      if (pair < this.done) this.apply(node, at, this.pairs.second.get(pair));
  }

  private apply(node: number, at: number, value: number): void {
    const outer = this.firing;
    this.firing = node;
    this.fire(at, value);
    this.firing = outer;
  }

  isEmpty(node: number): boolean {
    return this.values.get(node) < 0;
  }

  has(node: number, value: number): boolean {
    return this.pairs.find(node, value) >= 0;
  }

  /** All values of a node, latest first. */
  valuesOf(node: number): number[] {
    const found: number[] = [];
    for (let pair = this.values.get(node); pair >= 0; pair = this.nextOfNode.get(pair))
      found.push(this.pairs.second.get(pair));
    return found;
  }

  pairNode(pair: number): number {
    return this.pairs.first.get(pair);
  }

  pairValue(pair: number): number {
    return this.pairs.second.get(pair);
  }

  wasTold(pair: number): boolean {
    return this.told.get(pair) === 1;
  }

  /** Hands on pairs until nothing new is found. */
  run(): void {
    while (this.done < this.pairs.size) {
      const pair = this.done++;
      const node = this.pairs.first.get(pair);
      const value = this.pairs.second.get(pair);
      for (let edge = this.edges.get(node); edge >= 0; edge = this.edgeNext.get(edge))
        this.add(this.edgeTo.get(edge), value);
      for (let at = this.constraints.get(node); at >= 0; at = this.rules.get(at + 3))
        this.apply(node, at, value);
    }
  }

  ruleKind(at: number): number {
    return this.rules.get(at) & 31;
  }

  ruleA(at: number): number {
    return this.rules.get(at) >> 5;
  }

  ruleB(at: number): number {
    return this.rules.get(at + 1);
  }

  ruleC(at: number): number {
    return this.rules.get(at + 2);
  }
}

/** First number of a constraint: its kind (below 32) and its first operand. */
export function packRule(kind: number, a: number): number {
  return a * 32 + kind;
}
