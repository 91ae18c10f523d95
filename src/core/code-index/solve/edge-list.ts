import { EDGE_REASONS, type Edge } from '../symbols.ts';

/** The edges of one file: one for each pair of ends, kind and line. */
export class EdgeList {
  readonly #edges = new Map<string, Edge>();

  /** Of two edges between the same ends the better founded one stays. */
  add(edge: Edge): void {
    const key = `${edge.from} ${edge.line} ${edge.kind} ${edge.to}`;
    const known = this.#edges.get(key);
    if (known === undefined || weight(edge) < weight(known)) this.#edges.set(key, edge);
  }

  /** By caller, line, target and kind. */
  sorted(): Edge[] {
    return [...this.#edges.values()].sort(
      (one, other) =>
        one.from - other.from ||
        one.line - other.line ||
        compareTexts(one.to, other.to) ||
        compareTexts(one.kind, other.kind),
    );
  }
}

function weight({ tier, reason }: Edge): number {
  return (tier === 'certain' ? 0 : EDGE_REASONS.length) + EDGE_REASONS.indexOf(reason);
}

/** Order of two texts by their code units, the same on every machine. */
export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
