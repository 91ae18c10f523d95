import { EDGE_REASONS, type Edge, type Sink, symbolKey } from '../symbols.ts';
import type { Context, Solving } from './solving.ts';
import type { FileEdges } from './types.ts';

/** The edges of one file while they are collected. */
export class EdgeDraft {
  readonly context: Context;
  readonly sinks: Sink[] = [];
  /** Calls of something that is declared as a function of a type: what flows there is a guess. */
  readonly vague = new Map<number, ReadonlySet<number>>();
  private readonly edges = new Map<string, Edge>();
  private readonly solving: Solving;

  constructor(solving: Solving, context: Context) {
    this.solving = solving;
    this.context = context;
  }

  /** Of two edges between the same ends the better founded one stays. */
  add(edge: Edge): void {
    const key = `${edge.from} ${edge.line} ${edge.kind} ${edge.to}`;
    const known = this.edges.get(key);
    if (known === undefined || weight(edge) < weight(known)) this.edges.set(key, edge);
  }

  /** Key of the symbol that an object is the definition of; null for containers. */
  keyOf(object: number): string | null {
    const { world } = this.solving;
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
    const edges = [...this.edges.values()].sort(
      (one, other) =>
        one.from - other.from ||
        one.line - other.line ||
        compare(one.to, other.to) ||
        compare(one.kind, other.kind),
    );
    this.sinks.sort(
      (one, other) =>
        one.from - other.from || one.line - other.line || compare(one.callee, other.callee),
    );
    return { edges, sinks: this.sinks };
  }
}

function weight({ tier, reason }: Edge): number {
  return (tier === 'certain' ? 0 : EDGE_REASONS.length) + EDGE_REASONS.indexOf(reason);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
