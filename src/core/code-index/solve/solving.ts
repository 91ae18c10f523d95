import { FlowGraph } from './flow-graph.ts';
import { Ints } from './ints.ts';
import type { LoadedFile } from './loaded-file.ts';
import { PairTable, scatter } from './pair-table.ts';
import { Value } from './values.ts';
import type { World } from './world.ts';

/** Ranks above this are not followed: a value that has crossed so many files is given up. */
export const RANK_LIMIT = 4;

/** Phase from which what is not known by then counts as unknown. */
const DECIDING_PHASE = 2;

const NO_READER = -2;

/** More arrivals than a phase can have; what a double holds beside a print of 32 bits. */
const MOST_ARRIVALS = 2 ** 21;

/** One of the files that are being solved: its variables are the graph's nodes from `base` on. */
export interface Context {
  readonly index: number;
  readonly file: LoadedFile;
  readonly base: number;
  /** What it contributes: cell, value, rank, three numbers each. */
  readonly given: Ints;
}

/**
 * Several files being solved side by side.
 *
 * A value that has crossed r files arrives at phase r: each phase first takes what others
 * contributed with rank r, runs to its local fixpoint, and contributes what it found with rank r +
 * 1. So each file of one solve receives exactly what it would receive if it were solved alone with
 * the contributions of the others, however they are grouped.
 */
export class Solving {
  readonly world: World;
  readonly graph: FlowGraph;
  readonly contexts: Context[] = [];
  phase = 0;
  readonly #contextOfFile = new Map<number, Context>();
  readonly #nodeContext: Ints;
  readonly #nodeCell: Ints;
  readonly #cellNodes: PairTable;
  readonly #nodeOfCellNode = new Ints();
  /**
   * Per cell the first of the nodes that read it in this solve, and per such node the next; -1
   * ends, NO_READER is none.
   */
  readonly #readerOfCell: Ints;
  readonly #nextReader = new Ints();
  /** Per later phase, pairs of node and value that arrive then. */
  readonly #arrivals: Ints[] = [];
  #collected = 0;
  readonly #watches: ((value: number) => void)[] = [];
  #decisions: (() => void)[] = [];

  constructor(world: World, files: readonly LoadedFile[]) {
    this.world = world;
    this.#readerOfCell = world.readerOfCell;
    let nodes = 0;
    for (const file of files) {
      const context = {
        index: this.contexts.length,
        file,
        base: nodes,
        given: new Ints(),
      };
      this.contexts.push(context);
      this.#contextOfFile.set(file.id, context);
      nodes += file.facts.variableCount;
    }
    this.graph = new FlowGraph(nodes, world.values);
    this.#cellNodes = new PairTable(nodes >> 1);
    this.#nodeContext = new Ints(nodes + (nodes >> 1));
    this.#nodeCell = new Ints(nodes + (nodes >> 1));
    this.#nodeCell.fillTo(nodes, -1);
    for (const context of this.contexts)
      this.#nodeContext.fillTo(context.base + context.file.facts.variableCount, context.index);
    for (let phase = 0; phase <= RANK_LIMIT; phase++) this.#arrivals.push(new Ints(16));
  }

  /** Numbers a function that is called with values: the operand of Rule.watch. */
  watch(see: (value: number) => void): number {
    return this.#watches.push(see) - 1;
  }

  callWatch(watch: number, value: number): void {
    this.#watches[watch]?.(value);
  }

  /**
   * Does something once it is clear what is not known: when everything flows no more in the
   * deciding phase or, after it, when it next does.
   */
  decideLater(decide: () => void): void {
    this.#decisions.push(decide);
  }

  /** Takes the decisions that are due; returns whether there were any. */
  takeDecisions(): boolean {
    if (this.phase < DECIDING_PHASE || this.#decisions.length === 0) return false;
    const due = this.#decisions;
    this.#decisions = [];
    for (const decide of due) decide();
    return true;
  }

  get isUndecided(): boolean {
    return this.#decisions.length > 0 && this.phase <= DECIDING_PHASE;
  }

  contextOf(node: number): Context {
    return this.contexts[this.#nodeContext.get(node)] as Context;
  }

  context(index: number): Context {
    return this.contexts[index] as Context;
  }

  /** A node of its own for a value in passing. */
  temporary(context: Context): number {
    this.#nodeContext.push(context.index);
    this.#nodeCell.push(-1);
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
    this.#nextReader.fillTo(node + 1, NO_READER);
    if (this.#nextReader.get(node) !== NO_READER) return node;
    this.#readerOfCell.fillTo(cell + 1, -1);
    this.#nextReader.set(node, this.#readerOfCell.get(cell));
    this.#readerOfCell.set(cell, node);
    const late: number[] = [];
    this.world.cells.contributions(cell, (file, value, rank) => {
      if (file === context.file.id) return;
      if (rank <= this.phase) late.push(value);
      else this.#queue(node, value, rank);
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
    const node = this.graph.addNodes(1);
    this.#nodeContext.push(context.index);
    this.#nodeCell.push(cell);
    this.#nodeOfCellNode.push(node);
    return node;
  }

  /**
   * Adds the values that arrive at this phase, in an order that depends on the values and not on
   * how they came.
   */
  takeArrivals(): void {
    const arrivals = this.#arrivals[this.phase];
    if (arrivals === undefined) return;
    const { cells, values } = this.world;
    const order = new Float64Array(arrivals.length >> 1);
    for (let at = 0; at < order.length; at++) {
      const cell = this.#nodeCell.get(arrivals.get(2 * at));
      const print = scatter(cells.print(cell, values), values.print(arrivals.get(2 * at + 1)));
      order[at] = (print >>> 0) * MOST_ARRIVALS + at;
    }
    order.sort();
    for (const key of order) {
      const at = 2 * (key % MOST_ARRIVALS);
      this.graph.addForeign(arrivals.get(at), arrivals.get(at + 1));
    }
    arrivals.length = 0;
  }

  /**
   * Contributes what this phase found in cells, for the next phase. Returns whether a later phase
   * has arrivals.
   */
  closePhase(connectParameter: (context: Context, object: number, slot: number) => void): boolean {
    const rank = this.phase + 1;
    const end = this.graph.pairCount;
    for (let pair = this.#collected; pair < end; pair++) {
      const cell = this.#nodeCell.get(this.graph.pairNode(pair));
      if (cell >= 0 && !this.graph.isForeign(pair)) this.#contribute(pair, cell, rank);
    }
    const start = this.#collected;
    this.#collected = end;
    for (let pair = start; pair < end; pair++) this.#connectOwner(pair, connectParameter);
    this.phase = rank;
    return this.#arrivals.some((arrivals, phase) => phase >= rank && arrivals.length > 0);
  }

  #contribute(pair: number, cell: number, rank: number): void {
    const node = this.graph.pairNode(pair);
    const value = this.graph.pairValue(pair);
    const context = this.contextOf(node);
    if (rank > RANK_LIMIT || !this.#mayCross(cell, value)) return;
    context.given.push(cell);
    context.given.push(value);
    context.given.push(rank);
    this.world.cells.give(cell, context.file.id, { value, rank });
    if (cell >= this.#readerOfCell.length) return;
    let reader = this.#readerOfCell.get(cell);
    for (; reader >= 0; reader = this.#nextReader.get(reader))
      if (reader !== node) this.#queue(reader, value, rank);
  }

  /** External things are contributed as named members of objects and packages only. */
  #mayCross(cell: number, value: number): boolean {
    const { cells, values, names } = this.world;
    if (values.kind(value) !== Value.external) return true;
    const kind = values.kind(cells.object(cell));
    if (kind !== Value.object && kind !== Value.package) return false;
    const slot = names.text(cells.slot(cell));
    return !/^[([*]/.test(slot) || slot.startsWith('()base');
  }

  /** Functions receive what is handed to their parameters without reading a cell. */
  #connectOwner(
    pair: number,
    connectParameter: (context: Context, object: number, slot: number) => void,
  ): void {
    const node = this.graph.pairNode(pair);
    const cell = this.#nodeCell.get(node);
    if (cell < 0 || this.graph.isForeign(pair)) return;
    const { cells, values } = this.world;
    const object = cells.object(cell);
    if (values.kind(object) !== Value.object) return;
    const owner = this.#contextOfFile.get(values.file(object));
    if (owner !== undefined && owner !== this.contextOf(node))
      connectParameter(owner, object, cells.slot(cell));
  }

  #queue(node: number, value: number, rank: number): void {
    const arrivals = this.#arrivals[rank];
    if (arrivals === undefined) return;
    arrivals.push(node);
    arrivals.push(value);
  }

  /** Per file the cells it read; ends the solve. */
  cellsRead(): Ints[] {
    const read = this.contexts.map(() => new Ints(16));
    for (let node = 0; node < this.#nextReader.length; node++) {
      if (this.#nextReader.get(node) === NO_READER) continue;
      const cell = this.#nodeCell.get(node);
      this.#readerOfCell.set(cell, -1);
      read[this.#nodeContext.get(node)]?.push(cell);
    }
    return read;
  }
}
