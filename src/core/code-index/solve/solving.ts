import { Deferred } from './deferred.ts';
import { FlowGraph } from './flow-graph.ts';
import { Depth, GaveUp, NODE_COST } from './give-up.ts';
import { Ints } from './ints.ts';
import type { LoadedFile } from './loaded-file.ts';
import { PairTable, scatter } from './pair-table.ts';
import { Value } from './values.ts';
import type { World } from './world.ts';

/** Ranks above this are not followed: a value that has crossed so many files is given up. */
export const RANK_LIMIT = 4;

const NO_READER = -2;

/** More arrivals than a phase can have; what a double holds beside a print of 32 bits. */
const MOST_ARRIVALS = 2 ** 21;

/** One of the files that are being solved: its variables are the graph's nodes from `base` on. */
export interface Context {
  readonly index: number;
  readonly file: LoadedFile;
  readonly base: number;
  readonly depth: Depth;
  /** What it contributes: cell, value, rank, three numbers each. */
  readonly given: Ints;
  /** What following its values may still cost. */
  workLeft: number;
}

/** Of each node of a solve the file it belongs to and the cell it stands for. */
class NodeTable {
  readonly context: Ints;
  /** -1 for nodes of no cell. */
  readonly cell: Ints;
  /**
   * Per cell the first of the nodes that read it in this solve, and per such node the next; -1
   * ends, NO_READER is none.
   */
  readonly readerOfCell: Ints;
  readonly nextReader = new Ints();

  constructor(contexts: readonly Context[], nodes: number, readerOfCell: Ints) {
    this.readerOfCell = readerOfCell;
    this.context = new Ints(nodes + (nodes >> 1));
    this.cell = new Ints(nodes + (nodes >> 1));
    this.cell.fillTo(nodes, -1);
    for (const context of contexts)
      this.context.fillTo(context.base + context.file.facts.variableCount, context.index);
  }

  add(context: Context, cell: number): void {
    this.context.push(context.index);
    this.cell.push(cell);
  }

  /** Makes a node a reader of a cell; false when it was one. */
  addReader(node: number, cell: number): boolean {
    this.nextReader.fillTo(node + 1, NO_READER);
    if (this.nextReader.get(node) !== NO_READER) return false;
    this.readerOfCell.fillTo(cell + 1, -1);
    this.nextReader.set(node, this.readerOfCell.get(cell));
    this.readerOfCell.set(cell, node);
    return true;
  }
}

/** Connects a parameter of a function to what is handed to it in a cell. */
type ConnectParameter = (context: Context, object: number, slot: number) => void;

/**
 * The exchange of values between the files of a solve.
 *
 * A value that has crossed r files arrives at phase r: each phase first takes what others
 * contributed with rank r, runs to its local fixpoint, and contributes what it found with rank r +
 * 1. So each file of one solve receives exactly what it would receive if it were solved alone with
 * the contributions of the others, however they are grouped.
 */
class Phases {
  now = 0;
  readonly #solving: Pick<Solving, 'world' | 'graph' | 'contexts'>;
  readonly #nodes: NodeTable;
  readonly #contextOfFile = new Map<number, Context>();
  /** Per later phase, pairs of node and value that arrive then. */
  readonly #arrivals: Ints[] = [];
  #collected = 0;

  constructor(solving: Pick<Solving, 'world' | 'graph' | 'contexts'>, nodes: NodeTable) {
    this.#solving = solving;
    this.#nodes = nodes;
    for (const context of solving.contexts) this.#contextOfFile.set(context.file.id, context);
    for (let phase = 0; phase <= RANK_LIMIT; phase++) this.#arrivals.push(new Ints(16));
  }

  /** Lets a value arrive at a node in a later phase. */
  queue(node: number, value: number, rank: number): void {
    const arrivals = this.#arrivals[rank];
    if (arrivals === undefined) return;
    arrivals.push(node);
    arrivals.push(value);
  }

  /**
   * Adds the values that arrive at this phase, in an order that depends on the values and not on
   * how they came.
   */
  takeArrivals(): void {
    const arrivals = this.#arrivals[this.now];
    if (arrivals === undefined) return;
    const { graph, world } = this.#solving;
    const { cells, values } = world;
    const order = new Float64Array(arrivals.length >> 1);
    for (let at = 0; at < order.length; at++) {
      const cell = this.#nodes.cell.get(arrivals.get(2 * at));
      const print = scatter(cells.print(cell, values), values.print(arrivals.get(2 * at + 1)));
      order[at] = (print >>> 0) * MOST_ARRIVALS + at;
    }
    order.sort();
    for (const key of order) {
      const at = 2 * (key % MOST_ARRIVALS);
      graph.addForeign(arrivals.get(at), arrivals.get(at + 1));
    }
    arrivals.length = 0;
  }

  /**
   * Contributes what this phase found in cells, for the next phase. Returns whether a later phase
   * has arrivals.
   */
  close(connectParameter: ConnectParameter): boolean {
    const { graph } = this.#solving;
    const rank = this.now + 1;
    const end = graph.pairCount;
    for (let pair = this.#collected; pair < end; pair++) {
      const cell = this.#nodes.cell.get(graph.pairNode(pair));
      if (cell >= 0 && !graph.isForeign(pair)) this.#contribute(pair, cell, rank);
    }
    const start = this.#collected;
    this.#collected = end;
    for (let pair = start; pair < end; pair++) this.#connectOwner(pair, connectParameter);
    this.now = rank;
    return this.#arrivals.some((arrivals, phase) => phase >= rank && arrivals.length > 0);
  }

  #contribute(pair: number, cell: number, rank: number): void {
    const { contexts, graph, world } = this.#solving;
    const node = graph.pairNode(pair);
    const value = graph.pairValue(pair);
    const context = contexts[this.#nodes.context.get(node)] as Context;
    if (rank > RANK_LIMIT || !this.#mayCross(cell, value)) return;
    context.given.push(cell);
    context.given.push(value);
    context.given.push(rank);
    world.cells.give(cell, context.file.id, { value, rank });
    const { readerOfCell, nextReader } = this.#nodes;
    if (cell >= readerOfCell.length) return;
    let reader = readerOfCell.get(cell);
    for (; reader >= 0; reader = nextReader.get(reader))
      if (reader !== node) this.queue(reader, value, rank);
  }

  /** External things are contributed as named members of objects and packages only. */
  #mayCross(cell: number, value: number): boolean {
    const { cells, values, names } = this.#solving.world;
    if (values.kind(value) !== Value.external) return true;
    const kind = values.kind(cells.object(cell));
    if (kind !== Value.object && kind !== Value.package) return false;
    const slot = names.text(cells.slot(cell));
    return !/^[([*]/.test(slot) || slot.startsWith('()base');
  }

  /** Functions receive what is handed to their parameters without reading a cell. */
  #connectOwner(pair: number, connectParameter: ConnectParameter): void {
    const { graph, world } = this.#solving;
    const node = graph.pairNode(pair);
    const cell = this.#nodes.cell.get(node);
    if (cell < 0 || graph.isForeign(pair)) return;
    const { cells, values } = world;
    const object = cells.object(cell);
    if (values.kind(object) !== Value.object) return;
    const owner = this.#contextOfFile.get(values.file(object));
    if (owner !== undefined && owner.index !== this.#nodes.context.get(node))
      connectParameter(owner, object, cells.slot(cell));
  }

  /** Per file the cells it read; ends the solve. */
  cellsRead(): Int32Array[] {
    const { cell: cellOf, context, nextReader, readerOfCell } = this.#nodes;
    const read = this.#solving.contexts.map(() => new Ints(16));
    for (let node = 0; node < nextReader.length; node++) {
      if (nextReader.get(node) === NO_READER) continue;
      const cell = cellOf.get(node);
      readerOfCell.set(cell, -1);
      read[context.get(node)]?.push(cell);
    }
    return read.map((cells) => cells.data.slice(0, cells.length));
  }
}

/** Several files being solved side by side. */
export class Solving {
  readonly world: World;
  readonly graph: FlowGraph;
  readonly contexts: readonly Context[];
  readonly phases: Phases;
  readonly deferred = new Deferred();
  readonly #nodes: NodeTable;
  readonly #cellNodes: PairTable;
  readonly #nodeOfCellNode = new Ints();

  constructor(world: World, files: readonly LoadedFile[], depthOf: (file: LoadedFile) => Depth) {
    this.world = world;
    let nodes = 0;
    this.contexts = files.map((file, index) => {
      const base = nodes;
      const { variableCount } = file.facts;
      nodes += variableCount;
      const depth = depthOf(file);
      const isWhole = depth === Depth.full;
      const workLeft = isWhole ? world.settings.workBudget(variableCount) : Infinity;
      return { index, file, base, depth, given: new Ints(), workLeft };
    });
    this.graph = new FlowGraph(nodes, world.values, (node) => this.#spend(this.contextOf(node), 1));
    this.#cellNodes = new PairTable(nodes >> 1);
    this.#nodes = new NodeTable(this.contexts, nodes, world.cells.readerOfCell);
    this.phases = new Phases(this, this.#nodes);
  }

  contextOf(node: number): Context {
    return this.contexts[this.#nodes.context.get(node)] as Context;
  }

  /** A node of its own for a value in passing. */
  temporary(context: Context): number {
    return this.#addNode(context, -1);
  }

  #spend(context: Context, cost: number): void {
    context.workLeft -= cost;
    if (context.workLeft < 0) throw new GaveUp(context.file);
  }

  #addNode(context: Context, cell: number): number {
    this.#spend(context, NODE_COST);
    this.#nodes.add(context, cell);
    return this.graph.addNodes(1);
  }

  /** The file's node for a cell: what flows into it is contributed. */
  cellNode(context: Context, object: number, slot: number): number {
    return this.#nodeFor(context, this.world.cells.cell(object, slot));
  }

  /** The file's node for a cell, which from now on also holds what others contribute. */
  readCell(context: Context, object: number, slot: number): number {
    const cell = this.world.cells.cell(object, slot);
    const node = this.#nodeFor(context, cell);
    if (!this.#nodes.addReader(node, cell)) return node;
    const late: number[] = [];
    this.world.cells.contributions(cell, (file, value, rank) => {
      if (file === context.file.id) return;
      if (rank <= this.phases.now) late.push(value);
      else this.phases.queue(node, value, rank);
    });
    if (late.length > 1) this.#sortValues(late);
    for (const value of late) this.graph.addForeign(node, value);
    return node;
  }

  #sortValues(found: number[]): void {
    const { values } = this.world;
    found.sort((one, other) => values.print(one) - values.print(other));
  }

  /** Records that the file's result depends on a cell without a flow of values. */
  note(context: Context, object: number, slot: number): void {
    this.readCell(context, object, slot);
  }

  #nodeFor(context: Context, cell: number): number {
    const before = this.#cellNodes.size;
    const id = this.#cellNodes.intern(context.index, cell);
    if (id !== before) return this.#nodeOfCellNode.get(id);
    const node = this.#addNode(context, cell);
    this.#nodeOfCellNode.push(node);
    return node;
  }
}
