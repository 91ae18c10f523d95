import { type Edge, type Sink, symbolKey } from '../symbols.ts';
import { compareTexts, EdgeList } from './edge-list.ts';
import type { Context, Solving } from './solving.ts';
import type { FileEdges } from './types.ts';

/** The edges of one file while they are collected. */
export class EdgeDraft {
  readonly context: Context;
  readonly sinks: Sink[] = [];
  /** Calls of something that is declared as a function of a type: what flows there is a guess. */
  readonly vague = new Map<number, ReadonlySet<number>>();
  readonly #edges = new EdgeList();
  readonly #solving: Solving;

  constructor(solving: Solving, context: Context) {
    this.#solving = solving;
    this.context = context;
  }

  add(edge: Edge): void {
    this.#edges.add(edge);
  }

  /** Key of the symbol that an object is the definition of; null for containers. */
  keyOf(object: number): string | null {
    const { world } = this.#solving;
    const fact = world.object(object);
    if (fact === undefined || fact.symbol < 0) return null;
    const file = world.fileOf(object);
    const path = file?.facts.symbols[fact.symbol]?.path ?? fact.key;
    // A constructor that a class's own parameters make is known by the class.
    return file === undefined || path === fact.key
      ? world.names.text(world.values.a(object))
      : symbolKey(file.facts.path, path);
  }

  finish(): FileEdges {
    this.sinks.sort(
      (one, other) =>
        one.from - other.from || one.line - other.line || compareTexts(one.callee, other.callee),
    );
    return { edges: this.#edges.sorted(), sinks: this.sinks };
  }
}
