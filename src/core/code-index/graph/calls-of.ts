import { isCertain, kindOfEdge, type EdgeCode } from './edge-code.ts';
import type { SymbolGraph } from './symbol-graph.ts';

/** A call as the graph has it. */
export interface GraphCall {
  caller: number;
  line: number;
  code: EdgeCode;
}

/**
 * The calls of some symbols from callers that are let through: certain ones first, then by file,
 * line and caller.
 */
export function callsOf(
  graph: SymbolGraph,
  targets: Iterable<number>,
  admits: (call: GraphCall) => boolean,
): GraphCall[] {
  const { offsets, nodes, codes, lines } = graph.reverse;
  const calls: GraphCall[] = [];
  for (const target of targets) {
    const end = offsets[target + 1] ?? 0;
    for (let at = offsets[target] ?? 0; at < end; at += 1) {
      const call = { caller: nodes[at] ?? -1, line: lines[at] ?? 0, code: codes[at] ?? 0 };
      if (kindOfEdge(call.code) === 'calls' && admits(call)) calls.push(call);
    }
  }
  const file = (call: GraphCall): number => graph.fileOf[call.caller] ?? -1;
  return calls.sort(
    (a, b) =>
      Number(isCertain(b.code)) - Number(isCertain(a.code)) ||
      file(a) - file(b) ||
      a.line - b.line ||
      a.caller - b.caller,
  );
}
