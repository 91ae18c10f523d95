import { symbolKey, type SymbolFact } from '../../../src/core/code-index/symbols.ts';
import type { FileFacts } from '../../../src/core/code-index/facts.ts';
import type { IndexedTree } from './index-tree.ts';

type Spot = [line: number, column: number];

/** What compiler-edges.mjs prints. */
export interface CompilerEdges {
  sources: string[];
  lines: number;
  fates: Record<string, number>;
  calls: {
    file: string;
    line: number;
    caller: Spot[] | null;
    form: string;
    fate: string;
    text: string;
    targets: { file: string; spots: Spot[]; kind: string; inLiteral: boolean }[];
  }[];
}

export interface Difference {
  bucket: string;
  /** `file:line caller -> target`, and what is written there. */
  example: string;
}

export interface Comparison {
  expected: number;
  found: number;
  right: number;
  precision: number;
  recall: number;
  /** Definitions the compiler names that are no symbol of ours. */
  nameless: Difference[];
  wrong: Difference[];
  missed: Difference[];
}

const CALLABLE = new Set(['function', 'method', 'constructor', 'class', 'interface']);

class SymbolsBySpot {
  private readonly files = new Map<string, Map<string, SymbolFact>>();

  constructor(facts: ReadonlyMap<string, FileFacts>) {
    for (const [file, { symbols }] of facts) {
      const spots = new Map<string, SymbolFact>();
      for (const symbol of symbols) {
        const at = `${symbol.line}:${symbol.column}`;
        const known = spots.get(at);
        if (known === undefined || (!CALLABLE.has(known.kind) && CALLABLE.has(symbol.kind)))
          spots.set(at, symbol);
      }
      this.files.set(file, spots);
    }
  }

  find(file: string, spots: readonly Spot[]): SymbolFact | undefined {
    const known = this.files.get(file);
    const found = spots.map(([line, column]) => known?.get(`${line}:${column}`));
    return (
      found.find((symbol) => symbol !== undefined && CALLABLE.has(symbol.kind)) ??
      found.find((symbol) => symbol !== undefined)
    );
  }
}

interface Expected {
  key: string;
  form: string;
  kind: string;
  example: string;
}

/** Compares our certain call edges with the compiler's, as pairs of caller and callee. */
export function compareEdges(tree: IndexedTree, compiler: CompilerEdges): Comparison {
  const symbols = new SymbolsBySpot(tree.facts);
  const expected = new Map<string, Expected>();
  const nameless: Difference[] = [];
  const fatesByLine = new Map<string, string>();
  for (const call of compiler.calls) {
    const caller = call.caller === null ? '' : symbols.find(call.file, call.caller)?.path;
    const where = `${call.file}:${call.line}`;
    const fate = call.fate === 'resolved' ? `other target` : call.fate;
    fatesByLine.set(where, mergeFates(fatesByLine.get(where), fate));
    if (caller === undefined) {
      nameless.push({ bucket: 'caller', example: `${where} ${call.text}` });
      continue;
    }
    for (const target of call.targets) {
      const symbol = symbols.find(target.file, target.spots);
      if (symbol === undefined) {
        const bucket = target.inLiteral ? 'type literal' : target.kind;
        nameless.push({ bucket, example: `${where} ${call.text} (${target.file})` });
        if (target.inLiteral) continue;
      }
      const to = symbolKey(target.file, symbol?.path ?? `?${String(target.spots[0])}`);
      const key = `${symbolKey(call.file, caller)} -> ${to}`;
      expected.set(key, {
        key,
        form: call.form,
        kind: target.kind,
        example: `${where} ${caller} -> ${to}   ${call.text}`,
      });
    }
  }
  const compiled = new Set(compiler.sources);
  const found = new Map<string, Difference>();
  const others = new Map<string, string>();
  for (const [file, { edges, sinks }] of tree.edges) {
    if (!compiled.has(file)) continue;
    const facts = tree.facts.get(file);
    for (const edge of edges) {
      if (edge.kind !== 'calls') continue;
      const caller = facts?.symbols[edge.from]?.path ?? '?';
      const key = `${symbolKey(file, caller)} -> ${edge.to}`;
      const where = `${file}:${edge.line}`;
      if (edge.tier !== 'certain') {
        others.set(key, `possible ${edge.reason}`);
        continue;
      }
      const fate = fatesByLine.get(where) ?? 'no call';
      found.set(key, {
        bucket: `${edge.reason}, compiler: ${fate}`,
        example: `${where} ${caller} -> ${edge.to}`,
      });
    }
    for (const sink of sinks) {
      const caller = facts?.symbols[sink.from]?.path ?? '?';
      others.set(`${symbolKey(file, caller)}:${sink.line}`, `sink ${sink.reason}`);
    }
  }
  const wrong = [...found].filter(([key]) => !expected.has(key)).map(([, difference]) => difference);
  const missed = [...expected]
    .filter(([key]) => !found.has(key))
    .map(([key, { form, kind, example }]): Difference => {
      const place = `${key.split(' -> ')[0] ?? ''}:${/:(\d+) /.exec(example)?.[1] ?? ''}`;
      const ours = others.get(key) ?? others.get(place) ?? 'another edge or none';
      return { bucket: `${form} of ${kind}, ours: ${ours}`, example };
    });
  const right = found.size - wrong.length;
  return {
    expected: expected.size,
    found: found.size,
    right,
    precision: found.size === 0 ? 1 : right / found.size,
    recall: expected.size === 0 ? 1 : right / expected.size,
    nameless,
    wrong,
    missed,
  };
}

function mergeFates(known: string | undefined, next: string): string {
  return known === undefined || known === next ? next : 'several calls';
}
